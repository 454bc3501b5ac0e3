// What any colour is called, in the language of the page: the tables and the rule of server/palabre/kinds/names.py. Pure.
import {
  FAMILY_BEST,
  FAMILY_COLOURS,
  FAMILY_NAMES,
  LIGHT_OF,
  MODIFIERS,
  NAME_LANGUAGES,
  NAMED,
  NAMING,
  SWATCHES,
} from "../kinds.ts";
import { labOf } from "../oklch.ts";

type Lab = ReturnType<typeof labOf>;
type Tongue = (typeof NAME_LANGUAGES)[number];
type Family = keyof typeof FAMILY_NAMES;
type Modifier = keyof typeof MODIFIERS;

interface Known<T> {
  readonly at: Lab;
  readonly is: T;
}

const families: readonly Known<Family>[] = Object.entries(FAMILY_COLOURS).flatMap(([family, colours]) =>
  colours.split(" ").map((hex) => ({ at: labOf(hex), is: family as Family })),
);

function namedIn(lang: Tongue): readonly Known<string>[] {
  const swatches = SWATCHES.map(({ colour, name }) => ({ at: labOf(colour), is: name[lang] }));
  const others = NAMED.map((row) => ({
    at: labOf(row.slice(0, 7)),
    is: row.slice(8).split(" | ")[NAME_LANGUAGES.indexOf(lang)] ?? "-",
  }));
  return [...swatches, ...others].filter(({ is }) => is !== "-");
}

const named: ReadonlyMap<string, readonly Known<string>[]> = new Map(
  NAME_LANGUAGES.map((lang) => [lang, namedIn(lang)]),
);

/** How far two colours are apart, a difference in tint counted `tint` times. */
function apart(one: Lab, other: Lab, tint: number): number {
  return Math.hypot(one[0] - other[0], tint * (one[1] - other[1]), tint * (one[2] - other[2]));
}

function nearest<T>(here: Lab, known: readonly Known<T>[], tint: number): Known<T> | undefined {
  let found: Known<T> | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of known) {
    const distance = apart(here, one.at, tint);
    if (distance < least) [found, least] = [one, distance];
  }
  return found;
}

function modifier(here: Lab, family: Family, best: Lab): Modifier | null {
  const lighter = here[0] - best[0];
  if (NAMING.plain.some((plain) => plain === family)) return null;
  const quiet = NAMING.quiet.some((one) => one === family);
  const vivid = quiet ? 1 : Math.hypot(here[1], here[2]) / Math.hypot(best[1], best[2]);
  if (vivid >= NAMING.bright) return "vivid";
  if (lighter > NAMING.step) return vivid < NAMING.dull ? "pale" : "light";
  if (lighter < -NAMING.step) return "dark";
  return vivid < NAMING.dull ? "greyish" : null;
}

function described(here: Lab, lang: Tongue): string {
  const family = nearest(here, families, 1)?.is ?? "grey";
  const whole = Object.entries(LIGHT_OF).find(([one]) => one === family)?.[1];
  const part = whole?.own.every((own) => own !== lang) === true;
  const basic = FAMILY_NAMES[part ? whole.of : family][lang];
  const told = modifier(here, family, labOf(FAMILY_BEST[family][lang]));
  const kind = part && told !== "pale" && told !== "greyish" ? "light" : told;
  return kind === null ? basic : MODIFIERS[kind][lang].replace("{}", basic);
}

/** The name of a colour: that of the nearest named one within reach, else its family's with a modifier. */
export function called(hex: string, language: string): string {
  const lang = NAME_LANGUAGES.find((one) => one === language) ?? "en";
  const here = labOf(hex);
  const near = nearest(here, named.get(lang) ?? [], NAMING.tint);
  const reached = near !== undefined && apart(here, near.at, NAMING.tint) <= NAMING.reach;
  return reached ? near.is : described(here, lang);
}
