// Colours as people describe them: hue, lightness and vividness, in OKLCH (Ottosson 2020), to and from sRGB. Pure.

type Triple = readonly [number, number, number];

/** Hue in degrees; lightness from 0 to 1; vividness from 0 (grey) to 1 (as vivid as a screen can show it). */
export interface Pick {
  readonly hue: number;
  readonly lightness: number;
  readonly vividness: number;
}

/** Linear sRGB of OKLab; a channel outside 0..1 cannot be shown. */
function linear([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function polar(lightness: number, chroma: number, hue: number): Triple {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

function shows(rgb: Triple): boolean {
  return rgb.every((channel) => channel >= -1e-4 && channel <= 1 + 1e-4);
}

/** The largest chroma that sRGB has at a lightness and hue, to a thousandth. */
export function mostChroma(lightness: number, hue: number): number {
  let low = 0;
  let high = 0.4;
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (shows(linear(polar(lightness, middle, hue)))) low = middle;
    else high = middle;
  }
  return low;
}

function encode(channel: number): string {
  const bounded = Math.min(1, Math.max(0, channel));
  const curved = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(curved * 255)
    .toString(16)
    .padStart(2, "0");
}

/** The `#rrggbb` of a pick; always one that sRGB has. */
export function hexOf({ hue, lightness, vividness }: Pick): string {
  const chroma = vividness * mostChroma(lightness, hue);
  return `#${linear(polar(lightness, chroma, hue))
    .map(encode)
    .join("")}`;
}

function decode(hex: string): Triple {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return [red, green, blue];
}

/** OKLab of `#rrggbb`. */
export function labOf(hex: string): Triple {
  const [red, green, blue] = decode(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Black or white, whichever is the more readable on a colour (WCAG 2.2 contrast). */
export function inkOn(hex: string): "#000000" | "#ffffff" {
  const [red, green, blue] = decode(hex);
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? "#000000" : "#ffffff";
}
