import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { called } from "../../client/src/kinds/naming.ts";

const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, "../kinds/colour_names.json"), "utf8"),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

test.each(Object.entries(examples))("%s is called on the phone as on the stage", (hex, names) => {
  for (const [lang, name] of Object.entries(names)) expect(called(hex, lang), lang).toBe(name);
});

test("a language without names of its own reads English", () => {
  expect(called("#ffffff", "xx")).toBe("white");
});
