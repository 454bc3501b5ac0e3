// How the stage looks: language, theme, variant and the shape of the figure's box. Pure. What a facilitator chose stands in
// the address, so that a reload, a bookmark and a second projector show the same; nothing is stored in the browser.
import { COMPARABLE, EDITIONS, VARIANTS } from "../kinds.ts";
import type { Drawn, Theme, View } from "../protocol.ts";

/** What was chosen; `variants` by kind, the default where a kind is not named. */
export interface Look {
  readonly lang: string;
  readonly theme: Theme;
  readonly variants: Readonly<Record<string, string>>;
}

/** What the server draws of a poll, and how it can: which variants there are follows from results and edition. */
export type Offered = Pick<Drawn, "variant" | "variants">;

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

/** Every figure that a kind may ever offer, the default first. */
function variantsOf(kind: string): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = VARIANTS;
  const own = known[kind] ?? [];
  return COMPARABLE.some((comparable) => comparable === kind) ? [...own, EDITIONS] : own;
}

/** The one behind `current` in a circle; the first where `current` is not in it. */
export function after<T>(circle: readonly T[], current: T): T {
  return circle[(circle.indexOf(current) + 1) % circle.length] ?? current;
}

/** The variant in which a kind is asked for. */
export function variantOf(look: Look, kind: string): string {
  const known = variantsOf(kind);
  const chosen = look.variants[kind];
  return chosen !== undefined && known.includes(chosen) ? chosen : (known[0] ?? "");
}

/** The variant that is shown, or will be in a moment; what was chosen for another poll may not be offered here. */
function shownOf(look: Look, kind: string, offered: Offered): string {
  const chosen = variantOf(look, kind);
  return offered.variants.includes(chosen) ? chosen : offered.variant;
}

function withVariant(look: Look, kind: string, variant: string): Look {
  return { ...look, variants: { ...look.variants, [kind]: variant } };
}

/** Go on to the next figure of those that are offered; the very same look where there is no other. */
export function withNextVariant(look: Look, kind: string, offered: Offered | null): Look {
  if (offered === null || offered.variants.length < 2) return look;
  return withVariant(look, kind, after(offered.variants, shownOf(look, kind, offered)));
}

/** Whether a poll can be shown beside its earlier edition. */
export function hasEditions(offered: Offered | null): boolean {
  return offered?.variants.includes(EDITIONS) === true;
}

/** Show a poll beside its earlier edition, and alone again: as it was shown `before`, if that is offered. */
export function withEditions(look: Look, kind: string, offered: Offered | null, before: string | null): Look {
  if (offered === null || !hasEditions(offered)) return look;
  if (shownOf(look, kind, offered) !== EDITIONS) return withVariant(look, kind, EDITIONS);
  const alone = offered.variants.filter((variant) => variant !== EDITIONS);
  return withVariant(look, kind, alone.find((variant) => variant === before) ?? alone[0] ?? EDITIONS);
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
