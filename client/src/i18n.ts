// Message catalogues: which language a page speaks, its words with plural forms, and the wording of localised texts.
// Knows no page and no key: a page gives its loaders, and English types the keys. A key whose English has the endings
// `.one` and `.other` is a plural: asked for without the ending, with the number as `n`.
import type { Localised } from "./protocol.ts";

export const LANGUAGES = ["en", "fr", "es", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's name in itself, for the switch. */
export const NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  es: "Español",
  ar: "العربية",
};
const RIGHT_TO_LEFT: readonly Language[] = ["ar"];

type Ending = "zero" | "one" | "two" | "few" | "many" | "other";
type Stem<K> = K extends `${infer S}.${Ending}` ? S : K;
/** The keys that a page with this English catalogue can ask for. */
export type KeyOf<Catalogue> = Extract<Stem<keyof Catalogue>, string>;

export type Catalogue = Readonly<Record<string, string>>;
/** One dynamic import per language, so that a phone loads a single one. */
export type Loaders = Readonly<Record<Language, () => Promise<{ readonly default: Catalogue }>>>;
export type Args = Readonly<Record<string, string | number>>;

/** What a page speaks with: made once a language is loaded, and handed down. */
export interface Words<K extends string> {
  readonly lang: Language;
  readonly dir: "ltr" | "rtl";
  /** The message of a key with its `{arguments}`; numbers are written as the language writes them. */
  t(key: K, args?: Args): string;
  /** The message of a key that only the server knows (`refusal.<code>`), or nothing. */
  find(key: string, args: Args): string | null;
  /** The wording of a text that a facilitator wrote. */
  say(text: Localised): string;
  /** The language of that wording, for the `lang` of what holds it; undefined where nobody has said it. */
  tongue(text: Localised): string | undefined;
  number(value: number): string;
  /** A share from 0 to 1 in whole percent; under half a percent it is "<1%", as somebody is never nobody. */
  percent(share: number): string;
  list(items: readonly string[]): string;
}

/** The first language of a person's wishes that there is a catalogue for; English where there is none. */
export function choose(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split("-")[0];
    const known = LANGUAGES.find((language) => language === base);
    if (known !== undefined) return known;
  }
  return "en";
}

/** What a person wishes for: `?lang=` first, then the browser's languages in order. */
export function wishes(search: string, languages: readonly string[]): readonly string[] {
  const asked = new URLSearchParams(search).get("lang");
  return asked === null ? languages : [asked, ...languages];
}

/** Pick the wording for a language: its own, its base language's, English, or the first. As `say` in protocol.py. */
export function say(text: Localised, lang: string): string {
  return typeof text === "string" ? text : (text[tongue(text, lang) ?? ""] ?? "");
}

/** The language of the wording that `say` picks; undefined where one text is for everybody. */
export function tongue(text: Localised, lang: string): string | undefined {
  if (typeof text === "string") return undefined;
  const wishes = [lang, lang.split("-")[0] ?? "", "en"];
  return wishes.find((tag) => text[tag] !== undefined) ?? Object.keys(text)[0];
}

/** Put a loaded catalogue to use. */
export function speak<K extends string>(lang: Language, catalogue: Catalogue): Words<K> {
  const plural = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  const percents = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });

  function message(key: string, args: Args): string | null {
    const n = args["n"];
    const form = typeof n === "number" ? catalogue[`${key}.${plural.select(n)}`] : undefined;
    const text = form ?? catalogue[key] ?? catalogue[`${key}.other`];
    return text === undefined ? null : fill(text, args);
  }

  function fill(text: string, args: Args): string {
    return text.replace(/\{(\w+)\}/g, (field, name: string) => {
      const value = args[name];
      if (value === undefined) return field;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  }

  return {
    lang,
    dir: RIGHT_TO_LEFT.includes(lang) ? "rtl" : "ltr",
    t: (key, args = {}) => message(key, args) ?? key,
    find: message,
    say: (text) => say(text, lang),
    tongue: (text) => tongue(text, lang),
    number: (value) => numbers.format(value),
    // Isolated, so that the sign stands before the number where the text around runs from right to left, too.
    percent: (share) =>
      share > 0 && share < 0.005 ? `\u2068<${percents.format(0.01)}\u2069` : percents.format(share),
    list: (items) => items.join(lang === "ar" ? "، " : ", "),
  };
}

/** Load a page's catalogues (the common one and its own) and put them to use; `K` is the keys of them all. */
export async function load<K extends string>(
  lang: Language,
  ...loaders: readonly Loaders[]
): Promise<Words<K>> {
  const parts = await Promise.all(loaders.map((loader) => loader[lang]()));
  return speak(lang, Object.assign({}, ...parts.map((part) => part.default)) as Catalogue);
}

/** Let the document say which language and direction it is in. */
export function dress(root: HTMLElement, words: { readonly lang: string; readonly dir: string }): void {
  root.lang = words.lang;
  root.dir = words.dir;
}
