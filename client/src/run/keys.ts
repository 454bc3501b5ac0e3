// The keys of the run page: one table, which the page obeys and `?` lists. Single letters can be switched off
// (WCAG 2.1.4), and none acts while somebody types or a dialog is open.

export type Action = StageAction | ListAction | SessionAction;
type StageAction = "primary" | "open" | "close" | "reveal" | "next" | "clear";
type ListAction =
  | "down"
  | "up"
  | "project"
  | "edit"
  | "duplicate"
  | "moveUp"
  | "moveDown"
  | "reset"
  | "remove";
type SessionAction = "add" | "stage" | "qr" | "copyCode" | "copyModeration" | "rename" | "deck" | "help";

export interface Key {
  readonly action: Action;
  /** As `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  readonly alt: boolean;
  /** A key without a letter stays on when single letters are switched off. */
  readonly letter: boolean;
}

function letter(key: string, action: Action): Key {
  return { action, key, alt: false, letter: true };
}

function named(key: string, action: Action, alt = false): Key {
  return { action, key, alt, letter: false };
}

export const STAGE_KEYS: readonly Key[] = [
  letter(" ", "primary"),
  letter("o", "open"),
  letter("c", "close"),
  letter("r", "reveal"),
  letter("n", "next"),
  letter("b", "clear"),
];
export const LIST_KEYS: readonly Key[] = [
  named("ArrowDown", "down"),
  named("ArrowUp", "up"),
  letter("p", "project"),
  letter("e", "edit"),
  letter("d", "duplicate"),
  named("ArrowUp", "moveUp", true),
  named("ArrowDown", "moveDown", true),
  letter("x", "reset"),
  named("Delete", "remove"),
];
export const SESSION_KEYS: readonly Key[] = [
  letter("a", "add"),
  letter("s", "stage"),
  letter("q", "qr"),
  letter("j", "copyCode"),
  letter("m", "copyModeration"),
  letter("t", "rename"),
  letter("k", "deck"),
  letter("?", "help"),
];

export interface Press {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where the press happened: `text` takes every key for itself, a `button` only those that press it. */
export type Where = "text" | "button" | "row" | "page";

const PRESSES_A_BUTTON = [" ", "Enter"];

export function actionOf(press: Press, where: Where, lettersOn: boolean): Action | null {
  if (press.ctrlKey || press.metaKey || where === "text") return null;
  if (where === "button" && PRESSES_A_BUTTON.includes(press.key)) return null;
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const keys = [...STAGE_KEYS, ...LIST_KEYS, ...SESSION_KEYS];
  const found = keys.find(({ key, alt }) => key === pressed && alt === press.altKey);
  if (found === undefined || (found.letter && !lettersOn)) return null;
  return found.action;
}
