import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../client/src/i18n.ts";

type Messages = Readonly<Record<string, string>>;

const ENDING = /\.(zero|one|two|few|many|other)$/;
const root = join(import.meta.dirname, "../../client/src/i18n");
const pages = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function read(page: string, language: string): Messages {
  return JSON.parse(readFileSync(join(root, page, `${language}.json`), "utf8")) as Messages;
}

function stems(messages: Messages): string[] {
  return [...new Set(Object.keys(messages).map((key) => key.replace(ENDING, "")))].sort();
}

function fields(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

/**
 * The plural forms that name their number in words: none, one and two in Arabic. Elsewhere a form has its number wherever
 * the English one has.
 */
const IN_WORDS: Readonly<Record<string, RegExp>> = { ar: /\.(zero|one|two)$/ };
/** Words that once stood beside the one that all pages now use (client/README.md). */
const GIVEN_UP: Readonly<Record<string, RegExp>> = {
  en: /session code/i,
  fr: /séance|mener la|code pour participer|code de la session/i,
  es: /conducción|página de control|código de la sesión|código para participar|persona que modera/i,
  ar: /المنصّة|رمز الجلسة/,
};

const english = Object.fromEntries(pages.map((page) => [page, read(page, "en")]));

test("every page has a catalogue in every language, and no other", () => {
  const names = [...LANGUAGES].map((language) => `${language}.json`).sort();
  for (const page of pages) expect(readdirSync(join(root, page)).sort(), page).toEqual(names);
});

test("every refusal of the server has its sentence", () => {
  const table = readFileSync(join(root, "../../../server/palabre/errors.py"), "utf8");
  const codes = [...table.matchAll(/^ {4}[A-Z_]+ = "([a-z_]+)"$/gm)].map((match) => `refusal.${match[1]}`);
  const known = Object.keys(english["common"] ?? {}).filter((key) => key.startsWith("refusal."));
  expect(known.sort()).toEqual(codes.sort());
});

describe.each(pages.flatMap((page) => LANGUAGES.map((language) => [page, language] as const)))(
  "%s in %s",
  (page, language) => {
    const messages = read(page, language);
    const source = english[page] ?? {};

    test("has the keys of the English catalogue", () => {
      expect(stems(messages)).toEqual(stems(source));
    });

    test("has every plural form of its language", () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plurals = new Set(
        Object.keys(source)
          .filter((key) => ENDING.test(key))
          .map((key) => key.replace(ENDING, "")),
      );
      for (const stem of plurals) {
        const forms = Object.keys(messages).filter((key) => key.replace(ENDING, "") === stem);
        expect(forms.sort(), stem).toEqual(needed.map((form) => `${stem}.${form}`).sort());
      }
    });

    test("has no empty message, and in each the fields of English", () => {
      for (const [key, text] of Object.entries(messages)) {
        const own = source[key] ?? source[`${key.replace(ENDING, "")}.other`] ?? "";
        expect(text.trim(), key).not.toBe("");
        const inWords = IN_WORDS[language]?.test(key) ?? false;
        const told = (message: string) => fields(message).filter((field) => !inWords || field !== "{n}");
        expect(told(text), key).toEqual(told(own));
      }
    });

    test("says one thing in one word", () => {
      for (const [key, text] of Object.entries(messages)) {
        expect(text, key).not.toMatch(GIVEN_UP[language] ?? /^$/);
      }
    });
  },
);
