import { describe, expect, test } from "vitest";
import type { Ballot, Spec } from "../../client/src/kinds.ts";
import type { Slot, Verdict } from "../../client/src/outbox.ts";
import {
  lineOf,
  open,
  type Phone,
  type PhoneEvent,
  type Screen,
  screenOf,
  take,
  turnOf,
} from "../../client/src/phone.ts";
import type {
  Frame,
  Mine,
  Now,
  Phase,
  PollId,
  PollNow,
  RefusalCode,
  Refused,
} from "../../client/src/protocol.ts";

const POLL = "p1" as PollId;
const SPEC: Spec = { kind: "choice", question: "Shall we?", hidden: false, options: ["Yes", "No"], most: 1 };
const YES: Ballot = { kind: "choice", picks: [0] };
const NO: Ballot = { kind: "choice", picks: [1] };

const poll = (phase: Phase, run = 1): PollNow => ({
  id: POLL,
  run,
  phase,
  revealed: true,
  position: 0,
  spec: SPEC,
});
const now = (on: PollNow | null): Now => ({
  is: "now",
  version: 1,
  title: "Day 3",
  languages: ["en"],
  polls: 1,
  poll: on,
  previous: null,
});
const mine = (rev: number, ballot: Ballot | null, run = 1): Mine => ({
  is: "mine",
  poll: POLL,
  run,
  rev,
  ballot,
});
const slot = (rev: number, ballot: Ballot, run = 1): Slot => ({
  poll: POLL,
  run,
  rev,
  act: `act ${rev}`,
  ballot,
});
const refusedFor = (code: RefusalCode): Refused => ({ is: "refused", ref: 1, code, args: {}, text: code });

const live: PhoneEvent = { is: "link", link: { at: "live", tries: 0, sinceMs: 0, pinged: false } };
const lost: PhoneEvent = { is: "link", link: { at: "waiting", tries: 1 } };
const over = (code: number): PhoneEvent => ({ is: "link", link: { at: "over", code } });
const frame = (one: Frame): PhoneEvent => ({ is: "frame", frame: one });
const shows = (on: PollNow | null): PhoneEvent => frame(now(on));
const boxed = (...slots: readonly Slot[]): PhoneEvent => ({
  is: "box",
  box: Object.fromEntries(slots.map((one) => [one.poll, one])),
});
const verdict = (on: Slot, what: Verdict): PhoneEvent => ({ is: "verdict", slot: on, verdict: what });
const WELCOME = frame({
  is: "welcome",
  ref: 1,
  role: "participant",
  session: "s" as never,
  code: "CDFGHJ",
  join: "",
  tokens: {},
});

function alice(...events: readonly PhoneEvent[]): Phone {
  return events.reduce(take, open({}, {}));
}

function screen(phone: Phone): Screen {
  return screenOf(phone, () => true);
}

/** Alice's answer on its way, in a run that is open. */
const casting = [live, shows(poll("open")), boxed(slot(1, YES))] as const;
const counting = [
  ...casting,
  boxed(),
  verdict(slot(1, YES), { is: "counted", rev: 1, ballot: YES }),
] as const;

describe("joining", () => {
  test("is all there is until the session is known", () => {
    expect(screen(alice())).toEqual({ is: "joining", kept: false });
  });

  test("says that an answer is kept, where one was given before the page was loaded again", () => {
    const reloaded = open({ [POLL]: slot(1, YES) }, {});
    expect(screen(take(reloaded, lost))).toEqual({ is: "joining", kept: true });
  });

  test("ends where there is no session of this code, and says so", () => {
    expect(screen(alice(over(4500)))).toEqual({ is: "gone", why: "code" });
  });

  test("once done, tells a deleted session from a wrong code", () => {
    expect(screen(alice(WELCOME, live, shows(null), over(4500)))).toEqual({ is: "gone", why: "ended" });
  });
});

describe("a poll", () => {
  test("shows no kept ballot that does not answer it", () => {
    const phone = alice(live, shows(poll("open")), boxed(slot(1, { kind: "choice" } as Ballot)));
    expect(screenOf(phone, () => false)).toMatchObject({ is: "answer", draft: null, given: null });
    expect(screenOf(take(phone, shows(poll("closed"))), () => false)).toMatchObject({ own: { is: "none" } });
  });

  test("is waited for under the session's title, and looked forward to while it is a draft", () => {
    expect(screen(alice(live, shows(null)))).toEqual({ is: "wait", title: "Day 3", next: null });
    expect(screen(alice(live, shows(poll("draft"))))).toMatchObject({ is: "wait", next: { id: POLL } });
  });

  test("that opens is there to be answered", () => {
    expect(screen(alice(live, shows(poll("open"))))).toMatchObject({
      is: "answer",
      draft: null,
      refused: null,
    });
  });

  test("that was answered before, from wherever, is counted", () => {
    expect(screen(alice(live, shows(poll("open")), frame(mine(3, YES))))).toMatchObject({
      is: "counted",
      ballot: YES,
      joy: false,
    });
  });

  test("that was started again is there to be answered again", () => {
    expect(screen(alice(...counting, shows(poll("open", 2)))).is).toBe("answer");
  });
});

describe("a cast", () => {
  test("is being sent, and counted only once the server has said so", () => {
    expect(screen(alice(...casting))).toMatchObject({ is: "sending", ballot: YES, held: "no" });
    expect(screen(alice(...counting))).toMatchObject({ is: "counted", ballot: YES, joy: true });
  });

  test("that counts is shown as the server understood it, not as it was typed", () => {
    const cleaned = { is: "counted", rev: 1, ballot: NO } as const;
    expect(screen(alice(...casting, boxed(), verdict(slot(1, YES), cleaned)))).toMatchObject({ ballot: NO });
  });

  test("is kept while there is no connection, and while the server cannot store", () => {
    expect(screen(alice(...casting, lost))).toMatchObject({ is: "sending", held: "offline" });
    const away = frame({ is: "presence", facilitator: true, store: "away" });
    expect(screen(alice(...casting, away))).toMatchObject({ is: "sending", held: "store" });
  });

  test("that was refused leads back to the form, with the reason, and nothing typed is lost", () => {
    const refused = refusedFor("too_long");
    const events: PhoneEvent[] = [{ is: "drafted", poll: poll("open"), draft: NO }, boxed()];
    const phone = alice(...casting, ...events, verdict(slot(1, NO), { is: "refused", refused }));
    expect(screen(phone)).toMatchObject({ is: "answer", draft: NO, refused });
  });

  test("of an earlier run says that the poll was started again, and not what else went wrong then", () => {
    const told = (code: RefusalCode) =>
      screen(
        alice(
          live,
          shows(poll("open", 2)),
          verdict(slot(1, YES, 1), { is: "refused", refused: refusedFor(code) }),
        ),
      );
    expect(told("reset")).toMatchObject({ is: "answer", refused: { code: "reset" } });
    expect(told("closed")).toMatchObject({ is: "answer", refused: null });
  });

  test("that overtook an older frame is not undone by it", () => {
    const phone = alice(
      ...casting,
      boxed(),
      verdict(slot(2, NO), { is: "counted", rev: 2, ballot: NO }),
      frame(mine(1, YES)),
    );
    expect(screen(phone)).toMatchObject({ is: "counted", ballot: NO });
  });
});

describe("a change of mind", () => {
  const changing = [...counting, { is: "change", poll: poll("open") }] as const;

  test("starts from the answer that counts, and may end in keeping it", () => {
    expect(screen(alice(...changing))).toMatchObject({ is: "answer", draft: YES, given: YES });
    expect(screen(alice(...changing, { is: "keep" }))).toMatchObject({ is: "counted", ballot: YES });
  });

  test("is possible while the answer is still on its way", () => {
    expect(screen(alice(...casting, { is: "change", poll: poll("open") }))).toMatchObject({
      is: "answer",
      given: YES,
    });
  });

  test("that was refused keeps its form while it is mended", () => {
    const refused = verdict(slot(2, NO), { is: "refused", refused: refusedFor("empty") });
    const mended: PhoneEvent = { is: "drafted", poll: poll("open"), draft: NO };
    const phone = alice(
      ...changing,
      { is: "cast", poll: poll("open") },
      boxed(slot(2, NO)),
      boxed(),
      refused,
    );
    expect(screen(take(phone, mended))).toMatchObject({ is: "answer", draft: NO, given: YES });
  });

  test("is sent like any other answer", () => {
    const phone = alice(...changing, { is: "cast", poll: poll("open") }, boxed(slot(2, NO)));
    expect(screen(phone)).toMatchObject({ is: "sending", ballot: NO });
  });
});

describe("a closed poll", () => {
  const closed = shows(poll("closed"));

  test("says that one's answer is counted, or that there is none", () => {
    expect(screen(alice(...counting, closed))).toMatchObject({
      is: "closed",
      own: { is: "counted", ballot: YES },
    });
    expect(screen(alice(live, closed))).toMatchObject({ own: { is: "none" } });
  });

  test("does not claim to know what became of an answer that nobody has acknowledged", () => {
    expect(screen(alice(...casting, closed))).toMatchObject({ own: { is: "asking", ballot: YES } });
  });

  test("says that an answer came too late", () => {
    const late = verdict(slot(1, YES), { is: "refused", refused: refusedFor("closed") });
    expect(screen(alice(...casting, closed, boxed(), late))).toMatchObject({ own: { is: "late" } });
  });

  test("shows results only while they are revealed, and only its own", () => {
    const results = (run: number): PhoneEvent =>
      frame({
        is: "results",
        poll: POLL,
        run,
        version: 1,
        turnout: 1,
        results: { kind: "choice", turnout: 1, counts: [1, 0] },
      });
    const hidden = shows({ ...poll("closed"), revealed: false });
    expect(screen(alice(live, closed, results(1)))).toMatchObject({ results: { turnout: 1 } });
    expect(screen(alice(live, hidden, results(1)))).toMatchObject({ results: null });
    expect(screen(alice(live, shows(poll("closed", 2)), results(1)))).toMatchObject({ results: null });
  });
});

describe("the line about the connection", () => {
  const presence = (facilitator: boolean, store: "here" | "away"): PhoneEvent =>
    frame({ is: "presence", facilitator, store });

  test.each([
    [[], "opening"],
    [[live], "live"],
    [[live, presence(true, "here")], "live"],
    [[live, presence(false, "here")], "alone"],
    [[live, presence(false, "away")], "store"],
    [[live, presence(true, "here"), lost], "offline"],
  ] as const)("tells the worst that is true", (events, line) => {
    expect(lineOf(alice(...events).room)).toBe(line);
  });
});

test("the focus stays where it is while a screen is used, and moves when it is about something else", () => {
  const answering = alice(live, shows(poll("open")));
  const typing = take(answering, { is: "drafted", poll: poll("open"), draft: NO });
  expect(turnOf(screen(take(typing, lost)))).toBe(turnOf(screen(answering)));
  expect(turnOf(screen(alice(...casting)))).not.toBe(turnOf(screen(answering)));
  expect(turnOf(screen(alice(...counting)))).toBe(turnOf(screen(alice(...casting))));
});

test("whatever was known before, the frames of a fresh snapshot give the same screen", () => {
  const snapshot = [live, shows(poll("open")), frame(mine(4, NO))] as const;
  const pasts: readonly (readonly PhoneEvent[])[] = [
    [live, shows(poll("closed")), lost],
    [live, shows(poll("open")), frame(mine(2, YES)), lost],
    [live, shows(null), lost],
    [live, shows(poll("draft", 7)), frame(mine(9, YES, 7)), lost],
  ];
  for (const past of pasts) {
    expect(screen(alice(...past, ...snapshot))).toEqual(screen(alice(...snapshot)));
  }
});
