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

    test("has no empty message, and no field that English does not fill", () => {
      for (const [key, text] of Object.entries(messages)) {
        const stem = key.replace(ENDING, "");
        const own = source[key] ?? source[`${stem}.other`] ?? "";
        expect(text.trim(), key).not.toBe("");
        expect(fields(own), key).toEqual(expect.arrayContaining(fields(text)));
      }
    });
  },
);
