import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type LinkState, OTHER_ROLE } from "../../client/src/link.ts";
import { EMPTY, type Room } from "../../client/src/model.ts";
import type { Drawn, Now, Phase, PollId, PollNow, Role, SessionId } from "../../client/src/protocol.ts";
import { grouped, shortAddress, whereOf } from "../../client/src/stage/address.ts";
import { ACTS, actOf, type Press } from "../../client/src/stage/keys.ts";
import { changeOf } from "../../client/src/stage/obey.ts";
import { firstRows, fitSize } from "../../client/src/stage/question.ts";
import { healthOf, heard, sceneOf } from "../../client/src/stage/scene.ts";
import { LEAF_LIMIT, leaf, leafCount, leafSize } from "../../client/src/stage/tree.ts";

const P1 = "p1" as PollId;
const P2 = "p2" as PollId;
const LIVE: LinkState = { at: "live", tries: 0, sinceMs: 0, pinged: false };

function poll(phase: Phase, revealed = true): PollNow {
  const spec = {
    kind: "words",
    question: "What is learning?",
    hidden: false,
    answers: 3,
    characters: 30,
    suggestions: "ask",
  } as const;
  return { id: P2, run: 1, phase, revealed, position: 1, spec };
}

function now(current: PollNow | null): Now {
  return { is: "now", version: 7, title: "Six days", languages: [], polls: 2, poll: current, previous: P1 };
}

const AS_CLOUD = { variant: "cloud", variants: ["cloud", "bars"] } as const;

function drawn(turnout: number, run = 1): Drawn {
  const table = { columns: [], rows: [], swatches: [] };
  return {
    is: "figure",
    poll: P2,
    run,
    version: 3,
    turnout,
    ...AS_CLOUD,
    figure: { data: [], layout: {} },
    table,
  };
}

function room(...frames: readonly Parameters<typeof heard>[1][]): Room {
  return frames.reduce(heard, { ...EMPTY, link: LIVE });
}

function turnout(count: number) {
  return { is: "turnout", poll: P2, run: 1, turnout: count } as const;
}

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, altKey: false, ctrlKey: false, metaKey: false, repeat: false, ...more };
}

describe("what fills the stage", () => {
  test("a stage that has heard nothing is connecting", () => {
    expect(sceneOf(EMPTY)).toEqual({ show: "connecting" });
  });

  test("without a poll it waits", () => {
    expect(sceneOf(room(now(null)))).toEqual({ show: "waiting" });
  });

  test("a draft and an open poll without answers say how to join", () => {
    expect(sceneOf(room(now(poll("draft"))))).toMatchObject({ show: "invite", why: "draft" });
    expect(sceneOf(room(now(poll("open")), drawn(0)))).toMatchObject({ show: "invite", why: "empty" });
    expect(sceneOf(room(now(poll("closed")), drawn(0)))).toMatchObject({ show: "invite", why: "none" });
  });

  test("a revealed poll with answers shows its figure, open or closed", () => {
    expect(sceneOf(room(now(poll("open")), drawn(3)))).toMatchObject({ show: "figure" });
    expect(sceneOf(room(now(poll("closed")), drawn(3)))).toMatchObject({ show: "figure" });
  });

  test("a hidden poll shows its turnout and never the figure of before", () => {
    const scene = sceneOf(room(now(poll("open", false)), drawn(3), turnout(4)));
    expect(scene).toEqual({ show: "tree", poll: poll("open", false), turnout: 4 });
  });

  test("a figure of another run is not shown", () => {
    expect(sceneOf(room(now(poll("open")), drawn(3, 2)))).toMatchObject({ show: "pending" });
  });

  test("a link that is over says why", () => {
    expect(sceneOf({ ...EMPTY, link: { at: "over", code: 4500 } })).toEqual({ show: "over", why: "gone" });
    expect(sceneOf({ ...EMPTY, link: { at: "over", code: 4501 } })).toEqual({ show: "over", why: "token" });
    expect(sceneOf({ ...EMPTY, link: { at: "over", code: 4502 } })).toEqual({ show: "over", why: "refused" });
  });

  test("with another page's link shows nothing of the session, and warns of the one that can change it", () => {
    const taken = (role: Role) => ({
      ...room({
        is: "welcome",
        ref: 1,
        role,
        session: "s" as SessionId,
        code: "K7PWXM",
        join: "",
        tokens: {},
      }),
      link: { at: "over", code: OTHER_ROLE } as const,
    });
    expect(sceneOf(taken("moderator"))).toEqual({ show: "over", why: "role" });
    expect(sceneOf(taken("facilitator"))).toEqual({ show: "over", why: "facilitator" });
  });

  test("a frame that says nothing new leaves the very same room", () => {
    const before = room(now(poll("open")), drawn(3));
    expect(heard(before, drawn(3))).toBe(before);
    expect(heard(before, drawn(4))).not.toBe(before);
  });

  test("a cut line and a store that is away are told, and a stage that never connected is not cut", () => {
    const away = { is: "presence", facilitator: true, store: "away" } as const;
    expect(healthOf(EMPTY)).toBe("well");
    expect(healthOf({ ...room(now(null)), link: { at: "waiting", tries: 1 } })).toBe("cut");
    expect(healthOf(room(now(null), away))).toBe("store");
  });
});

describe("the keys", () => {
  test("a presentation remote moves on, back, and to black", () => {
    const acts = ["PageDown", "PageUp", "b", "."].map((key) => actOf(press(key), "page", "ltr"));
    expect(acts).toEqual(["next", "back", "blank", "blank"]);
  });

  test("arrows change places on a page read from right to left, and a remote's keys do not", () => {
    expect(actOf(press("ArrowLeft"), "page", "rtl")).toBe("next");
    expect(actOf(press("ArrowRight"), "page", "ltr")).toBe("next");
    expect(actOf(press("PageDown"), "page", "rtl")).toBe("next");
  });

  test("a letter counts in both cases, but not with a modifier or while it is held down", () => {
    expect(actOf(press("R"), "page", "ltr")).toBe("reveal");
    expect(actOf(press("r", { ctrlKey: true }), "page", "ltr")).toBeNull();
    expect(actOf(press("r", { repeat: true }), "page", "ltr")).toBeNull();
  });

  test("a control keeps space for itself, and a panel what scrolls it", () => {
    expect(actOf(press(" "), "page", "ltr")).toBe("toggle");
    expect(actOf(press(" "), "control", "ltr")).toBeNull();
    expect(actOf(press("PageDown"), "panel", "ltr")).toBeNull();
    expect(actOf(press("t"), "panel", "ltr")).toBe("table");
  });

  test("every act has its line in the list of keys", () => {
    const words = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../client/src/i18n/stage/en.json"), "utf8"),
    );
    expect(Object.keys(words)).toEqual(expect.arrayContaining(ACTS.map((act) => `act.${act}`)));
  });
});

describe("what a key asks of the server", () => {
  test("space opens what is not open and closes what is, at the version that was seen", () => {
    expect(changeOf("toggle", now(poll("draft")))).toEqual({ do: "open", version: 7, poll: P2 });
    expect(changeOf("toggle", now(poll("closed")))).toEqual({ do: "open", version: 7, poll: P2 });
    expect(changeOf("toggle", now(poll("open")))).toEqual({ do: "close", version: 7, poll: P2 });
  });

  test("r hides what is revealed and reveals what is hidden", () => {
    expect(changeOf("reveal", now(poll("open")))).toMatchObject({ do: "hide" });
    expect(changeOf("reveal", now(poll("open", false)))).toMatchObject({ do: "reveal" });
  });

  test("back projects the poll before, and from the waiting picture on leads to the first", () => {
    expect(changeOf("back", now(poll("open")))).toEqual({ do: "project", version: 7, poll: P1 });
    expect(changeOf("toggle", now(null))).toEqual({ do: "next", version: 7 });
    expect(changeOf("back", now(null))).toBeNull();
  });

  test("nothing is asked before the session is known, or for what only the page does", () => {
    expect(changeOf("next", null)).toBeNull();
    expect(changeOf("theme", now(poll("open")))).toBeNull();
  });
});

describe("the address", () => {
  test("the code is read out in halves and the address without scheme and code", () => {
    expect(grouped("K7PWXM")).toBe("K7P WXM");
    expect(shortAddress("https://palabre.example/K7PWXM", "K7PWXM")).toBe("palabre.example");
  });

  test("a stage without a token or session is not found", () => {
    expect(whereOf("/stage/abc", "#t0k")).toEqual({ found: true, session: "abc", token: "t0k" });
    expect(whereOf("/stage/abc", "")).toEqual({ found: false });
    expect(whereOf("/stage/", "#t0k")).toEqual({ found: false });
  });
});

describe("the tree", () => {
  test("a leaf never moves when another one comes", () => {
    expect(leaf(7)).toEqual(leaf(7));
    expect(new Set([...Array(200).keys()].map((index) => `${leaf(index).x} ${leaf(index).y}`)).size).toBe(
      200,
    );
  });

  test("every crown stays within its radius, and leaves do not lie on each other", () => {
    for (const count of [1, 33, 300, LEAF_LIMIT]) {
      const leaves = [...Array(count).keys()].map(leaf);
      const reach = Math.max(...leaves.map(({ x, y }) => Math.hypot(x, y))) + 0.5;
      expect(reach * leafSize(count)).toBeLessThanOrEqual(1);
    }
    const [first, ...others] = [...Array(60).keys()].map(leaf);
    const gaps = others.map(({ x, y }) => Math.hypot(x - (first?.x ?? 0), y - (first?.y ?? 0)));
    expect(Math.min(...gaps)).toBeGreaterThan(0.7);
  });

  test("the number of leaves is the turnout up to the limit", () => {
    expect([leafCount(-1), leafCount(12), leafCount(5000)]).toEqual([0, 12, LEAF_LIMIT]);
  });
});

describe("the question", () => {
  test("is as large as its lines allow", () => {
    expect(fitSize(() => 1)).toBe(7.1);
    expect(fitSize((size) => (size > 5 ? 3 : 2))).toBeLessThan(5);
    expect(fitSize(() => 9)).toBeGreaterThan(0);
  });

  test("the first rows are said as name and number", () => {
    const columns = [
      { name: "word", numeric: false, text: "" },
      { name: "people", numeric: true, text: "" },
    ];
    const table = {
      columns,
      rows: [
        ["paix", 31, 0.2],
        ["joie", 12, 0.1],
      ],
      swatches: [],
    };
    expect(firstRows(table, 1)).toEqual(["paix 31"]);
  });
});
