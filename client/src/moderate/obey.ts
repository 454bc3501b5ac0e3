// What each key of the moderation page does. The row where the keyboard is, is the one that holds the focus.
import { useEffect, useRef } from "preact/hooks";
import type { Decision, Entry } from "../protocol.ts";
import { type Board, type BoardEvent, entryOf, groupPicked, splitOf, toggle } from "./board.ts";
import { type Action, actionOf, type Where } from "./keys.ts";
import { type Card, cardOf, type Judged, type Offers, type OffersEvent, waits } from "./offers.ts";

export interface Hands {
  readonly board: Board;
  readonly offers: Offers;
  readonly search: { current: HTMLInputElement | null };
  turn(event: BoardEvent): void;
  turnCards(event: OffersEvent): void;
  act(decision: Decision | null): void;
  judge(card: Card, judged: Judged): void;
  undo(): void;
  help(): void;
}

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-entry]")];
}

function focused(): HTMLElement | null {
  return document.activeElement?.closest(".entry")?.querySelector<HTMLElement>("[data-entry]") ?? null;
}

/** The card where the keyboard is. */
function heldCard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-card]") ?? null;
}

/** Go to the next card that waits, from the one where the keyboard is; whether there is one. */
function stepCard(by: -1 | 1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>("[data-card]")];
  const from = all.indexOf(heldCard() ?? document.body);
  const ahead = by === 1 ? all.slice(from + 1) : all.slice(0, Math.max(0, from)).reverse();
  const next = ahead.map((card) => card.querySelector<HTMLElement>("[data-take]")).find((it) => it !== null);
  next?.focus();
  return next !== undefined;
}

/** Leave a card that is being judged by key, whose buttons go: to the next one, one before it, or the heading. */
export function leaveCard(): void {
  if (document.activeElement?.matches("[data-card] :focus-visible") !== true) return;
  if (!stepCard(1) && !stepCard(-1)) document.getElementById("offers-title")?.focus();
}

/** Let the cards settle, unfold them where they are folded away, and go to the first. */
function goToCards(turnCards: (event: OffersEvent) => void): void {
  turnCards({ on: "hold", held: false });
  const list = document.getElementById("offers");
  if (list !== null && list.offsetParent === null) turnCards({ on: "open", open: true });
  requestAnimationFrame(() => {
    const first =
      document.querySelector<HTMLElement>("[data-take]") ?? document.getElementById("offers-title");
    first?.focus();
  });
}

function step(by: -1 | 1): void {
  if (heldCard() !== null) {
    stepCard(by);
    return;
  }
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
  if (target.closest("[data-card]") !== null) return "card";
  return target.closest("button, a, input, select") === null ? "page" : "control";
}

function withEntry(board: Board, act: (entry: Entry) => void): void {
  const entry = entryOf(board, focused()?.dataset["entry"] ?? "");
  if (entry !== null) act(entry);
}

function withCard(offers: Offers, act: (card: Card) => void): boolean {
  const card = cardOf(offers, heldCard()?.dataset["card"] ?? "");
  if (card !== null && waits(card)) act(card);
  return card !== null;
}

/** What an action does, as a table: a key without an action does not compile. */
function deeds({
  board,
  offers,
  search,
  turn,
  turnCards,
  act,
  judge,
  undo,
  help,
}: Hands): Readonly<Record<Action, () => void>> {
  return {
    down: () => step(1),
    up: () => step(-1),
    pick: () => withEntry(board, ({ key }) => turn({ on: "pick", key })),
    toggle: () => withEntry(board, (entry) => act(toggle(entry))),
    split: () => withEntry(board, (entry) => act(splitOf(entry))),
    group() {
      if (!withCard(offers, (card) => judge(card, "group"))) act(groupPicked(board));
    },
    decline: () => withCard(offers, (card) => judge(card, "apart")),
    offers: () => goToCards(turnCards),
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
