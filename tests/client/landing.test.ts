import { describe, expect, test } from "vitest";
import { openKept } from "../../client/src/landing/kept.ts";
import { begin, find, type LandingEvent, open, take } from "../../client/src/landing.ts";

const BEGUN = { session: "s", code: "CDFGHJ", join: "j", stage: "t", run: "r", moderate: "m" };
const after = (...events: readonly LandingEvent[]) => events.reduce(take, open("fr", null));
const answers = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });

describe("a code", () => {
  test("is looked up once it has its six characters, and not before", () => {
    expect(after({ is: "typed", code: "cdf ghj" }, { is: "join" })).toMatchObject({
      code: "cdf ghj",
      busy: "joining",
    });
    expect(after({ is: "typed", code: "cdf" }, { is: "join" })).toMatchObject({
      busy: "no",
      problem: { about: "join", problem: { is: "short" } },
    });
  });

  test("that was wrong can be typed again, and the reason goes", () => {
    const wrong = after({ is: "failed", about: "join", problem: { is: "unreachable" } });
    expect(take(wrong, { is: "typed", code: "C" }).problem).toBeNull();
  });

  test("leads to its session, to the server's refusal, or to a server that cannot be reached", async () => {
    const refused = { code: "unknown_code", args: { length: 6 }, text: "No." };
    const fails = async () => Promise.reject(new TypeError("network"));
    expect(await find(answers(200, { code: "CDFGHJ" }), "cdfghj")).toEqual({ code: "CDFGHJ" });
    expect(await find(answers(404, refused), "cdfghj")).toEqual({ is: "refused", refused });
    expect(await find(fails, "cdfghj")).toEqual({ is: "unreachable" });
  });
});

test("a code is asked for as it was typed, in one part of an address", async () => {
  const asked: string[] = [];
  const server = async (address: string) => {
    asked.push(address);
    return new Response("{}");
  };
  await find(server, "cdf/٣٤٦");
  expect(asked).toEqual(["/api/codes/cdf%20%D9%A3%D9%A4%D9%A6"]);
});

describe("a session", () => {
  test("needs a title, and at least one language", () => {
    expect(after({ is: "start" }).problem).toEqual({ about: "start", problem: { is: "untitled" } });
    expect(after({ is: "toggled", language: "fr" }).languages).toEqual(["fr"]);
    expect(after({ is: "toggled", language: "ar" }, { is: "toggled", language: "fr" }).languages).toEqual([
      "ar",
    ]);
  });

  test("is begun with what was typed, and its links are shown", async () => {
    const sent: unknown[] = [];
    const server = async (address: string, init?: RequestInit) => {
      sent.push(address, JSON.parse(String(init?.body)));
      return new Response(JSON.stringify(BEGUN), { status: 201 });
    };
    const begun = await begin(server, after({ is: "titled", title: " Jour 3 " }, { is: "start" }));
    expect(sent).toEqual(["/api/sessions", { title: "Jour 3", languages: ["fr"] }]);
    expect(begun).toEqual(BEGUN);
    expect(after({ is: "begun", begun: BEGUN }).begun).toEqual(BEGUN);
  });
});

describe("the links of a new session", () => {
  test("are there again after a reload of this tab, until the person goes on", () => {
    const kept = openKept(() => window.sessionStorage);
    kept.keep(BEGUN);
    expect(open("fr", openKept(() => window.sessionStorage).links()).begun).toEqual(BEGUN);
    expect(window.localStorage.length).toBe(0);
    kept.forget();
    expect(kept.links()).toBeNull();
  });

  test("are shown in a browser that keeps nothing, too", () => {
    const kept = openKept(() => {
      throw new DOMException("refused", "SecurityError");
    });
    kept.keep(BEGUN);
    expect(kept.links()).toBeNull();
  });

  test("make room for the start once the person has them", () => {
    expect(after({ is: "begun", begun: BEGUN }, { is: "done" })).toEqual(open("fr", null));
  });
});
