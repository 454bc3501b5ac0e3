// How large the question is written, and what is said of the answers to those who do not see them. Pure.
import type { Table } from "../protocol.ts";

interface Step {
  /** In hundredths of the stage's height. */
  readonly size: number;
  readonly lines: number;
}

/** From a fourteenth of the height down to what the back row can still read; then a third line, rather than no words. */
export const STEPS: readonly Step[] = [
  { size: 7.1, lines: 1 },
  { size: 6.4, lines: 1 },
  { size: 5.9, lines: 1 },
  { size: 5.5, lines: 2 },
  { size: 5.1, lines: 2 },
  { size: 4.6, lines: 2 },
  { size: 4, lines: 2 },
  { size: 3.5, lines: 2 },
  { size: 3.1, lines: 3 },
];
const SMALLEST = 2.6;

/** The largest size at which a text has as few lines as its place. */
export function fitSize(linesAt: (size: number) => number): number {
  return STEPS.find((step) => linesAt(step.size) <= step.lines)?.size ?? SMALLEST;
}

/** The first rows of a table in words: "paix 31, joie 12". */
export function firstRows(table: Table, count: number): readonly string[] {
  return table.rows.slice(0, count).map((row) => row.slice(0, 2).join(" "));
}
