// The tree that grows a leaf for each answer while the results are hidden. Pure geometry: leaves sit on a sunflower spiral
// (Vogel 1979), so that a new one never moves the others; only the whole crown shrinks, in few steps, to stay in its place.

export interface Leaf {
  readonly x: number;
  readonly y: number;
  /** Which of the few greens; the same for a leaf for ever. */
  readonly tint: number;
}

/** A crown with more leaves than this would be a green disc: the number beside it goes on. */
export const LEAF_LIMIT = 600;
const TINTS = 4;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** The spiral's scale, in leaf widths: leaves stand about one and a quarter of their width apart. */
const SPACING = 0.7;
/** Every crown size holds twice the leaves of the one before. */
const SMALLEST = 32;

/** The place of one leaf on the endless spiral, in leaf widths from the middle, a little wider than high. */
export function leaf(index: number): Leaf {
  const radius = SPACING * Math.sqrt(index + 0.5);
  const angle = index * GOLDEN_ANGLE;
  return {
    x: Math.cos(angle) * radius * 1.15,
    y: Math.sin(angle) * radius * 0.85,
    tint: (index * 7 + (index >> 2)) % TINTS,
  };
}

export function leafCount(turnout: number): number {
  return Math.min(Math.max(0, Math.floor(turnout)), LEAF_LIMIT);
}

/** The leaf width, in crown radii, at which that many leaves fit. */
export function leafSize(count: number): number {
  let room = SMALLEST;
  while (room < count) room *= 2;
  return 1 / (SPACING * 1.15 * Math.sqrt(room) + 1);
}
