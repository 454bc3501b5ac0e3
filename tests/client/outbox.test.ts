import { describe, expect, test } from "vitest";
import type { Ballot } from "../../client/src/kinds.ts";
import type { Answer } from "../../client/src/link.ts";
import { castOf, type Outbox, put, type Slot, settle, type Verdict } from "../../client/src/outbox.ts";
import type { PollId, RefusalCode, Refused } from "../../client/src/protocol.ts";

const POLL = "p1" as PollId;
const ballot = (...picks: number[]): Ballot => ({ kind: "choice", picks });
const answered = (own: Ballot, run = 1) => ({ poll: POLL, run, ballot: own });
const counted = (rev: number, own = ballot(0)): Answer => ({
  is: "counted",
  ref: 1,
  poll: POLL,
  run: 1,
  rev,
  ballot: own,
});
const refused = (code: RefusalCode, args: Refused["args"] = {}): Answer => ({
  is: "refused",
  ref: 1,
  code,
  args,
  text: code,
});

function slotIn(box: Outbox): Slot {
  const slot = box[POLL];
  if (slot === undefined) throw new Error("nothing is in the outbox");
  return slot;
}

describe("an answer", () => {
  test("is cast above every revision that the phone has seen, and above what still waits", () => {
    const box = put({}, answered(ballot(0)), 4, "a");
    expect(slotIn(box).rev).toBe(5);
    expect(slotIn(put(box, answered(ballot(1)), 0, "b")).rev).toBe(6);
  });

  test("to a poll that was started again counts its revisions anew", () => {
    const box = put({}, answered(ballot(0), 1), 4, "a");
    expect(slotIn(put(box, answered(ballot(0), 2), 0, "b"))).toMatchObject({ run: 2, rev: 1 });
  });

  test("travels without what only this phone needs to know", () => {
    const box = put({}, answered(ballot(0)), 0, "a");
    expect(castOf(slotIn(box))).toEqual({ do: "cast", poll: POLL, run: 1, rev: 1, ballot: ballot(0) });
  });
});

describe("what became of a cast", () => {
  const box = put({}, answered(ballot(0)), 0, "a");
  const sent = slotIn(box);

  test("counted empties its slot", () => {
    expect(settle(box, sent, counted(1))).toEqual([{}, { is: "counted", rev: 1, ballot: ballot(0) }]);
  });

  test("counted leaves the answer alone that the person has given since", () => {
    const later = put(box, answered(ballot(1)), 0, "b");
    expect(settle(later, sent, counted(1))).toEqual([later, { is: "counted", rev: 1, ballot: ballot(0) }]);
  });

  test("behind casts the person's latest answer above what is stored", () => {
    const [next, verdict] = settle(box, sent, refused("behind", { rev: 7 }));
    expect([slotIn(next).rev, verdict]).toEqual([8, { is: "again" }]);
  });

  test("behind never revives an answer that another tab has replaced", () => {
    expect(settle({}, sent, refused("behind", { rev: 7 }))).toEqual([{}, { is: "superseded" }]);
  });

  test.each(["closed", "draft", "reset", "unknown_poll", "too_long"] as const)(
    "%s ends the try and says why",
    (code) => {
      const answer = refused(code);
      expect(settle(box, sent, answer)).toEqual([{}, { is: "refused", refused: answer }]);
    },
  );

  test.each([
    [{ is: "lost" } as const, 0],
    [refused("away"), 1_000],
    [refused("fault"), 5_000],
    [refused("too_fast", { seconds: 3 }), 3_000],
  ])("nothing yet keeps the answer and sends it later", (answer, afterMs) => {
    expect(settle(box, sent, answer)).toEqual([box, { is: "later", afterMs }]);
  });
});

// --- the law: whatever two tabs and the network do, the person's last answer is the one that counts -------------------

interface World {
  box: Outbox;
  stored: { rev: number; ballot: Ballot } | null;
  readonly seen: number[];
  readonly requests: { tab: number; slot: Slot }[];
  readonly replies: { tab: number; slot: Slot; answer: Answer }[];
  acts: number;
  last: Ballot | null;
}

function serve(world: World, cast: Slot): Answer {
  const { stored } = world;
  if (stored === null || cast.rev > stored.rev) {
    world.stored = { rev: cast.rev, ballot: cast.ballot };
    return counted(cast.rev);
  }
  const same = JSON.stringify(stored.ballot) === JSON.stringify(cast.ballot);
  return same ? counted(stored.rev) : refused("behind", { rev: stored.rev });
}

function act(world: World, tab: number, own: Ballot): void {
  world.acts += 1;
  world.last = own;
  world.box = put(world.box, answered(own), world.seen[tab] ?? 0, `act ${world.acts}`);
}

function send(world: World, tab: number): void {
  for (const slot of Object.values(world.box)) world.requests.push({ tab, slot });
}

function arrive(world: World, request: World["requests"][number] | undefined): void {
  if (request !== undefined) world.replies.push({ ...request, answer: serve(world, request.slot) });
}

function hear(world: World, reply: World["replies"][number] | undefined): Verdict | null {
  if (reply === undefined) return null;
  const [box, verdict] = settle(world.box, reply.slot, reply.answer);
  world.box = box;
  if (verdict.is === "counted") world.seen[reply.tab] = verdict.rev;
  return verdict;
}

const MOVES: readonly ((world: World) => void)[] = [
  (world) => act(world, 0, ballot(0)),
  (world) => act(world, 1, ballot(1)),
  (world) => send(world, 0),
  (world) => send(world, 1),
  (world) => arrive(world, world.requests.shift()),
  (world) => arrive(world, world.requests.pop()),
  (world) => void hear(world, world.replies.shift()),
  (world) => void world.replies.pop(),
];

function play(moves: readonly number[]): World {
  const world: World = {
    box: {},
    stored: null,
    seen: [0, 0],
    requests: [],
    replies: [],
    acts: 0,
    last: null,
  };
  for (const move of moves) MOVES[move]?.(world);
  return world;
}

/** Both tabs are connected and nothing is lost any more. */
function settleDown(world: World): void {
  for (let round = 0; round < 8; round += 1) {
    send(world, round % 2);
    while (world.requests.length > 0) arrive(world, world.requests.shift());
    while (world.replies.length > 0) hear(world, world.replies.shift());
  }
}

function* everyPlay(length: number): Generator<readonly number[]> {
  for (let play = 0; play < MOVES.length ** length; play += 1) {
    yield Array.from({ length }, (_, at) => Math.floor(play / MOVES.length ** at) % MOVES.length);
  }
}

test("in every order of acts, sends, arrivals and losses in two tabs, the last answer is the one that counts", () => {
  for (const moves of everyPlay(6)) {
    const world = play(moves);
    settleDown(world);
    if (Object.keys(world.box).length > 0) expect(world.box, `plays ${moves}`).toEqual({});
    if (JSON.stringify(world.stored?.ballot ?? null) !== JSON.stringify(world.last)) {
      expect(world.stored?.ballot, `plays ${moves}`).toEqual(world.last);
    }
  }
});
