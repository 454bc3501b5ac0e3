// How the stage looks: language, theme, variant and the shape of the figure's box. Pure. What a facilitator chose stands in
// the address, so that a reload, a bookmark and a second projector show the same; nothing is stored in the browser.
import { VARIANTS } from "../kinds.ts";
import type { Theme, View } from "../protocol.ts";

/** What was chosen; `variants` by kind, the default where a kind is not named. */
export interface Look {
  readonly lang: string;
  readonly theme: Theme;
  readonly variants: Readonly<Record<string, string>>;
}

const THEMES: readonly Theme[] = ["light", "dark"];
/** The server draws no other shapes (`View.aspect`). */
const NARROWEST = 0.25;
const WIDEST = 8;
const STEP = 0.05;

/** A box's width over its height, in steps of 0.05, so that a window of a pixel more is the same picture. */
export function aspectOf(width: number, height: number): number {
  const ratio = width > 0 && height > 0 ? width / height : 2;
  const rounded = Math.round(Math.round(ratio / STEP) * STEP * 100) / 100;
  return Math.min(WIDEST, Math.max(NARROWEST, rounded));
}

/** The figures that a kind offers, the default first. */
function variantsOf(kind: string): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = VARIANTS;
  return known[kind] ?? [];
}

/** The one behind `current` in a circle; the first where `current` is not in it. */
export function after<T>(circle: readonly T[], current: T): T {
  return circle[(circle.indexOf(current) + 1) % circle.length] ?? current;
}

/** The variant in which a kind is shown. */
export function variantOf(look: Look, kind: string): string {
  const offered = variantsOf(kind);
  const chosen = look.variants[kind];
  return chosen !== undefined && offered.includes(chosen) ? chosen : (offered[0] ?? "");
}

export function withNextVariant(look: Look, kind: string): Look {
  if (variantsOf(kind).length < 2) return look;
  const next = after(variantsOf(kind), variantOf(look, kind));
  return { ...look, variants: { ...look.variants, [kind]: next } };
}

export function withNextTheme(look: Look): Look {
  return { ...look, theme: after(THEMES, look.theme) };
}

/** The next of the session's languages; of the interface's where the session names none. */
export function withNextLanguage(look: Look, session: readonly string[], all: readonly string[]): Look {
  return { ...look, lang: after(session.length > 0 ? session : all, look.lang) };
}

/** What the server is told to draw. */
export function viewOf(look: Look, kind: string, aspect: number): View {
  return { lang: look.lang, theme: look.theme, aspect, variant: variantOf(look, kind) };
}

export function sameView(one: View, other: View): boolean {
  return (
    one.lang === other.lang &&
    one.theme === other.theme &&
    one.aspect === other.aspect &&
    one.variant === other.variant
  );
}

/** Read what was chosen from an address's query; what it leaves open is the device's. */
export function readLook(search: string, device: { readonly lang: string; readonly theme: Theme }): Look {
  const query = new URLSearchParams(search);
  const lang = query.get("lang")?.toLowerCase() ?? "";
  const theme = THEMES.find((known) => known === query.get("theme"));
  const variants: Record<string, string> = {};
  for (const kind of Object.keys(VARIANTS)) {
    const chosen = query.get(kind);
    if (chosen !== null && variantsOf(kind).includes(chosen)) variants[kind] = chosen;
  }
  return { lang: /^[a-z]{2,3}$/.test(lang) ? lang : device.lang, theme: theme ?? device.theme, variants };
}

/** The query that `readLook` reads back. */
export function writeLook(look: Look): string {
  const query = new URLSearchParams({ lang: look.lang, theme: look.theme, ...look.variants });
  return `?${query}`;
}
