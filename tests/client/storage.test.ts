import { afterEach, describe, expect, test } from "vitest";
import { put } from "../../client/src/outbox.ts";
import type { PollId } from "../../client/src/protocol.ts";
import { DAY_MS, openLocker, randomId } from "../../client/src/storage.ts";

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
    expect(openLocker(window, CODE, 0).me).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test("is the same in every tab and after a reload, and another one in another session", () => {
    const { me } = openLocker(window, CODE, 0);
    expect(openLocker(window, CODE, DAY_MS - 1).me).toBe(me);
    expect(openLocker(window, "XXXXXX", 0).me).not.toBe(me);
  });

  test("is forgotten after a day, with everything kept beside it", () => {
    const old = openLocker(window, CODE, 0);
    old.change((box) => put(box, ANSWER, 0, "a"));
    const fresh = openLocker(window, CODE, DAY_MS);
    expect([fresh.me === old.me, fresh.casts()]).toEqual([false, {}]);
  });

  test("of another session is removed after a day, by whichever session is opened then", () => {
    openLocker(window, "XXXXXX", 0);
    openLocker(window, CODE, DAY_MS);
    expect(Object.keys(localStorage)).toEqual([`palabre:${CODE}`]);
  });

  test("lasts as long as the page where the browser keeps nothing", () => {
    const locker = openLocker(refusing, CODE, 0);
    locker.change((box) => put(box, ANSWER, 0, "a"));
    expect([locker.me.length, locker.casts()["p1"]?.rev]).toEqual([22, 1]);
  });
});

describe("what waits to be counted", () => {
  test("survives a reload", () => {
    openLocker(window, CODE, 0).change((box) => put(box, ANSWER, 0, "a"));
    expect(openLocker(window, CODE, 1).casts()["p1"]).toMatchObject({ rev: 1, act: "a" });
  });

  test("is one outbox for two tabs: the later act takes the slot, above the earlier", () => {
    const [one, other] = [openLocker(window, CODE, 0), openLocker(window, CODE, 0)];
    one.change((box) => put(box, ANSWER, 0, "one"));
    other.change((box) => put(box, ANSWER, 0, "other"));
    expect(one.casts()["p1"]).toMatchObject({ rev: 2, act: "other" });
  });

  test("is told to the other tabs when it changes", () => {
    const heard: unknown[] = [];
    const end = openLocker(window, CODE, 0).onChange((box) => heard.push(box));
    window.dispatchEvent(new StorageEvent("storage", { key: `palabre:${CODE}` }));
    window.dispatchEvent(new StorageEvent("storage", { key: "palabre:XXXXXX" }));
    end();
    window.dispatchEvent(new StorageEvent("storage", { key: `palabre:${CODE}` }));
    expect(heard).toEqual([{}]);
  });
});

test("what a person has typed and not sent survives a reload of the tab", () => {
  openLocker(window, CODE, 0).keepDrafts({ p1: { kind: "words", answers: ["pea"] } });
  expect(openLocker(window, CODE, 1).drafts()).toEqual({ p1: { kind: "words", answers: ["pea"] } });
});

test("storage that somebody else has filled with nonsense is replaced, not believed", () => {
  localStorage.setItem(`palabre:${CODE}`, "{");
  expect(openLocker(window, CODE, 0).casts()).toEqual({});
});
