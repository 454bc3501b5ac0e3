import { describe, expect, test } from "vitest";
import {
  type Board,
  type BoardEvent,
  emptyBoard,
  groupPicked,
  splitOf,
  toggle,
  turnBoard,
} from "../../client/src/moderate/board.ts";
import { ACTIONS, actionOf, KEYS } from "../../client/src/moderate/keys.ts";
import type { Entries, Entry, PollId } from "../../client/src/protocol.ts";

function entry(text: string, count: number, changed: Partial<Entry> = {}): Entry {
  return { key: text.toLowerCase(), text, count, forms: [], members: 1, state: "shown", ...changed };
}

function frame(...entries: readonly Entry[]): BoardEvent {
  const sent: Entries = { is: "entries", poll: "p1" as PollId, run: 1, version: 1, entries };
  return { on: "entries", frame: sent };
}

const after = (board: Board, ...events: readonly BoardEvent[]) => events.reduce(turnBoard, board);
const keys = (board: Board) => board.rows.map(({ id }) => id);
const board = after(emptyBoard, frame(entry("Paix", 3), entry("École", 9), entry("merde", 1)));

describe("rows", () => {
  test("stand by frequency, or the newest first", () => {
    expect(keys(board)).toEqual(["école", "paix", "merde"]);
    const later = after(board, frame(entry("Paix", 3), entry("École", 9), entry("new", 1)), {
      on: "sort",
      sort: "newest",
    });
    expect(keys(later)[0]).toBe("new");
  });

  test("keep their places while the pointer is over them; new ones come last", () => {
    const held = after(
      board,
      { on: "hold", held: true },
      frame(entry("Paix", 30), entry("École", 9), entry("merde", 1), entry("new", 50)),
    );
    expect(keys(held)).toEqual(["école", "paix", "merde", "new"]);
    expect(keys(after(held, { on: "hold", held: false }))).toEqual(["new", "paix", "école", "merde"]);
  });

  test("of another run start anew, with no pick and no search left over", () => {
    const busy = after(board, { on: "pick", key: "paix" }, { on: "search", search: "p" });
    const reset = turnBoard(busy, {
      on: "entries",
      frame: { is: "entries", poll: "p1" as PollId, run: 2, version: 1, entries: [entry("Autre", 1)] },
    });
    expect(keys(reset)).toEqual(["autre"]);
    expect(reset.picked).toEqual([]);
  });
});

describe("search", () => {
  test.each([
    ["ecole", "école"],
    ["PAIX", "paix"],
    ["  merd ", "merde"],
  ])("%j finds %s", (search, key) => {
    expect(keys(after(board, { on: "search", search }))).toEqual([key]);
  });

  test("reads every spelling, and Arabic without its vowel signs", () => {
    const arabic = after(
      emptyBoard,
      frame(entry("مُشارَكة", 2), entry("Paix", 1, { forms: ["paix", "la paix !"] })),
    );
    expect(keys(after(arabic, { on: "search", search: "مشاركة" }))).toEqual(["مُشارَكة"]);
    expect(keys(after(arabic, { on: "search", search: "la pa" }))).toEqual(["paix"]);
  });

  test("can be among the hidden only", () => {
    const hidden = after(emptyBoard, frame(entry("Paix", 3), entry("merde", 1, { state: "hidden" })));
    expect(keys(after(hidden, { on: "only hidden", only: true }))).toEqual(["merde"]);
  });
});

describe("decisions", () => {
  test("hide what is shown and show what is hidden", () => {
    expect(toggle(entry("a", 1))).toEqual({ decide: "hide", key: "a" });
    expect(toggle(entry("a", 1, { state: "hidden" }))).toEqual({ decide: "show", key: "a" });
  });

  test("group what is picked under the most frequent, and nothing alone", () => {
    const one = after(board, { on: "pick", key: "paix" });
    expect(groupPicked(one)).toBeNull();
    expect(groupPicked(after(one, { on: "pick", key: "école" }))).toEqual({
      decide: "group",
      keys: ["école", "paix"],
    });
  });

  test("split a group and nothing else", () => {
    expect(splitOf(entry("a", 1))).toBeNull();
    expect(splitOf(entry("a", 5, { members: 2 }))).toEqual({ decide: "split", key: "a" });
  });

  test("a pick is taken back by the same key, and lost with its answer", () => {
    const picked = after(board, { on: "pick", key: "paix" });
    expect(after(picked, { on: "pick", key: "paix" }).picked).toEqual([]);
    expect(after(picked, frame(entry("École", 9))).picked).toEqual([]);
  });
});

describe("keys", () => {
  const press = (key: string) => ({ key, altKey: false, ctrlKey: false, metaKey: false });

  test("each key does one thing", () => {
    expect(new Set(Object.values(KEYS)).size).toBe(ACTIONS.length);
    for (const action of ACTIONS) expect(actionOf(press(KEYS[action]), "row", true)).toBe(action);
  });

  test("letters typed into the search stay there; the arrow leads to the answers", () => {
    expect(actionOf(press("h"), "search", true)).toBeNull();
    expect(actionOf(press("ArrowDown"), "search", true)).toBe("down");
  });

  test("single letters can be switched off", () => {
    expect(actionOf(press("h"), "row", false)).toBeNull();
    expect(actionOf(press("ArrowUp"), "row", false)).toBe("up");
  });
});
