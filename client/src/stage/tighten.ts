// The server reckons how wide a text is before any browser has drawn it. Where this browser's letters come out wider, the
// text is drawn smaller, so that it keeps to its room and covers no neighbour.
import type { Figure } from "../protocol.ts";

/** How wide each text may be, in units, where its trace says so: `customdata` beside `text`. */
export function roomsOf(figure: Figure): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  for (const trace of figure.data) {
    const { text, customdata } = trace as Readonly<Record<string, unknown>>;
    if (!Array.isArray(text) || !Array.isArray(customdata)) continue;
    text.forEach((one: unknown, place) => {
      const room: unknown = customdata[place];
      if (typeof one === "string" && typeof room === "number") rooms.set(one, room);
    });
  }
  return rooms;
}

/** By how much a text must be made smaller: 1 where it keeps to its room. `drawn` is its width at `now`, letters of `size`. */
export function shrink(drawn: number, now: number, size: number, room: number): number {
  const width = (drawn * size) / now;
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
    const part = shrink(element.getComputedTextLength(), now, size, room);
    return part < 1 ? [{ element, size: size * part }] : [];
  });
  for (const { element, size } of wide) element.style.fontSize = `${size}px`;
}
