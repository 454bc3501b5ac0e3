import { describe, expect, test } from "vitest";
import { EDITIONS } from "../../client/src/kinds.ts";
import {
  aspectOf, hasEditions, type Offered, readLook, sameView, variantOf, viewOf, withEditions, withNextLanguage,
  withNextTheme, withNextVariant, writeLook,
} from "../../client/src/stage/look.ts"; // biome-ignore format: one line

const LIGHT = { lang: "en", theme: "light" } as const;
const ALONE: Offered = { variant: "mosaic", variants: ["mosaic", "wheel", "bars"] };
const COMPARED: Offered = { variant: "mosaic", variants: ["mosaic", "wheel", "bars", EDITIONS] };
const plain = readLook("", LIGHT);

/** What a stage shows next that is shown so. */
function next(variant: string, offered: Offered): string {
  return variantOf(withNextVariant(readLook(`?colours=${variant}`, LIGHT), "colours", offered), "colours");
}

test("a shape is rounded to 0.05 and kept within what the server draws", () => {
  expect([aspectOf(1920, 707), aspectOf(100, 1000), aspectOf(9000, 100)]).toEqual([2.7, 0.25, 8]);
  expect(aspectOf(0, 0)).toBe(2);
});

test("languages are the session's, or the interface's where it names none", () => {
  expect(withNextLanguage(plain, ["en", "pt"], ["en", "fr"]).lang).toBe("pt");
  expect(withNextLanguage(plain, [], ["en", "fr"]).lang).toBe("fr");
});

test("two views are the same only if the server would draw them alike", () => {
  const view = viewOf(plain, "words", 2);
  expect(sameView(view, { ...view })).toBe(true);
  expect(sameView(view, { ...view, aspect: 2.05 })).toBe(false);
});

describe("the variant", () => {
  test("each kind keeps its own, and the key goes round what the figure offers", () => {
    expect(["mosaic", "wheel", "bars"].map((shown) => next(shown, ALONE))).toEqual([
      "wheel",
      "bars",
      "mosaic",
    ]);
    expect([next("bars", COMPARED), next(EDITIONS, COMPARED)]).toEqual([EDITIONS, "mosaic"]);
    expect(variantOf(withNextVariant(plain, "colours", ALONE), "words")).toBe(variantOf(plain, "words"));
  });

  test("two quick presses go on by two, though the figure is still the first", () => {
    const once = withNextVariant(plain, "colours", ALONE);
    expect(variantOf(withNextVariant(once, "colours", ALONE), "colours")).toBe("bars");
  });

  test("without a figure, or with one of a single kind, there is nothing to go on to", () => {
    expect(withNextVariant(plain, "colours", null)).toBe(plain);
    expect(withNextVariant(plain, "scale", { variant: "spread", variants: ["spread"] })).toBe(plain);
  });

  test("where what was chosen is not offered, the key goes on from what is shown instead", () => {
    expect(next(EDITIONS, ALONE)).toBe("wheel");
  });
});

describe("the earlier edition", () => {
  test("one key shows it, and the same key goes back to what was shown before", () => {
    const wheel = readLook("?colours=wheel", LIGHT);
    const both = withEditions(wheel, "colours", COMPARED, "wheel");
    expect(variantOf(both, "colours")).toBe(EDITIONS);
    const shown: Offered = { ...COMPARED, variant: EDITIONS };
    expect(variantOf(withEditions(both, "colours", shown, "wheel"), "colours")).toBe("wheel");
    expect(variantOf(withEditions(both, "colours", shown, null), "colours")).toBe("mosaic");
  });

  test("a poll without one stays as it is", () => {
    expect([hasEditions(null), hasEditions(ALONE), hasEditions(COMPARED)]).toEqual([false, false, true]);
    expect(withEditions(plain, "colours", ALONE, null)).toBe(plain);
    expect(withEditions(plain, "colours", null, null)).toBe(plain);
  });
});

describe("the address", () => {
  test("what was chosen comes back from it", () => {
    const look = withEditions(
      withNextTheme(readLook("?lang=ar&words=bars", LIGHT)),
      "colours",
      COMPARED,
      null,
    );
    expect(writeLook(look)).toContain("colours=editions");
    expect(readLook(writeLook(look), LIGHT)).toEqual(look);
  });

  test("nonsense in it does no harm, and no kind is compared that cannot be", () => {
    expect(readLook("?lang=<b>&theme=pink&words=pie&scale=editions", LIGHT)).toEqual({
      ...LIGHT,
      variants: {},
    });
  });
});
