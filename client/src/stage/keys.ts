// The keys of the stage: one table that the page obeys and that `?` lists. Presentation remotes send PageDown, PageUp, b
// and "."; so those are here too. Pure: what an act does is decided elsewhere.

export type Act =
  | "toggle"
  | "reveal"
  | "next"
  | "back"
  | "variant"
  | "editions"
  | "table"
  | "qr"
  | "theme"
  | "language"
  | "full"
  | "blank"
  | "help"
  | "leave";

/** As `KeyboardEvent.key`, letters in lower case. The first of a row is the one that a button's label shows. */
const KEYS: Readonly<Record<Act, readonly string[]>> = {
  toggle: [" "],
  reveal: ["r"],
  next: ["ArrowRight", "PageDown"],
  back: ["ArrowLeft", "PageUp"],
  variant: ["v"],
  editions: ["e"],
  table: ["t"],
  qr: ["q"],
  theme: ["d"],
  language: ["l"],
  full: ["f"],
  blank: ["b", "."],
  help: ["?"],
  leave: ["Escape"],
};
export const ACTS = Object.keys(KEYS) as readonly Act[];

/** The keys of an act; the arrows change places on a page that is read from right to left. */
export function keysOf(act: Act, dir: "ltr" | "rtl"): readonly string[] {
  return dir === "ltr" ? KEYS[act] : KEYS[act].map((key) => MIRRORED[key] ?? key);
}
const MIRRORED: Readonly<Record<string, string>> = { ArrowRight: "ArrowLeft", ArrowLeft: "ArrowRight" };

export interface Press {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** Held down: a remote's stuck button must not run through the session. */
  readonly repeat: boolean;
}

/** Where a press lands: on the page, on a control, which keeps space for itself, or in a panel, which keeps what scrolls. */
export type Target = "page" | "control" | "panel";

const IN_A_PANEL: readonly Act[] = ["table", "help", "leave"];

/** What a press asks for, if anything. */
export function actOf(press: Press, target: Target, dir: "ltr" | "rtl"): Act | null {
  if (press.altKey || press.ctrlKey || press.metaKey || press.repeat) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (target === "control" && key === " ") return null;
  const acts = target === "panel" ? IN_A_PANEL : ACTS;
  return acts.find((act) => keysOf(act, dir).includes(key)) ?? null;
}
