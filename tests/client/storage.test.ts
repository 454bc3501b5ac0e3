import { afterEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../client/src/memory.ts";
import { put } from "../../client/src/outbox.ts";
import type { PollId } from "../../client/src/protocol.ts";
import { openLocker, randomId, sweep } from "../../client/src/storage.ts";

const CODE = "CDFGHJ";
const ANSWER = { poll: "p1" as PollId, run: 1, ballot: { kind: "choice", picks: [0] } } as const;

/** A browser that keeps nothing and says so loudly. */
const refusing = {
  get localStorage(): Storage {
    throw new DOMException("not allowed", "SecurityError");
  },
  get sessionStorage(): Storage {
    throw new DOMException("not allowed", "SecurityError");
  },
  crypto,
} as unknown as Window;

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe("the id of a phone", () => {
  test("is 128 random bits that the wire takes", () => {
    expect(randomId((bytes) => void bytes.fill(255))).toBe("_____________________w");
    expect(openLocker(window, CODE, () => 0).me).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test("is the same in every tab and after a reload, and another one in another session", () => {
    const { me } = openLocker(window, CODE, () => 0);
    expect(openLocker(window, CODE, () => DAY_MS - 1).me).toBe(me);
    expect(openLocker(window, "XXXXXX", () => 0).me).not.toBe(me);
  });

  test("is forgotten after a day, with everything kept beside it", () => {
    const old = openLocker(window, CODE, () => 0);
    old.change((box) => put(box, ANSWER, 0, "a"));
    const fresh = openLocker(window, CODE, () => DAY_MS);
    expect([fresh.me === old.me, fresh.casts()]).toEqual([false, {}]);
  });

  test("of another session is removed after a day, by whichever session is opened then", () => {
    openLocker(window, "XXXXXX", () => 0);
    openLocker(window, CODE, () => DAY_MS);
    expect(Object.keys(localStorage)).toEqual([`palabre:${CODE}`]);
  });

  test("is removed after a day from a page that is still open, which goes on by its memory", () => {
    const clock = { ms: 0 };
    const locker = openLocker(window, CODE, () => clock.ms);
    clock.ms = DAY_MS;
    locker.change((box) => put(box, ANSWER, 0, "a"));
    expect([localStorage.length, locker.casts()["p1"]?.rev]).toEqual([0, 1]);
  });

  test("is removed after a day by a page that keeps nothing itself", () => {
    openLocker(window, CODE, () => 0);
    sweep(() => localStorage, DAY_MS - 1);
    expect(localStorage.length).toBe(1);
    sweep(() => localStorage, DAY_MS);
    expect(localStorage.length).toBe(0);
  });

  test("is not kept for a session that does not exist, nor is anything else", () => {
    const locker = openLocker(window, CODE, () => 0);
    locker.keepDrafts({ p1: { kind: "words", answers: ["pea"] } });
    locker.forget();
    locker.change((box) => put(box, ANSWER, 0, "a"));
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  test("of another tab that has begun afresh is not written over", () => {
    const old = openLocker(window, CODE, () => 0);
    localStorage.clear();
    const { me } = openLocker(window, CODE, () => 0);
    old.change((box) => put(box, ANSWER, 0, "a"));
    expect(openLocker(window, CODE, () => 0)).toMatchObject({ me });
  });

  test("lasts as long as the page where the browser keeps nothing", () => {
    const locker = openLocker(refusing, CODE, () => 0);
    locker.change((box) => put(box, ANSWER, 0, "a"));
    expect([locker.me.length, locker.casts()["p1"]?.rev]).toEqual([22, 1]);
  });
});

describe("what waits to be counted", () => {
  test("survives a reload", () => {
    openLocker(window, CODE, () => 0).change((box) => put(box, ANSWER, 0, "a"));
    expect(openLocker(window, CODE, () => 1).casts()["p1"]).toMatchObject({ rev: 1, act: "a" });
  });

  test("is one outbox for two tabs: the later act takes the slot, above the earlier", () => {
    const [one, other] = [openLocker(window, CODE, () => 0), openLocker(window, CODE, () => 0)];
    one.change((box) => put(box, ANSWER, 0, "one"));
    other.change((box) => put(box, ANSWER, 0, "other"));
    expect(one.casts()["p1"]).toMatchObject({ rev: 2, act: "other" });
  });

  test("is told to the other tabs when it changes", () => {
    const heard: unknown[] = [];
    const end = openLocker(window, CODE, () => 0).onChange((box) => heard.push(box));
    window.dispatchEvent(new StorageEvent("storage", { key: `palabre:${CODE}` }));
    window.dispatchEvent(new StorageEvent("storage", { key: "palabre:XXXXXX" }));
    end();
    window.dispatchEvent(new StorageEvent("storage", { key: `palabre:${CODE}` }));
    expect(heard).toEqual([{}]);
  });
});

test("what a person has typed and not sent survives a reload of the tab", () => {
  openLocker(window, CODE, () => 0).keepDrafts({ p1: { kind: "words", answers: ["pea"] } });
  expect(openLocker(window, CODE, () => 1).drafts()).toEqual({ p1: { kind: "words", answers: ["pea"] } });
});

describe("what is not whole is replaced, not believed", () => {
  const me = "a".repeat(22);
  const whole = { version: 1, me, untilMs: 1, casts: {} };
  const slot = { poll: "p1", run: 1, rev: 1, act: "a", ballot: { kind: "choice", picks: [0] } };

  test("but what is whole is", () => {
    localStorage.setItem(`palabre:${CODE}`, JSON.stringify({ ...whole, casts: { p1: slot } }));
    const locker = openLocker(window, CODE, () => 0);
    expect([locker.me, locker.casts()]).toEqual([me, { p1: slot }]);
  });

  test.each([
    "{",
    "null",
    "[]",
    JSON.stringify({ me, untilMs: 1, casts: {} }),
    JSON.stringify({ ...whole, version: 2 }),
    JSON.stringify({ ...whole, me: undefined }),
    JSON.stringify({ ...whole, me: "short" }),
    JSON.stringify({ ...whole, untilMs: 9e15 }),
    JSON.stringify({ ...whole, untilMs: "1" }),
    JSON.stringify({ ...whole, casts: null }),
    JSON.stringify({ ...whole, casts: [slot] }),
    JSON.stringify({ ...whole, casts: { p2: slot } }),
    JSON.stringify({ ...whole, casts: { p1: { ...slot, rev: 0.5 } } }),
    JSON.stringify({ ...whole, casts: { p1: { ...slot, ballot: null } } }),
  ])("%s", (text) => {
    localStorage.setItem(`palabre:${CODE}`, text);
    const locker = openLocker(window, CODE, () => 0);
    expect([locker.me === me, locker.casts()]).toEqual([false, {}]);
    expect(openLocker(window, CODE, () => 0).me).toBe(locker.me);
  });

  test("and a clock that was put back keeps the id, and for no longer than a day from then", () => {
    const { me } = openLocker(window, CODE, () => 1_000);
    expect(openLocker(window, CODE, () => 0).me).toBe(me);
    expect(openLocker(window, CODE, () => DAY_MS).me).not.toBe(me);
  });

  test.each(["{", "5", '{"p1":null}', '{"p1":{"answers":["pea"]}}'])("as drafts: %s", (text) => {
    sessionStorage.setItem(`palabre:${CODE}`, text);
    expect(openLocker(window, CODE, () => 0).drafts()).toEqual({});
  });
});
