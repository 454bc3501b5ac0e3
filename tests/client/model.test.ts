import { describe, expect, test } from "vitest";
import { about, EMPTY, type Room, receive, turnoutOf } from "../../client/src/model.ts";
import type { Frame, FrameOf, PollId, PollNow } from "../../client/src/protocol.ts";

/** A session of two polls as the server has it, and what Alice's own ballot in each run is. */
interface Server {
  readonly on: number;
  readonly polls: readonly { readonly run: number; readonly revealed: boolean; readonly casts: number }[];
}
const TABLE: FrameOf<"figure">["table"] = { columns: [], rows: [], swatches: [] };
const START: Server = {
  on: 0,
  polls: [
    { run: 1, revealed: false, casts: 0 },
    { run: 1, revealed: true, casts: 0 },
  ],
};
const ACTS = ["cast", "reveal", "hide", "reset", "next", "clear"] as const;
type Act = (typeof ACTS)[number];

function act(server: Server, what: Act): Server {
  const change = (part: Partial<Server["polls"][number]>) => ({
    ...server,
    polls: server.polls.map((poll, place) => (place === server.on ? { ...poll, ...part } : poll)),
  });
  const poll = server.polls[server.on];
  switch (what) {
    case "cast":
      return change({ casts: (poll?.casts ?? 0) + 1 });
    case "reveal":
      return change({ revealed: true });
    case "hide":
      return change({ revealed: false });
    case "reset":
      return change({ run: (poll?.run ?? 0) + 1, casts: 0 });
    case "next":
      return { ...server, on: server.on === 0 ? 1 : 0 };
    case "clear":
      return { ...server, on: -1 };
  }
}

/** The frames that a phone or a stage is given when it comes: docs/wire.md. */
function snapshot(server: Server, role: "phone" | "stage"): readonly Frame[] {
  const shown = server.polls[server.on];
  const id = `p${server.on + 1}` as PollId;
  const poll: PollNow | null =
    shown === undefined
      ? null
      : {
          id,
          run: shown.run,
          phase: "open",
          revealed: shown.revealed,
          position: server.on,
          spec: { kind: "choice", question: id, hidden: false, options: ["a", "b"], most: 1 },
        };
  const now = { is: "now", version: 1, title: "", languages: [], polls: 2, poll, previous: null } as const;
  const presence = { is: "presence", facilitator: true, store: "here" } as const;
  if (shown === undefined) return [now, presence];
  const of = { poll: id, run: shown.run } as const;
  const tally = { ...of, version: shown.casts, turnout: shown.casts };
  const ballot = shown.casts === 0 ? null : ({ kind: "choice", picks: [0] } as const);
  const own: Frame[] = role === "phone" ? [{ is: "mine", ...of, rev: shown.casts, ballot }] : [];
  const hidden: Frame = { is: "turnout", ...of, turnout: shown.casts };
  const results = { kind: "choice", turnout: shown.casts, counts: [shown.casts, 0] } as const;
  const revealed: Frame =
    role === "phone"
      ? { is: "results", ...tally, results }
      : {
          is: "figure",
          ...tally,
          variant: "bars",
          variants: ["bars"],
          figure: { data: [], layout: {} },
          table: TABLE,
        };
  return [now, ...own, shown.revealed ? revealed : hidden, presence];
}

/** What the pages read of a room. */
function view(room: Room) {
  const poll = room.now?.poll ?? null;
  return {
    now: room.now,
    presence: room.presence,
    mine: about(poll, room.mine),
    results: poll?.revealed ? about(poll, room.results) : null,
    figure: poll?.revealed ? about(poll, room.figure) : null,
    turnout: turnoutOf(room),
  };
}

const hears = (room: Room, frames: readonly Frame[]) => frames.reduce(receive, room);
const LENGTH = 3;
/** What had happened before a play: nothing; results are shown; they were shown, and are hidden again with one more ballot. */
const BEFORE: readonly (readonly Act[])[] = [[], ["cast", "reveal"], ["cast", "reveal", "cast", "hide"]];

/** Play one of all the ways in which `LENGTH` acts can follow each other, each of them heard or missed. */
function play(
  before: readonly Act[],
  number: number,
  role: "phone" | "stage",
  order: (frames: Frame[]) => Frame[],
): [Room, Server] {
  let server = START;
  const sent = new Map<string, string>();
  /** Frames go out only where they say something new; whoever comes back is told everything. */
  const news = (all: boolean) => {
    const frames = snapshot(server, role).filter((it) => all || sent.get(it.is) !== JSON.stringify(it));
    for (const frame of frames) sent.set(frame.is, JSON.stringify(frame));
    return order([...frames]);
  };
  let room = hears(EMPTY, news(true));
  for (const what of before) {
    server = act(server, what);
    room = hears(room, news(false));
  }
  let away = false;
  for (let at = 0, rest = number; at < LENGTH; at += 1) {
    server = act(server, ACTS[rest % ACTS.length] ?? "cast");
    rest = Math.floor(rest / ACTS.length);
    const missed = rest % 2 === 1;
    rest = Math.floor(rest / 2);
    if (!missed) room = hears(room, news(away));
    away = missed;
  }
  return [away ? hears(room, news(true)) : room, server];
}

describe.each(["phone", "stage"] as const)("a %s", (role) => {
  test.each([
    ["in order", (frames: Frame[]) => frames],
    ["in reverse", (frames: Frame[]) => frames.reverse()],
  ])("that heard frames %s, or missed some and came back, knows what a fresh one knows", (_, order) => {
    for (const before of BEFORE) {
      for (let number = 0; number < (2 * ACTS.length) ** LENGTH; number += 1) {
        const [room, server] = play(before, number, role, order);
        const known = JSON.stringify(view(room));
        const fresh = view(hears(EMPTY, snapshot(server, role)));
        if (known !== JSON.stringify(fresh))
          expect(view(room), `${before} and play ${number}`).toEqual(fresh);
      }
    }
  });
});

test("an answer to a command says nothing about the session", () => {
  expect(receive(EMPTY, { is: "pong", ref: 1 })).toBe(EMPTY);
});

test("a link that changes leaves what was known", () => {
  const room = hears(EMPTY, snapshot(START, "phone"));
  expect(view(room)).toEqual(view({ ...room, link: { at: "waiting", tries: 1 } }));
});
