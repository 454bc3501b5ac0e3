import { describe, expect, test } from "vitest";
import type { Spec } from "../../client/src/kinds.ts";
import type { PollId, PollLine, Refused, Script } from "../../client/src/protocol.ts";
import {
  type Desk,
  type DeskEvent,
  emptyDesk,
  move,
  plannedOf,
  turnoutOf,
} from "../../client/src/run/desk.ts";
import {
  asKind,
  asNew,
  type Draft,
  draftOf,
  keepMine,
  meanwhile,
  newDraft,
  sameSpec,
  takeTheirs,
} from "../../client/src/run/draft.ts";

const words: Spec = {
  kind: "words",
  question: "What is learning?",
  hidden: false,
  answers: 3,
  characters: 30,
  suggestions: "ask",
};
const choice: Spec = { kind: "choice", question: "", hidden: false, options: ["", ""], most: 1 };

function poll(id: string, changed: Partial<PollLine> = {}): PollLine {
  return {
    id: id as PollId,
    run: 1,
    phase: "draft",
    revealed: true,
    decisions: 0,
    turnout: 0,
    edition: null,
    spec: words,
    ...changed,
  };
}

function script(version: number, ...polls: readonly PollLine[]): Script {
  return { is: "script", version, title: "Seminar", languages: [], current: null, polls };
}

const live: DeskEvent = { on: "link", link: { at: "live", tries: 0, sinceMs: 0, pinged: false } };
const frame = (sent: Script): DeskEvent => ({ on: "frame", frame: sent });
const after = (desk: Desk, ...events: readonly DeskEvent[]): Desk =>
  events.reduce((known, event) => move(known, event).desk, desk);
const stale: Refused = { is: "refused", ref: 1, code: "stale", args: {}, text: "Stale." };
const ids = (desk: Desk) => desk.rows.map(({ id }) => id);

const desk = after(emptyDesk, live, frame(script(1, poll("p1"), poll("p2"))));
const draft: Draft = draftOf(poll("p1"));
const typed: Draft = { ...draft, spec: { ...words, question: "What is play?" } };

describe("rows", () => {
  test("another facilitator's order waits while the pointer is over the list", () => {
    const held = after(
      desk,
      { on: "hold", held: true },
      frame(script(2, poll("p2"), poll("p1"), poll("p3"))),
    );
    expect(ids(held)).toEqual(["p1", "p2", "p3"]);
    expect(ids(after(held, { on: "hold", held: false }))).toEqual(["p2", "p1", "p3"]);
  });

  test("a row that somebody deleted keeps its place until the pointer leaves", () => {
    const held = after(desk, { on: "hold", held: true }, frame(script(2, poll("p2"))));
    expect(held.rows).toEqual([
      { id: "p1", gone: true },
      { id: "p2", gone: false },
    ]);
  });

  test.each([["script first"], ["answer first"]])("one's own move shows at once, %s", (which) => {
    const asked = after(
      desk,
      { on: "hold", held: true },
      { on: "wish", wish: { do: "move", poll: "p1" as PollId, to: 1 } },
    );
    const news: DeskEvent[] = [
      frame(script(2, poll("p2"), poll("p1"))),
      { on: "answer", answer: { is: "done", ref: 1, version: 2 } },
    ];
    if (which === "answer first") news.reverse();
    expect(ids(after(asked, ...news))).toEqual(["p2", "p1"]);
  });
});

test("three quick steps down are three places down, whatever is answered or shown in between", () => {
  const three = after(emptyDesk, live, frame(script(1, poll("p1"), poll("p2"), poll("p3"), poll("p4"))));
  const down = (known: Desk) => {
    const to = plannedOf(known).indexOf("p1" as PollId) + 1;
    return after(known, { on: "wish", wish: { do: "move", poll: "p1" as PollId, to } });
  };
  const once = after(down(three), { on: "answer", answer: { is: "done", ref: 1, version: 2 } });
  const shown = after(down(once), frame(script(2, poll("p2"), poll("p1"), poll("p3"), poll("p4"))));
  expect(plannedOf(down(shown))).toEqual(["p2", "p3", "p4", "p1"]);
});

describe("typing", () => {
  const typing = after(desk, { on: "draft", draft: typed });

  test("no frame, and no lost link, touches what is typed", () => {
    const later = after(typing, frame(script(2, poll("p2"))), {
      on: "link",
      link: { at: "waiting", tries: 1 },
    });
    expect(later.typing).toBe(typing.typing);
  });

  test("saving sends the edit at the version seen, and closes the editor once it is done", () => {
    const { desk: saving, send } = move(typing, { on: "save" });
    expect(send).toEqual({ do: "edit", version: 1, poll: "p1", spec: typed.spec });
    expect(after(saving, { on: "answer", answer: { is: "done", ref: 1, version: 2 } }).typing).toEqual({
      at: "nothing",
    });
  });

  test("the loser of a race keeps what he typed and is told why", () => {
    const lost = after(typing, { on: "save" }, { on: "answer", answer: stale });
    expect(lost.typing).toEqual({ at: "poll", draft: typed, saving: { is: "refused", refused: stale } });
    expect(move(after(lost, frame(script(2, poll("p1")))), { on: "save" }).send?.version).toBe(2);
  });

  test("nothing is saved over another facilitator's edit before it was looked at", () => {
    const edited = after(typing, frame(script(2, poll("p1", { spec: { ...words, answers: 5 } }))));
    expect(move(edited, { on: "save" }).send).toBeNull();
  });

  test("nothing is sent without a connection", () => {
    const cut = after(typing, { on: "link", link: { at: "waiting", tries: 1 } });
    expect(move(cut, { on: "save" }).send).toBeNull();
    expect(move(cut, { on: "wish", wish: { do: "next" } }).desk.news?.what).toBe("offline");
  });

  test("a draft that is closed can be brought back", () => {
    const closed = after(typing, { on: "stop typing", keep: true });
    expect(closed.news).toMatchObject({ what: "dropped", draft: typed });
  });
});

describe("meanwhile", () => {
  const edited = poll("p1", { spec: { ...words, answers: 5 } });

  test.each([
    ["untouched", script(2, poll("p1"), poll("p9"))],
    ["edited", script(2, edited)],
    ["started", script(2, poll("p1", { phase: "open" }))],
    ["removed", script(2, poll("p2"))],
  ] as const)("a poll behind a draft may be %s", (is, now) => {
    expect(meanwhile(typed, now).is).toBe(is);
  });

  test("keeping mine, taking theirs and starting anew all settle it", () => {
    const now = script(2, edited);
    for (const way of [keepMine(typed, edited.spec), takeTheirs(typed, edited.spec), asNew(typed)]) {
      expect(meanwhile(way, now).is).toBe("untouched");
    }
    expect(keepMine(typed, edited.spec).spec).toBe(typed.spec);
    expect(takeTheirs(typed, edited.spec).spec).toBe(edited.spec);
  });

  test("the order of a spec's keys means nothing", () => {
    expect(sameSpec({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
  });

  test("another kind keeps the question, and gives back what was typed before", () => {
    const started = { ...newDraft(words), spec: { ...words, answers: 7 } };
    const there = asKind(started, choice);
    expect(there.spec).toEqual({ ...choice, question: words.question });
    expect(asKind(there, words).spec).toEqual({ ...words, answers: 7 });
  });
});

test("turnout is what was told last, by the script or by the poll's own frames", () => {
  const told = after(desk, {
    on: "frame",
    frame: { is: "turnout", poll: "p1" as PollId, run: 1, turnout: 12 },
  });
  expect(turnoutOf(told, poll("p1"))).toBe(12);
  expect(turnoutOf(after(told, frame(script(2, poll("p1", { turnout: 13 })))), poll("p1"))).toBe(13);
});

test("a refused command says which one and why", () => {
  const refused = after(desk, { on: "wish", wish: { do: "next" } }, { on: "answer", answer: stale });
  expect(refused.news).toMatchObject({ what: "refused", wish: { do: "next" }, refused: stale });
});
