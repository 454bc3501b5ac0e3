// The keys of the moderation page: one table, which the page obeys and `?` lists.
import type { Press } from "../run/keys.ts";

export type Action =
  | "down"
  | "up"
  | "pick"
  | "toggle"
  | "group"
  | "offers"
  | "decline"
  | "split"
  | "undo"
  | "search"
  | "sort"
  | "fresh"
  | "leave"
  | "help";

/** As `KeyboardEvent.key`, letters in lower case. */
export const KEYS: Readonly<Record<Action, string>> = {
  down: "ArrowDown",
  up: "ArrowUp",
  toggle: "h",
  pick: " ",
  group: "g",
  offers: "c",
  decline: "x",
  split: "s",
  undo: "u",
  search: "/",
  sort: "o",
  fresh: "n",
  leave: "Escape",
  help: "?",
};
export const ACTIONS = Object.keys(KEYS) as readonly Action[];

/** Where a press happened: the search field keeps what is typed but lets the arrows and Escape go on. */
export type Where = "search" | "row" | "card" | "control" | "page" | "dialog";
const FROM_SEARCH: readonly Action[] = ["down", "leave"];

export function actionOf(press: Press, where: Where, lettersOn: boolean): Action | null {
  if (press.ctrlKey || press.metaKey || press.altKey || where === "dialog") return null;
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const action = ACTIONS.find((one) => KEYS[one] === pressed) ?? null;
  if (action === null) return null;
  if (where === "search") return FROM_SEARCH.includes(action) ? action : null;
  if ((where === "control" || where === "card") && action === "pick") return null;
  return pressed.length === 1 && !lettersOn ? null : action;
}
