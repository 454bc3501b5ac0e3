import { describe, expect, test } from "vitest";
import { choose, dress, load, say, speak, tongue, wishes } from "../../client/src/i18n.ts";

const ANSWERS = {
  "answers.zero": "0",
  "answers.one": "1",
  "answers.two": "2",
  "answers.few": "few {n}",
  "answers.many": "many {n}",
  "answers.other": "other {n}",
};

describe("the language of a page", () => {
  test("is the first wish that there is a catalogue for", () => {
    expect(choose(["tr-TR", "fr-CA", "en"])).toBe("fr");
  });

  test("is English where no wish can be met", () => {
    expect(choose(["tr", "zh-Hant"])).toBe("en");
  });

  test("is asked for in the address before the browser is", () => {
    expect(wishes("?lang=ar", ["en-GB"])).toEqual(["ar", "en-GB"]);
    expect(wishes("", ["en-GB"])).toEqual(["en-GB"]);
  });

  test("is set on the document with its direction", () => {
    dress(document.documentElement, speak("ar", {}));
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["ar", "rtl"]);
  });
});

describe("a message", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [2, "2"],
    [5, "few 5"],
    [11, "many 11"],
    [100, "other 100"],
  ])("takes the Arabic plural form of %i", (n, form) => {
    const words = speak<"answers">("ar", ANSWERS);
    expect(words.t("answers", { n }).replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))).toBe(form);
  });

  test("is filled with its arguments, numbers as the language writes them", () => {
    const words = speak<"size">("fr", { size: "{n} sur {all}, dit {who}" });
    expect(words.t("size", { n: 1200, all: 3, who: "Ada" })).toBe("1\u202f200 sur 3, dit Ada");
  });

  test("never reads an argument as a message", () => {
    expect(speak<"hello">("en", { hello: "{who}" }).t("hello", { who: "{who} $& {n}" })).toBe("{who} $& {n}");
  });

  test("that no catalogue has is nothing, so that the server's own sentence can stand in", () => {
    expect(speak("en", {}).find("refusal.new", {})).toBeNull();
  });

  test("is found in whichever of a page's catalogues holds it", async () => {
    const one = async () => ({ default: { a: "A" } });
    const two = async () => ({ default: { b: "B" } });
    const words = await load<"a" | "b">(
      "en",
      { en: one, fr: one, es: one, ar: one },
      { en: two, fr: two, es: two, ar: two },
    );
    expect([words.t("a"), words.t("b")]).toEqual(["A", "B"]);
  });
});

describe("a facilitator's text", () => {
  const text = { pt: "Paz", en: "Peace", fr: "Paix" };

  test("is shown in the reader's language, or its base language", () => {
    expect([say(text, "fr"), say(text, "pt-BR")]).toEqual(["Paix", "Paz"]);
  });

  test("is shown in English, else in its first language, where there is no wording", () => {
    expect([say(text, "ar"), say({ pt: "Paz", fr: "Paix" }, "ar"), say("Paz", "ar")]).toEqual([
      "Peace",
      "Paz",
      "Paz",
    ]);
  });

  test("is marked with the language that it is shown in, if it is one's own", () => {
    expect([tongue(text, "fr"), tongue(text, "pt-BR"), tongue(text, "ar")]).toEqual(["fr", "pt", "en"]);
    expect([tongue({ pt: "Paz", fr: "Paix" }, "ar"), tongue("Paz", "ar")]).toEqual(["pt", undefined]);
  });
});

test.each([
  [0, "0%"],
  [0.004, "\u2068<1%\u2069"],
  [0.005, "1%"],
  [0.421, "42%"],
  [1, "100%"],
])("a share of %d is %s, so that somebody is never nobody", (share, written) => {
  expect(speak("en", {}).percent(share)).toBe(written);
});
