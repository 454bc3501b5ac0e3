import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../client/src/styles/tokens.css"), "utf8");
const TOKEN = /--([a-z-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g;

type Colours = ReadonlyMap<string, string>;

function rule(selector: string): string {
  const start = css.indexOf(`${selector} {`);
  return css.slice(start, css.indexOf("}", start));
}

function colours(block: string, side: 2 | 3): Colours {
  return new Map([...block.matchAll(TOKEN)].map((match) => [match[1] ?? "", match[side] ?? ""]));
}

/** Relative luminance (WCAG 2.2) of "lightness chroma hue", through OKLab (Ottosson 2020) into linear sRGB. */
function luminance(oklch: string): number {
  const [lightness = 0, chroma = 0, hue = 0] = oklch.split(" ").map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value)));
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Colours, one: string, other: string): number {
  const [dim = 0, bright = 0] = [one, other]
    .map((name) => luminance(theme.get(name) ?? "none"))
    .sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const base = rule(":root");
const more = rule(':root[data-theme="contrast"]');
const THEMES: Readonly<Record<string, Colours>> = {
  light: colours(base, 2),
  dark: colours(base, 3),
  "high contrast, light": new Map([...colours(base, 2), ...colours(more, 2)]),
  "high contrast, dark": new Map([...colours(base, 3), ...colours(more, 3)]),
};
const GROUNDS = ["ground", "raised", "soft"];
const TEXTS = ["ink", "quiet", "accent", "good", "warn", "bad"];

describe.each(Object.entries(THEMES))("the %s theme", (name, theme) => {
  const floor = name.startsWith("high") ? 7 : 4.5;

  test.each(GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground] as const)))(
    "%s is readable on %s",
    (text, ground) => {
      expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(floor);
    },
  );

  test("a button's words are readable on it", () => {
    expect(contrast(theme, "on-accent", "accent")).toBeGreaterThanOrEqual(floor);
  });

  test.each(["line", "focus", "accent", "bad"])("%s is seen as a boundary", (edge) => {
    for (const ground of GROUNDS) expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

test("a device that asks for more contrast gets the same colours as the contrast theme", () => {
  const asked = rule(":root:not([data-theme])");
  expect(colours(asked, 2)).toEqual(colours(more, 2));
  expect(colours(asked, 3)).toEqual(colours(more, 3));
});
