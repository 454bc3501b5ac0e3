// A text in one wording for everybody, or in one for each language, while it is being written. Pure.
import type { Lang, Localised } from "../protocol.ts";

/** The languages a facilitator is offered, most asked first; a deck may name any other. */
export const OFFERED: readonly Lang[] = [
  "en",
  "fr",
  "es",
  "ar",
  "pt",
  "ru",
  "zh",
  "tr",
  "de",
  "it",
  "nl",
  "pl",
  "uk",
  "el",
  "ro",
  "sw",
  "hi",
  "id",
  "ja",
  "ko",
  "vi",
  "fa",
  "he",
  "ur",
];
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

export function directionOf(lang: Lang): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(lang.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** What a language is called in the page's own language; its tag where the browser does not know. */
export function nameOf(lang: Lang, pageLang: string): string {
  try {
    return new Intl.DisplayNames([pageLang], { type: "language" }).of(lang) ?? lang;
  } catch {
    return lang;
  }
}

/** The languages of a text; none where one wording serves everybody. */
export function languagesOf(text: Localised): readonly Lang[] {
  return typeof text === "string" ? [] : Object.keys(text);
}

/** Ask for one more language. What stands there in one wording becomes that of `first`. */
export function addLanguage(text: Localised, lang: Lang, first: Lang): Localised {
  if (typeof text === "string") return lang === first ? { [first]: text } : { [first]: text, [lang]: "" };
  return lang in text ? text : { ...text, [lang]: "" };
}

/** Take a language off; the last one left serves everybody. */
export function dropLanguage(text: Localised, lang: Lang): Localised {
  if (typeof text === "string") return text;
  const left = Object.entries(text).filter(([tag]) => tag !== lang);
  const [last] = left;
  return left.length <= 1 ? (last?.[1] ?? "") : Object.fromEntries(left);
}

/** Write one wording; `lang` null where there is one for everybody. */
export function write(text: Localised, lang: Lang | null, wording: string): Localised {
  if (lang === null || typeof text === "string") return wording;
  return { ...text, [lang]: wording };
}

/** An empty text in the same languages as another. */
export function blankLike(text: Localised): Localised {
  return typeof text === "string" ? "" : Object.fromEntries(Object.keys(text).map((lang) => [lang, ""]));
}

export function wordings(text: Localised): readonly (readonly [Lang | null, string])[] {
  return typeof text === "string" ? [[null, text]] : Object.entries(text);
}

export function isBlank(text: Localised): boolean {
  return wordings(text).every(([, wording]) => wording.trim() === "");
}

export function trimmed(text: Localised): Localised {
  if (typeof text === "string") return text.trim();
  return Object.fromEntries(Object.entries(text).map(([lang, wording]) => [lang, wording.trim()]));
}
