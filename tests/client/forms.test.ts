import { describe, expect, test } from "vitest";
import { codeIn, isWhole } from "../../client/src/code.ts";
import { approximateGraphemes, countGraphemes } from "../../client/src/graphemes.ts";
import { speak } from "../../client/src/i18n.ts";
import * as choice from "../../client/src/kinds/choice.tsx";
import * as colours from "../../client/src/kinds/colours.tsx";
import { formOf } from "../../client/src/kinds/registry.ts";
import * as scale from "../../client/src/kinds/scale.tsx";
import * as words from "../../client/src/kinds/words.tsx";
import {
  type Ballot,
  type ChoiceSpec,
  type ColoursSpec,
  type ScaleSpec,
  type Spec,
  SWATCHES,
  type WordsSpec,
} from "../../client/src/kinds.ts";
import { hexOf, inkOn, labOf, mostChroma } from "../../client/src/oklch.ts";

const common = { question: "?", hidden: false };

describe("words", () => {
  const spec: WordsSpec = { ...common, kind: "words", answers: 3, characters: 5, suggestions: "ask" };
  const typed = (...answers: string[]) => ({ kind: "words", answers }) as const;

  test("are cast without the empty fields and the spaces around them", () => {
    expect(words.finish(spec, typed(" paix ", "", "  "), "fr")).toEqual({ ...typed("paix"), lang: "fr" });
  });

  test("are not cast while there are none, or one is too long as a person counts", () => {
    expect(words.finish(spec, typed("", " "), "en")).toBeNull();
    expect(words.finish(spec, typed("paix", "sharing"), "en")).toBeNull();
    expect(words.finish(spec, typed("👩‍👩‍👧‍👦👩‍👩‍👧‍👦"), "en")).not.toBeNull();
  });

  test("are in the language of the moment, whatever it was when they were cast before", () => {
    expect(words.finish(spec, { ...typed("paix"), lang: "fr" }, "es")?.lang).toBe("es");
  });

  test("kept from before fit whatever language they are in, and in none", () => {
    expect(words.words.fits(spec, typed("paix"))).toBe(true);
    expect(words.words.fits(spec, { ...typed("paix"), lang: "fr" })).toBe(true);
  });

  test("may get another field while there is room and every field is filled", () => {
    expect(words.mayAdd(spec, typed("a"))).toBe(true);
    expect(words.mayAdd(spec, typed("a", ""))).toBe(false);
    expect(words.mayAdd(spec, typed("a", "b", "c"))).toBe(false);
  });
});

describe("choice", () => {
  const one: ChoiceSpec = { ...common, kind: "choice", options: ["a", "b", "c"], most: 1 };
  const picked = (...picks: number[]) => ({ kind: "choice", picks }) as const;

  test("of one option moves, of several comes and goes up to the limit", () => {
    expect(choice.toggle(one, picked(0), 2)).toEqual(picked(2));
    const two = { ...one, most: 2 };
    expect(choice.toggle(two, picked(0), 2)).toEqual(picked(0, 2));
    expect(choice.toggle(two, picked(0, 2), 0)).toEqual(picked(2));
    expect(choice.toggle(two, picked(0, 2), 1)).toEqual(picked(0, 2));
  });

  test("kept from before fits only a poll that still has its options", () => {
    expect(choice.choice.fits(one, picked(2))).toBe(true);
    expect(choice.choice.fits(one, picked(3))).toBe(false);
  });
});

describe("scale", () => {
  const spec: ScaleSpec = {
    ...common,
    kind: "scale",
    statements: ["a", "b"],
    low: 0,
    high: 10,
    low_label: null,
    high_label: null,
  };

  test("has every value from low to high, in rows that keep each as wide as a thumb", () => {
    expect(scale.steps(spec)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([5, 7, 8, 11].map(scale.columns)).toEqual([5, 7, 4, 6]);
  });

  test("is cast once one statement is rated, and a rating can be taken back", () => {
    const start = scale.scale.start(spec);
    const rated = scale.rate(start, 1, 7);
    expect(scale.scale.finish(spec, start, "en")).toBeNull();
    expect(scale.scale.finish(spec, rated, "en")).toEqual({ kind: "scale", ratings: { 1: 7 } });
    expect(scale.skip(rated, 1)).toEqual(start);
  });
});

describe("colours", () => {
  const spec: ColoursSpec = { ...common, kind: "colours", picks: 2, free: false, swatches: [] };
  const picked = (...picks: string[]) => ({ kind: "colours", picks }) as const;
  const english = speak<never>("en", {}) as Parameters<typeof colours.nameOf>[1];

  test("are picked in order of preference, up to the limit, each once", () => {
    const both = colours.toggle(spec, picked("#ffffff"), "#000000");
    expect(both).toEqual(picked("#ffffff", "#000000"));
    expect(colours.toggle(spec, both, "#e12527")).toEqual(both);
    expect(colours.toggle(spec, both, "#ffffff")).toEqual(picked("#000000"));
  });

  test("one alone gives way to the next, as on radio buttons", () => {
    const one = { ...spec, picks: 1 };
    expect(colours.toggle(one, picked("#ffffff"), "#000000")).toEqual(picked("#000000"));
    expect(colours.toggle(one, picked("#ffffff"), "#ffffff")).toEqual(picked());
  });

  test("have a name each, also one that is on no list", () => {
    const [white] = SWATCHES;
    expect(colours.nameOf(white.colour, english)).toBe(white.name.en);
    expect(colours.nameOf("#74c69d", english)).toBe("light green");
  });

  test("are reached by arrow keys, mirrored where the page reads from the right, and never off the grid", () => {
    expect(["ArrowRight", "ArrowDown", "Home", "End"].map((key) => colours.go(key, 7, 36, false))).toEqual([
      8, 13, 0, 35,
    ]);
    expect(colours.go("ArrowDown", 7, 36, false, 3)).toBe(10);
    expect(colours.go("ArrowRight", 7, 36, true)).toBe(6);
    expect([colours.go("ArrowUp", 2, 36, false), colours.go("a", 2, 36, false)]).toEqual([null, null]);
  });

  test("are entered by Tab at the picked one where one is asked for, else where the keyboard was", () => {
    const one = { ...spec, picks: 1 };
    const several = { ...spec, picks: 3 };
    const draft = picked(SWATCHES[7]?.colour ?? "");
    expect([colours.tabStop(one, draft, 0), colours.tabStop(several, draft, 2)]).toEqual([7, 2]);
    expect([colours.tabStop(one, picked(), 4), colours.tabStop(one, picked("#010203"), 4)]).toEqual([4, 4]);
  });

  test("of an own palette are no longer fitting once the palette has changed", () => {
    const own = { ...spec, swatches: ["#112233", "#445566"] };
    expect([
      colours.colours.fits(own, picked("#112233")),
      colours.colours.fits(own, picked("#ffffff")),
    ]).toEqual([true, false]);
  });
});

describe("a colour mixed freely", () => {
  test("can always be shown: the most vivid has a channel at its end, and none is clipped", () => {
    for (let hue = 0; hue < 360; hue += 15) {
      const [lightness, a, b] = labOf(hexOf({ hue, lightness: 0.6, vividness: 1 }));
      expect(lightness).toBeCloseTo(0.6, 2);
      expect(Math.hypot(a, b)).toBeCloseTo(mostChroma(0.6, hue), 2);
    }
  });

  test("at the ends is black, white and grey", () => {
    expect(hexOf({ hue: 30, lightness: 0, vividness: 1 })).toBe("#000000");
    expect(hexOf({ hue: 30, lightness: 1, vividness: 1 })).toBe("#ffffff");
    expect(hexOf({ hue: 30, lightness: 0.6, vividness: 0 })).toMatch(/^#(..)\1\1$/);
  });

  test("carries the ink that is the more readable on it", () => {
    expect([inkOn("#ffffff"), inkOn("#132a69"), inkOn("#f8e32e")]).toEqual(["#000000", "#ffffff", "#000000"]);
  });
});

test.each(["paix", "é", "نَعَم", "和平", "👩‍👩‍👧‍👦", "🇸🇳🇫🇷", "👍🏿", ""])(
  "the length of %s is the same in a browser that cannot segment",
  (text) => {
    expect(approximateGraphemes(text)).toBe(countGraphemes(text));
  },
);

test.each([
  ["cdfghj", true],
  [" cdf-ghj ", true],
  ["ｃｄｆ３４６", true],
  ["cdf٣٤٦", true],
  ["CDFGHJKM", true],
  ["cdf gh", false],
  ["------", false],
])("a code typed as %s is worth asking for: %s", (typed, whole) => {
  expect(isWhole(typed)).toBe(whole);
});

test.each([
  ["/CDFGHJ", "CDFGHJ"],
  ["/nothing", ""],
  ["/%D9%A3%D9%A4", ""],
])("the path %s names the code %s", (path, code) => {
  expect(codeIn(path)).toBe(code);
});

describe("a ballot that was read back from storage", () => {
  const specs: readonly Spec[] = [
    { ...common, kind: "words", answers: 3, characters: 5, suggestions: "ask" },
    { ...common, kind: "choice", options: ["a", "b"], most: 2 },
    { ...common, kind: "colours", picks: 2, free: true, swatches: [] },
    { ...common, kind: "scale", statements: ["s"], low: 1, high: 5, low_label: null, high_label: null },
  ];
  const shapes: readonly unknown[] = [
    undefined,
    null,
    5,
    "x",
    {},
    [null],
    [{}],
    [0.5],
    { x: 1 },
    { 0: "3" },
    { 0: 9 },
  ];

  test.each(specs)("fits no poll of $kind in any other shape than its own", (spec) => {
    const { fits } = formOf(spec);
    for (const shape of shapes) {
      const ballot = { kind: spec.kind, answers: shape, picks: shape, ratings: shape } as unknown as Ballot;
      const whole = spec.kind === "scale" && JSON.stringify(shape) === "{}";
      expect(fits(spec, ballot), JSON.stringify(shape)).toBe(whole);
    }
  });
});
