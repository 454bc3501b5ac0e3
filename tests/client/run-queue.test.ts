import { expect, test } from "vitest";
import type { PollId } from "../../client/src/protocol.ts";
import { emptyQueue, type Queue, turn, underway, type Wish } from "../../client/src/run/queue.ts";

const open: Wish = { do: "open", poll: "p1" as PollId };
const next: Wish = { do: "next" };
const seen = turn(emptyQueue, { on: "seen", version: 7 }).queue;

function asked(queue: Queue, ...wishes: readonly Wish[]): Queue {
  return wishes.reduce((known, wish) => turn(known, { on: "ask", wish }).queue, queue);
}

test("a change carries the version that was seen last", () => {
  expect(turn(seen, { on: "ask", wish: open }).send).toEqual({ ...open, version: 7 });
});

test("a second change waits until the first is answered, and carries the version it made", () => {
  const queue = asked(seen, open);
  expect(turn(queue, { on: "ask", wish: next }).send).toBeNull();
  const answered = turn(asked(queue, next), { on: "done", version: 8 });
  expect(answered.send).toEqual({ ...next, version: 8 });
  expect(answered.outcome).toEqual({ kind: "done", wish: open, version: 8 });
});

test("a refusal drops what waits behind it", () => {
  const refused = turn(asked(seen, open, next, next), { on: "refused" });
  expect(refused).toEqual({
    queue: { version: 7, landed: [], flying: null, waiting: [] },
    send: null,
    outcome: { kind: "refused", wish: open },
  });
});

test("a lost connection leaves the outcome unknown and sends nothing again", () => {
  const lost = turn(asked(seen, open, next), { on: "lost" });
  expect(lost.outcome).toEqual({ kind: "unknown", wish: open });
  expect(lost.send).toBeNull();
  expect(lost.queue.waiting).toEqual([]);
});

test("an answer that nobody waits for changes nothing", () => {
  for (const event of [{ on: "done", version: 9 }, { on: "refused" }, { on: "lost" }] as const) {
    expect(turn(seen, event)).toEqual({ queue: seen, send: null, outcome: null });
  }
});

test("a version never goes back", () => {
  expect(turn(seen, { on: "seen", version: 3 }).queue.version).toBe(7);
});

test("a held key cannot fill the queue without end", () => {
  const queue = asked(seen, ...Array.from({ length: 100 }, () => next));
  expect(queue.waiting.length).toBe(16);
});

test("a change counts as under way until a script shows it", () => {
  const done = turn(asked(seen, open, next), { on: "done", version: 8 }).queue;
  expect(underway(done)).toEqual([open, next]);
  expect(underway(turn(done, { on: "seen", version: 7 }).queue)).toEqual([open, next]);
  expect(underway(turn(done, { on: "seen", version: 8 }).queue)).toEqual([next]);
});
