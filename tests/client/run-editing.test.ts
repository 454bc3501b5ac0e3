import { describe, expect, test } from "vitest";
import { editingOf } from "../../client/src/kinds/editings.ts";
import { type ChoiceSpec, KINDS, type ScaleSpec } from "../../client/src/kinds.ts";
import { checkSpec, idOf, problemOf } from "../../client/src/run/editing.ts";
import { addLanguage, blankLike, dropLanguage, languagesOf, write } from "../../client/src/run/wording.ts";

describe("a wording", () => {
  test("becomes one for each language, the first keeping what was typed", () => {
    expect(addLanguage("Hello", "fr", "en")).toEqual({ en: "Hello", fr: "" });
    expect(addLanguage({ en: "Hello" }, "ar", "en")).toEqual({ en: "Hello", ar: "" });
    expect(addLanguage({ en: "Hello" }, "en", "en")).toEqual({ en: "Hello" });
  });

  test("of the last language left serves everybody again", () => {
    expect(dropLanguage({ en: "Hello", fr: "Bonjour" }, "en")).toBe("Bonjour");
    expect(dropLanguage("Hello", "en")).toBe("Hello");
  });

  test("is written in its own language and leaves the others alone", () => {
    expect(write({ en: "Hello", fr: "" }, "fr", "Bonjour")).toEqual({ en: "Hello", fr: "Bonjour" });
    expect(write("", null, "Hello")).toBe("Hello");
  });

  test("starts empty in the languages of the question", () => {
    expect(languagesOf(blankLike({ en: "Hello", ar: "مرحبا" }))).toEqual(["en", "ar"]);
  });
});

describe.each(KINDS)("writing %s", (kind) => {
  const editing = editingOf(kind);

  test("starts with nothing wrong but what is empty", () => {
    const fresh = editing.tidy(editing.fresh);
    expect(checkSpec(editing, fresh).every(({ wrong }) => wrong.is === "blank")).toBe(true);
    expect(checkSpec(editing, fresh)[0]?.field).toBe("question");
  });

  test("can be worded in another language in one step", () => {
    const spec = editing.texts(editing.fresh, (text) => addLanguage(text, "fr", "en"));
    expect(spec.question).toEqual({ en: "", fr: "" });
    expect(
      checkSpec(editing, spec)
        .filter(({ field }) => field === "question")
        .map(({ lang }) => lang),
    ).toEqual(["en", "fr"]);
  });

  test("says when a question is too long", () => {
    const spec = { ...editing.fresh, question: "é".repeat(301) };
    expect(checkSpec(editing, spec)[0]).toEqual({
      field: "question",
      lang: null,
      wrong: { is: "long", limit: 300 },
    });
  });
});

describe("options and statements", () => {
  const choice: ChoiceSpec = { kind: "choice", question: "Where?", hidden: false, options: [], most: 3 };
  const scale = editingOf("scale").fresh as ScaleSpec;

  test("that were left empty are not sent, and no more can be picked than there are", () => {
    const tidy = editingOf("choice").tidy({ ...choice, options: ["Dakar", "", "Izmir", " "] });
    expect(tidy).toMatchObject({ options: ["Dakar", "Izmir"], most: 2 });
  });

  test("that stand there twice are named", () => {
    const spec = { ...choice, options: ["Dakar", "Izmir", "Dakar "] };
    expect(editingOf("choice").problems(spec)).toEqual([
      { field: "options[2]", lang: null, wrong: { is: "twice" } },
    ]);
  });

  test("of a scale need no names for its two ends", () => {
    const spec = { ...scale, statements: ["True"], low_label: "", high_label: { en: "", fr: " " } };
    expect(editingOf("scale").problems(spec)).toEqual([]);
    expect(editingOf("scale").tidy(spec)).toMatchObject({ low_label: null, high_label: null });
  });
});

test("the server's refusal is shown at the field it names", () => {
  const args = { field: "options[1]", reason: "stands there twice" };
  const problem = problemOf({ is: "refused", ref: 1, code: "bad_spec", args, text: "" });
  expect(problem).toEqual({ field: "options[1]", lang: null, wrong: { is: "other", reason: args.reason } });
  expect(idOf("options[1]", "fr")).toBe("field-options-1-fr");
});
