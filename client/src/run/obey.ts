// What each key does. The primary key presses the button itself, so that what keeps a double tap from doing two things
// holds for the keyboard too. Returns whether anything was done.
import { KINDS } from "../kinds.ts";
import type { PollId, PollLine, Script } from "../protocol.ts";
import type { HeaderActions } from "./header.tsx";
import type { Action } from "./keys.ts";
import type { ListActions } from "./polllist.tsx";
import { currentPoll, placeAfterMove } from "./step.ts";

export interface Acts extends HeaderActions, ListActions {
  readonly script: Script | null;
  readonly unfolded: PollId | null;
  /** The polls as they stand once what is on its way is done. */
  readonly order: readonly PollId[];
  stageLink(): string | null;
}

function rows(page: Document): readonly HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>("[data-row]")];
}

function focusedRow(page: Document): HTMLElement | null {
  const row = page.activeElement?.closest(".row") ?? null;
  return row?.querySelector<HTMLElement>("[data-row]") ?? null;
}

function step(page: Document, by: -1 | 1): boolean {
  const all = rows(page);
  const from = focusedRow(page);
  const at = from === null ? -1 : all.indexOf(from);
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by];
  next?.focus();
  return next !== undefined;
}

function aim(acts: Acts, page: Document): PollLine | null {
  const id = focusedRow(page)?.dataset["row"] ?? acts.unfolded;
  return acts.script?.polls.find((poll) => poll.id === id) ?? null;
}

function withPoll(poll: PollLine | null, act: (poll: PollLine) => void): boolean {
  if (poll !== null) act(poll);
  return poll !== null;
}

function shift(acts: Acts, poll: PollLine, by: -1 | 1): void {
  const to = placeAfterMove(acts.order, poll.id, by);
  if (to !== null) acts.ask({ do: "move", poll: poll.id, to });
}

function press(page: Document, id: string): boolean {
  const button = page.getElementById(id);
  button?.click();
  return button !== null;
}

function always(act: () => void): boolean {
  act();
  return true;
}

export function obey(action: Action, acts: Acts, page: Document): boolean {
  const { script } = acts;
  if (script === null) return false;
  const now = currentPoll(script);
  const aimed = aim(acts, page);
  switch (action) {
    case "primary":
      return press(page, "primary");
    case "open":
      return withPoll(now?.phase === "open" ? null : now, ({ id }) => acts.ask({ do: "open", poll: id }));
    case "close":
      return withPoll(now?.phase === "open" ? now : null, ({ id }) => acts.ask({ do: "close", poll: id }));
    case "reveal":
      return withPoll(now, ({ id, revealed }) => acts.ask({ do: revealed ? "hide" : "reveal", poll: id }));
    case "next":
      return always(() => acts.ask({ do: "next" }));
    case "clear":
      return withPoll(now, () => acts.ask({ do: "project", poll: null }));
    case "down":
      return step(page, 1);
    case "up":
      return step(page, -1);
    case "project":
      return withPoll(aimed, ({ id }) => acts.ask({ do: "project", poll: id }));
    case "edit":
      return withPoll(aimed?.phase === "draft" ? aimed : null, acts.edit);
    case "duplicate":
      return withPoll(aimed, ({ id }) => acts.ask({ do: "duplicate", poll: id }));
    case "moveUp":
      return withPoll(aimed, (poll) => shift(acts, poll, -1));
    case "moveDown":
      return withPoll(aimed, (poll) => shift(acts, poll, 1));
    case "reset":
      return withPoll(aimed?.phase === "draft" ? null : aimed, acts.askReset);
    case "remove":
      return withPoll(aimed, acts.askRemove);
    case "add":
      return always(() => acts.add(KINDS[0]));
    case "stage":
      return press(page, "open-stage");
    case "qr":
      return always(acts.showQr);
    case "copyCode":
      return always(acts.copyCode);
    case "copyModeration":
      return always(acts.copyModeration);
    case "rename":
      return always(acts.rename);
    case "deck":
      return always(acts.showDeck);
    case "help":
      return always(acts.showHelp);
    default:
      return action satisfies never;
  }
}
