import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../client/src");
const ENDING = /\.(zero|one|two|few|many|other)$/;
const IMPORTED = /(?:from|import)\s*\(?\s*"(\.[^"]+\.tsx?)"/g;
/** A text in quotes, after what shows that it tells one case from another and is no key. */
const LITERAL = /(\b(?:is|on|do|at): |\bcase |[=!]== |\w=|[\w\]]\[)?"([^"\n]*)"/g;
/** Files that hold no key. */
const GENERATED = /src\/(protocol|kinds)\.ts$/;
/** What each page's own catalogue is called, by the file that the page loads. */
const PAGES = { index: "landing", phone: "phone", stage: "stage", run: "run", moderate: "moderate" } as const;

/** The text of a page's files: its own, and all that it imports, now or later. */
function filesOf(path: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(path) || !existsSync(path) || GENERATED.test(path)) return seen;
  const text = readFileSync(path, "utf8");
  seen.set(path, text);
  for (const [, other] of text.matchAll(IMPORTED)) filesOf(resolve(dirname(path), other ?? ""), seen);
  return seen;
}

function stems(catalogue: string): string[] {
  const messages = JSON.parse(readFileSync(join(source, `i18n/${catalogue}/en.json`), "utf8")) as object;
  return [...new Set(Object.keys(messages).map((key) => key.replace(ENDING, "")))];
}

/** The patterns of the keys that are put together, such as `phase.${poll.phase}`. */
function putTogether(text: string): RegExp[] {
  const templates = [...text.matchAll(/`([a-z][\w.-]*\.\$\{[^`]+)`/g)].map((match) => match[1] ?? "");
  return templates.map((template) => {
    const [first = "", ...rest] = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${[first, ...rest].join("[\\w-]+")}$`);
  });
}

/**
 * The keys of both catalogues that some page can ask for: those that stand in its files as they are, and those that are
 * put together. A key that is put together is the page's own if the page has such keys, else a common one.
 */
function asked(): ReadonlySet<string> {
  const common = stems("common");
  const found = new Set<string>();
  for (const [file, page] of Object.entries(PAGES)) {
    const text = [...filesOf(join(source, `pages/${file}.tsx`)).values()].join("\n");
    const literals = new Set(
      [...text.matchAll(LITERAL)].map((match) => (match[1] === undefined ? match[2] : "")),
    );
    const own = stems(page);
    for (const key of own) if (literals.has(key)) found.add(`${page} ${key}`);
    for (const key of common) if (literals.has(key)) found.add(`common ${key}`);
    for (const pattern of putTogether(text)) {
      const mine = own.filter((key) => pattern.test(key)).map((key) => `${page} ${key}`);
      const shared = common.filter((key) => pattern.test(key)).map((key) => `common ${key}`);
      for (const key of mine.length > 0 ? mine : shared) found.add(key);
    }
  }
  return found;
}

test("no catalogue has a message that no page can ask for", () => {
  const catalogues = readdirSync(join(source, "i18n"), { withFileTypes: true }).filter((it) =>
    it.isDirectory(),
  );
  const all = catalogues.flatMap(({ name }) => stems(name).map((key) => `${name} ${key}`));
  const used = asked();
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter((key) => !used.has(key))).toEqual([]);
});
