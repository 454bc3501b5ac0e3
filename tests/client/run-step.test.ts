import { describe, expect, test } from "vitest";
import type { PollId, PollLine, Script, SessionId } from "../../client/src/protocol.ts";
import { handedTo, linkTo, placeOf } from "../../client/src/run/address.ts";
import { fileName, loadDeck } from "../../client/src/run/deck.ts";
import { actionOf, LIST_KEYS, type Press, SESSION_KEYS, STAGE_KEYS } from "../../client/src/run/keys.ts";
import type { Wish } from "../../client/src/run/queue.ts";
import {
  hasSettled,
  placeAfterMove,
  plannedOrder,
  primaryStep,
  SETTLE_MS,
  stepKey,
  wishOf,
} from "../../client/src/run/step.ts";

function poll(id: string, phase: PollLine["phase"] = "draft", revealed = true): PollLine {
  const spec = {
    kind: "words",
    question: id,
    hidden: false,
    answers: 3,
    characters: 30,
    suggestions: "ask",
  } as const;
  return { id: id as PollId, run: 1, phase, revealed, decisions: 0, turnout: 0, edition: null, spec };
}

function script(current: string | null, ...polls: readonly PollLine[]): Script {
  return { is: "script", version: 1, title: "", languages: [], current: current as PollId | null, polls };
}

describe("the one next thing", () => {
  test.each([
    ["write", script(null)],
    ["begin", script(null, poll("p1"))],
    ["open", script("p1", poll("p1"), poll("p2"))],
    ["close", script("p1", poll("p1", "open"), poll("p2"))],
    ["reveal", script("p1", poll("p1", "closed", false), poll("p2"))],
    ["next", script("p1", poll("p1", "closed"), poll("p2"))],
    ["finish", script("p2", poll("p1"), poll("p2", "closed"))],
  ] as const)("is to %s", (step, now) => {
    expect(primaryStep(now).step).toBe(step);
  });

  test("leads through a whole poll and on to the next", () => {
    const wishes = [
      script("p1", poll("p1"), poll("p2")),
      script("p1", poll("p1", "open", false), poll("p2")),
      script("p1", poll("p1", "closed", false), poll("p2")),
      script("p1", poll("p1", "closed"), poll("p2")),
    ].map((now) => wishOf(primaryStep(now))?.do);
    expect(wishes).toEqual(["open", "close", "reveal", "next"]);
  });

  test("takes no press just after its meaning changed", () => {
    expect(stepKey(primaryStep(script("p1", poll("p1"))))).not.toBe(
      stepKey(primaryStep(script("p1", poll("p1", "open")))),
    );
    expect([SETTLE_MS - 1, SETTLE_MS].map((now) => hasSettled(0, now))).toEqual([false, true]);
  });
});

test("a poll moves one place, and not beyond either end", () => {
  const order = ["p1", "p2"] as PollId[];
  expect(placeAfterMove(order, "p1" as PollId, 1)).toBe(1);
  expect(placeAfterMove(order, "p1" as PollId, -1)).toBeNull();
  expect(placeAfterMove(order, "p2" as PollId, 1)).toBeNull();
});

test("quick steps add up, though the first is not answered yet", () => {
  const now = script(null, poll("p1"), poll("p2"), poll("p3"));
  const down = (to: number): Wish => ({ do: "move", poll: "p1" as PollId, to });
  expect(plannedOrder(now, [down(1)])).toEqual(["p2", "p1", "p3"]);
  expect(plannedOrder(now, [down(1), { do: "next" }, down(2)])).toEqual(["p2", "p3", "p1"]);
});

describe("keys", () => {
  const press = (key: string, changed: Partial<Press> = {}): Press => ({
    key,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...changed,
  });
  const keys = [...STAGE_KEYS, ...LIST_KEYS, ...SESSION_KEYS];

  test("each key does one thing", () => {
    expect(new Set(keys.map(({ key, alt }) => `${alt} ${key}`)).size).toBe(keys.length);
    for (const { action, key, alt } of keys)
      expect(actionOf(press(key, { altKey: alt }), "page", true)).toBe(action);
  });

  test("no key acts while somebody types, nor with Ctrl, nor where it presses a button", () => {
    expect(actionOf(press("o"), "text", true)).toBeNull();
    expect(actionOf(press("c", { ctrlKey: true }), "page", true)).toBeNull();
    expect(actionOf(press(" "), "button", true)).toBeNull();
  });

  test("single letters can be switched off, arrows and Delete stay", () => {
    const left = keys.filter(({ key, alt }) => actionOf(press(key, { altKey: alt }), "page", false) !== null);
    expect(left.map(({ action }) => action)).toEqual(["down", "up", "moveUp", "moveDown", "remove"]);
  });
});

describe("addresses", () => {
  test("the token stands in the fragment and nowhere else", () => {
    const place = { session: "abc-D_1", token: "t0ken" };
    const link = new URL(linkTo("moderate", "https://palabre.example", place));
    expect([link.pathname, link.search]).toEqual(["/moderate/abc-D_1", ""]);
    expect(placeOf("moderate", link.pathname, link.hash)).toEqual(place);
  });

  test.each([
    ["/run/abc", ""],
    ["/stage/abc", "#t"],
    ["/run/a.b", "#t"],
    ["/run/abc/more", "#t"],
  ])("%s%s opens no run page", (path, hash) => {
    expect(placeOf("run", path, hash)).toBeNull();
  });

  test("of another role's page are handed out by a facilitator's welcome, and by no other frame", () => {
    const welcome = { is: "welcome", ref: 1, session: "s" as SessionId, code: "", join: "" } as const;
    const tokens = { moderator: "m0d" };
    expect(handedTo("moderator", { ...welcome, role: "facilitator", tokens })).toBe("m0d");
    expect(handedTo("moderator", { ...welcome, role: "moderator", tokens })).toBeNull();
    expect(handedTo("moderator", { is: "pong", ref: 1 })).toBeNull();
  });
});

describe("decks", () => {
  const place = { session: "s1", token: "secret" };
  const answer = (status: number, body: object) => async () => new Response(JSON.stringify(body), { status });

  test("are sent with the token in the header, never in the address", async () => {
    const sent: [string, RequestInit | undefined][] = [];
    await loadDeck(
      async (url, init) => {
        sent.push([String(url), init]);
        return new Response("{}");
      },
      place,
      "palabre: 1",
    );
    expect(sent[0]?.[0]).toBe("/api/sessions/s1/deck");
    expect(sent[0]?.[1]).toMatchObject({ headers: { authorization: "Bearer secret" }, body: "palabre: 1" });
  });

  test("come back with every mistake and its line", async () => {
    const errors = [{ line: 3, field: "polls[0].kind", sentence: "is missing" }];
    const refused = answer(422, { code: "bad_deck", args: {}, text: "", errors });
    expect(await loadDeck(refused, place, "x")).toEqual({ is: "wrong", errors });
  });

  test("are lost where nobody answers", async () => {
    expect(await loadDeck(() => Promise.reject(new TypeError("offline")), place, "x")).toEqual({
      is: "lost",
    });
  });

  test("are called after the session, in any script", () => {
    expect(fileName("Cities: 2026/27 — مدن", "yaml")).toBe("Cities-2026-27-مدن.yaml");
    expect(fileName("***", "json")).toBe("palabre.json");
  });
});
