import { describe, expect, test } from "vitest";
import {
  ABNORMAL,
  ANSWER_MS,
  BASE_MS,
  backoffMs,
  begin,
  CAP_MS,
  DOUBT_MS,
  type LinkEvent,
  type LinkState,
  PING_MS,
  STEADY_MS,
  step,
  UNSEEN_PING_MS,
} from "../../client/src/linkstep.ts";
import { CLOSE } from "../../client/src/protocol.ts";

const CHANCE = { nowMs: 0, random: 0.5, seen: true };
const LIVE: LinkState = { at: "live", tries: 0, sinceMs: 0, pinged: false };
const closed = (code: number): LinkEvent => ({ is: "closed", code });

function after(state: LinkState, ...events: readonly LinkEvent[]): LinkState {
  return events.reduce((current, event) => step(current, event, CHANCE)[0], state);
}

describe("a new link", () => {
  test("opens a socket, says hello on it, and is live once it is welcomed", () => {
    const [state, effects] = begin();
    expect(effects[0]).toEqual({ do: "open" });
    expect(step(state, { is: "opened" }, CHANCE)[1][0]).toEqual({ do: "greet" });
    expect(after(state, { is: "opened" }, { is: "welcomed" }).at).toBe("live");
  });

  test("gives up on a socket that does not open, or a hello that nobody answers, and tries again", () => {
    const [state] = begin();
    expect(after(state, { is: "due" }).at).toBe("waiting");
    expect(after(state, { is: "opened" }, { is: "due" }, { is: "due" })).toMatchObject({
      at: "opening",
      tries: 1,
    });
  });
});

describe("a live link", () => {
  test("pings when it has heard nothing for a while, and drops a server that does not answer", () => {
    const [pinged, effects] = step(LIVE, { is: "due" }, CHANCE);
    expect(effects).toEqual([{ do: "ping" }, { do: "wake", afterMs: ANSWER_MS }]);
    expect(step(pinged, { is: "due" }, CHANCE)[1][0]).toEqual({ do: "drop" });
  });

  test("takes any frame for a sign of life", () => {
    const [state, effects] = step({ ...LIVE, pinged: true }, { is: "heard" }, CHANCE);
    expect([state, effects]).toEqual([LIVE, [{ do: "wake", afterMs: PING_MS }]]);
  });

  test("asks at once whether the server is still there when somebody looks at the page again", () => {
    expect(step(LIVE, { is: "nudged" }, CHANCE)[1][0]).toEqual({ do: "ping" });
  });

  test("asks less often while nobody can see the page", () => {
    const unseen = step(LIVE, { is: "heard" }, { ...CHANCE, seen: false })[1];
    expect(unseen).toEqual([{ do: "wake", afterMs: UNSEEN_PING_MS }]);
  });

  test("that owes an answer is asked at once, has little time, and wins no more by being asked again", () => {
    const [asked, effects] = step(LIVE, { is: "doubted" }, CHANCE);
    expect(effects).toEqual([{ do: "ping" }, { do: "wake", afterMs: DOUBT_MS }]);
    expect(step(asked, { is: "doubted" }, CHANCE)).toEqual([asked, []]);
    expect(after(asked, { is: "due" }).at).toBe("waiting");
  });

  test("is given up at once where the device says that it is offline, and tried again once it is online", () => {
    expect(step(LIVE, { is: "offline" }, CHANCE)[1][0]).toEqual({ do: "drop" });
    expect(after(LIVE, { is: "offline" }, { is: "nudged" }).at).toBe("opening");
  });
});

describe("a lost link", () => {
  test("waits a random part of a bound that doubles up to a cap", () => {
    expect([0, 1, 2, 20].map((tries) => backoffMs(tries, 1))).toEqual([
      BASE_MS,
      2 * BASE_MS,
      4 * BASE_MS,
      CAP_MS,
    ]);
    expect(backoffMs(20, 0.25)).toBe(CAP_MS / 4);
  });

  test("comes back after every close code below 4500, and never after one above", () => {
    for (const code of [ABNORMAL, 1012, CLOSE.SILENT, 4499]) {
      expect(after(LIVE, closed(code), { is: "due" }).at, String(code)).toBe("opening");
    }
    for (const code of [CLOSE.NO_SESSION, CLOSE.WRONG_TOKEN, CLOSE.NOT_PALABRE, 4999]) {
      expect(after(LIVE, closed(code), { is: "due" }, { is: "nudged" }), String(code)).toEqual({
        at: "over",
        code,
      });
    }
  });

  test("pauses for longer where the server asked for a pause", () => {
    const pause = (code: number) => step(LIVE, closed(code), { ...CHANCE, random: 1 })[1][1];
    expect(pause(CLOSE.FLOOD)).toEqual({ do: "wake", afterMs: CAP_MS });
    expect(pause(ABNORMAL)).toEqual({ do: "wake", afterMs: BASE_MS });
  });

  test("goes on backing off while it is lost again and again, and starts afresh once it was steady", () => {
    const flapping: LinkState = { ...LIVE, tries: 3 };
    expect(step(flapping, closed(ABNORMAL), CHANCE)[0]).toEqual({ at: "waiting", tries: 4 });
    const steady = { ...CHANCE, nowMs: STEADY_MS };
    expect(step(flapping, closed(ABNORMAL), steady)[0]).toEqual({ at: "waiting", tries: 1 });
  });

  test("tries at once when the device is back online", () => {
    expect(after({ at: "waiting", tries: 7 }, { is: "nudged" }).at).toBe("opening");
  });
});

test("from every state, whatever happens, something is under way that leads out of it, or it is over", () => {
  const events: readonly LinkEvent[] = [
    { is: "opened" },
    { is: "welcomed" },
    { is: "heard" },
    { is: "due" },
    { is: "nudged" },
    { is: "doubted" },
    { is: "offline" },
    closed(ABNORMAL),
    closed(4500),
  ];
  for (let play = 0; play < events.length ** 5; play += 1) {
    let [state, effects] = begin();
    let awake = effects.some((effect) => effect.do === "wake");
    for (let at = 0; at < 5; at += 1) {
      const event = events[Math.floor(play / events.length ** at) % events.length] ?? { is: "due" };
      if (event.is === "due") awake = false;
      [state, effects] = step(state, event, CHANCE);
      awake = awake || effects.some((effect) => effect.do === "wake");
      if (effects.some((effect) => effect.do === "drop") && state.at === "over") awake = false;
    }
    if (awake !== (state.at !== "over")) expect(state, `plays ${play}`).toBe("awake");
  }
});
