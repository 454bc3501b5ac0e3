// The few signs of the facilitator's pages, drawn on 24 units. Never alone: a word or an accessible name is beside each.
import type { VNode } from "preact";

const PATHS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  cross: "M6 6l12 12M18 6L6 18",
  up: "M6 14l6-6 6 6",
  down: "M6 10l6 6 6-6",
  pencil: "M4 20l1-4L16 5l3 3L8 19l-4 1z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  twice: "M4 8h12v12H4zM8 4h12v12",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  keys: "M3 6h18v12H3zM7 10h0M11 10h0M15 10h0M7 14h10",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  load: "M12 16V4M7 9l5-5 5 5M4 20h16",
  save: "M12 4v12M7 11l5 5 5-5M4 20h16",
  warn: "M12 4L2.5 20h19zM12 10v4.5M12 17.5v.5",
  check: "M5 13l4.5 4.5L19 7",
  eye: "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  shut: "M4 4l16 16M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z",
  play: "M8 5l11 7-11 7z",
  stop: "M6 6h12v12H6z",
  next: "M5 5l9 7-9 7zM18 5v14",
  screen: "M3 5h18v11H3zM9 20h6M12 16v4",
  blank: "M3 5h18v11H3zM3 5l18 11",
  shield: "M12 3l8 3v6c0 4.5-3.5 7.5-8 9-4.5-1.5-8-4.5-8-9V6z",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.7 3.5 5.5",
  sides: "M3.500 5h7v14h-7zM13.500 5h7v14h-7zM3.500 14h7M13.500 9h7",
  more: "M5 12h0M12 12h0M19 12h0",
  find: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5L21 21",
  back: "M9 5L4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3",
  join: "M4 5l6 7v7M20 5l-6 7v7",
  apart: "M12 20v-6L5 6M12 14l7-8",
} as const;
export type IconName = keyof typeof PATHS;
const FILLED: readonly IconName[] = ["play", "stop", "next"];
const MIRRORED: readonly IconName[] = ["play", "next", "out", "back"];

export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg
      class="icon"
      data-mirrored={MIRRORED.includes(name)}
      data-filled={FILLED.includes(name)}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
