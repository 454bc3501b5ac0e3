// Which language a person most likely answers in. Pure. Never one that the session does not declare, where it declares
// any: a language that nobody else in the room has would single its speaker out.
import type { Lang } from "./protocol.ts";

export const UNKNOWN: Lang = "und";
/** Chinese is written alike whatever it is called, and some phones still use names that were given up. */
const SAME: Readonly<Record<string, string>> = { cmn: "zh", yue: "zh", iw: "he", in: "id" };

/** The language of a tag without script and region; null where it is none. */
function primary(tag: string): string | null {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return /^[a-z]{2,3}$/.test(base) && base !== UNKNOWN ? (SAME[base] ?? base) : null;
}

/** The language chosen on the page, else the browser's first one, of those that the session `declares` if any. */
export function tongueOf(
  chosen: string | null,
  browser: readonly string[],
  declares: readonly string[],
): Lang {
  const allowed = declares.map(primary);
  const wishes = (chosen === null ? browser : [chosen, ...browser]).map(primary);
  return wishes.find((lang) => lang !== null && (declares.length === 0 || allowed.includes(lang))) ?? UNKNOWN;
}
