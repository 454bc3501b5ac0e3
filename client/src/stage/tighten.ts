// The server reckons how wide a text is before any browser has drawn it. Where this browser's letters come out wider, the
// text is drawn smaller, so that it keeps to its room and covers no neighbour.
import type { Figure } from "../protocol.ts";

/**
 * How wide each text may be, in ems, where its trace says so in units: `customdata` beside `text` and the sizes of its
 * letters. In ems, two entries that read alike have one room, however often each was given.
 */
export function roomsOf(figure: Figure): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  for (const trace of figure.data) {
    const { text, customdata, textfont } = trace as Readonly<Record<string, unknown>>;
    const sizes: unknown = (textfont as Readonly<Record<string, unknown>> | undefined)?.["size"];
    if (!Array.isArray(text) || !Array.isArray(customdata) || !Array.isArray(sizes)) continue;
    text.forEach((one: unknown, place) => {
      const [room, size]: unknown[] = [customdata[place], sizes[place]];
      if (typeof one !== "string" || typeof room !== "number" || typeof size !== "number") return;
      rooms.set(one, Math.min(room / size, rooms.get(one) ?? Number.POSITIVE_INFINITY));
    });
  }
  return rooms;
}

/** By how much a text must be made smaller: 1 where it keeps to its room in ems. `drawn` is its width in letters of `now`. */
export function shrink(drawn: number, now: number, room: number): number {
  const width = drawn / now;
  return width > room ? room / width : 1;
}

/** Make every text that is too wide as much smaller as it takes. The browser may still be easing towards its size. */
export function tighten(root: ParentNode, rooms: ReadonlyMap<string, number>): void {
  if (rooms.size === 0) return;
  const texts = [...root.querySelectorAll<SVGTextElement>("text[data-unformatted]")];
  const wide = texts.flatMap((element) => {
    const room = rooms.get(element.dataset["unformatted"] ?? "");
    if (room === undefined) return [];
    const size = Number.parseFloat(element.style.fontSize);
    const now = Number.parseFloat(getComputedStyle(element).fontSize);
    const part = shrink(element.getComputedTextLength(), now, room);
    return part < 1 ? [{ element, size: size * part }] : [];
  });
  for (const { element, size } of wide) element.style.fontSize = `${size}px`;
}
