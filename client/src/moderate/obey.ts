// What each key of the moderation page does. The row where the keyboard is, is the one that holds the focus.
import { useEffect, useRef } from "preact/hooks";
import type { Decision, Entry } from "../protocol.ts";
import { type Board, type BoardEvent, entryOf, groupPicked, splitOf, toggle } from "./board.ts";
import { type Action, actionOf, type Where } from "./keys.ts";

export interface Hands {
  readonly board: Board;
  readonly search: { current: HTMLInputElement | null };
  turn(event: BoardEvent): void;
  act(decision: Decision | null): void;
  undo(): void;
  help(): void;
}

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-entry]")];
}

function focused(): HTMLElement | null {
  return document.activeElement?.closest(".entry")?.querySelector<HTMLElement>("[data-entry]") ?? null;
}

function step(by: -1 | 1): void {
  const all = rows();
  const from = focused();
  const at = from === null ? -1 : all.indexOf(from);
  all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

function whereOf(target: EventTarget | null): Where {
  if (!(target instanceof Element)) return "page";
  if (target.closest("dialog") !== null) return "dialog";
  if (target.id === "search") return "search";
  if (target.closest(".entry") !== null) return "row";
  return target.closest("button, a, input, select") === null ? "page" : "control";
}

function withEntry(board: Board, act: (entry: Entry) => void): void {
  const entry = entryOf(board, focused()?.dataset["entry"] ?? "");
  if (entry !== null) act(entry);
}

/** What an action does, as a table: a key without an action does not compile. */
function deeds({ board, search, turn, act, undo, help }: Hands): Readonly<Record<Action, () => void>> {
  return {
    down: () => step(1),
    up: () => step(-1),
    pick: () => withEntry(board, ({ key }) => turn({ on: "pick", key })),
    toggle: () => withEntry(board, (entry) => act(toggle(entry))),
    split: () => withEntry(board, (entry) => act(splitOf(entry))),
    group: () => act(groupPicked(board)),
    undo,
    search() {
      search.current?.focus();
      search.current?.select();
    },
    sort: () => turn({ on: "sort", sort: board.sort === "count" ? "newest" : "count" }),
    fresh: () => turn({ on: "hold", held: false }),
    leave() {
      turn({ on: "drop picks" });
      turn({ on: "search", search: "" });
    },
    help,
  };
}

export function useBoardKeys(hands: Hands, letters: boolean): void {
  const latest = useRef(hands);
  latest.current = hands;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = actionOf(event, whereOf(event.target), letters);
      if (action === null) return;
      event.preventDefault();
      deeds(latest.current)[action]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [letters]);
}
