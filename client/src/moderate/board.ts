// What a moderator sees of one poll: its entries, found, ordered and picked. Pure. Rows keep their places while the
// pointer is over them; a picked entry stays picked whatever arrives; another poll or run starts empty.
import type { Decision, Entries, Entry } from "../protocol.ts";
import { type Row, settle } from "../run/order.ts";

export type Sort = "count" | "newest";

export interface Board {
  readonly entries: readonly Entry[];
  /** The poll and run that the entries are of. */
  readonly of: string;
  /** When each entry was first seen on this page, as a number that grows. */
  readonly seen: Readonly<Record<string, number>>;
  readonly rows: readonly Row<string>[];
  readonly held: boolean;
  readonly search: string;
  readonly sort: Sort;
  readonly onlyHidden: boolean;
  readonly picked: readonly string[];
}

export type BoardEvent =
  | { readonly on: "entries"; readonly frame: Entries }
  | { readonly on: "hold"; readonly held: boolean }
  | { readonly on: "search"; readonly search: string }
  | { readonly on: "sort"; readonly sort: Sort }
  | { readonly on: "only hidden"; readonly only: boolean }
  | { readonly on: "pick"; readonly key: string }
  | { readonly on: "drop picks" };

export const emptyBoard: Board = {
  entries: [],
  of: "",
  seen: {},
  rows: [],
  held: false,
  search: "",
  sort: "count",
  onlyHidden: false,
  picked: [],
};

/** What a search compares: neither case nor accents nor vowel signs. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

function matches(entry: Entry, search: string): boolean {
  return search === "" || [entry.text, ...entry.forms].some((form) => folded(form).includes(search));
}

function ranked(board: Board): readonly Entry[] {
  const seen = ({ key }: Entry) => board.seen[key] ?? 0;
  const byCount = (a: Entry, b: Entry) => b.count - a.count || (a.key < b.key ? -1 : 1);
  const byNew = (a: Entry, b: Entry) => seen(b) - seen(a) || byCount(a, b);
  return [...board.entries].sort(board.sort === "count" ? byCount : byNew);
}

/** The keys that fit the search, in the order asked for. */
export function latestKeys(board: Board): readonly string[] {
  const search = folded(board.search.trim());
  return ranked(board)
    .filter((entry) => matches(entry, search) && (!board.onlyHidden || entry.state === "hidden"))
    .map(({ key }) => key);
}

function ordered(board: Board, held: boolean): Board {
  return { ...board, rows: settle(board.rows, latestKeys(board), held) };
}

function sightings(seen: Board["seen"], entries: readonly Entry[]): Board["seen"] {
  const first = Object.keys(seen).length;
  const fresh = entries.filter(({ key }) => !(key in seen));
  return fresh.length === 0
    ? seen
    : { ...seen, ...Object.fromEntries(fresh.map(({ key }) => [key, first === 0 ? 0 : first])) };
}

function receive(board: Board, frame: Entries): Board {
  const of = `${frame.poll}/${frame.run}`;
  const before = board.of === of ? board : { ...emptyBoard, sort: board.sort, held: board.held };
  const keys = new Set(frame.entries.map(({ key }) => key));
  const next: Board = {
    ...before,
    of,
    entries: frame.entries,
    seen: sightings(before.seen, frame.entries),
    picked: before.picked.filter((key) => keys.has(key)),
  };
  return ordered(next, next.held);
}

function pick(board: Board, key: string): Board {
  const picked = board.picked.includes(key)
    ? board.picked.filter((other) => other !== key)
    : [...board.picked, key];
  return { ...board, picked };
}

export function turnBoard(board: Board, event: BoardEvent): Board {
  switch (event.on) {
    case "entries":
      return receive(board, event.frame);
    case "hold":
      return ordered({ ...board, held: event.held }, event.held);
    case "search":
      return ordered({ ...board, search: event.search }, false);
    case "sort":
      return ordered({ ...board, sort: event.sort }, false);
    case "only hidden":
      return ordered({ ...board, onlyHidden: event.only }, false);
    case "pick":
      return pick(board, event.key);
    case "drop picks":
      return { ...board, picked: [] };
    default:
      return event satisfies never;
  }
}

export function entryOf(board: Board, key: string): Entry | null {
  return board.entries.find((entry) => entry.key === key) ?? null;
}

/** Hide what is shown, show what is hidden. */
export function toggle(entry: Entry): Decision {
  return { decide: entry.state === "shown" ? "hide" : "show", key: entry.key };
}

/** Count the picked entries as one, under the most frequent; nothing with fewer than two. */
export function groupPicked(board: Board): Decision | null {
  const picked = board.entries.filter(({ key }) => board.picked.includes(key));
  if (picked.length < 2) return null;
  const keys = [...picked].sort((a, b) => b.count - a.count).map(({ key }) => key);
  return { decide: "group", keys };
}

/** Take a group apart; nothing for an entry that stands alone. */
export function splitOf(entry: Entry): Decision | null {
  return entry.members > 1 ? { decide: "split", key: entry.key } : null;
}
