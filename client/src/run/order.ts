// Which rows the list of polls shows, in which order. While the pointer is over the list, what others add, move or
// delete must not push another row under it: rows keep their places, new ones come last, deleted ones stay as gaps.
import type { PollId } from "../protocol.ts";

export interface Row {
  readonly id: PollId;
  readonly gone: boolean;
}

/** The rows to show after a new order arrived; `held` while the pointer is over the list. */
export function settle(shown: readonly Row[], latest: readonly PollId[], held: boolean): readonly Row[] {
  if (!held || shown.length === 0) return latest.map((id) => ({ id, gone: false }));
  const kept = shown.map(({ id }) => ({ id, gone: !latest.includes(id) }));
  const known = new Set(shown.map(({ id }) => id));
  return [...kept, ...latest.filter((id) => !known.has(id)).map((id) => ({ id, gone: false }))];
}

/** Whether the list shows another order than the session has. */
export function isHeld(shown: readonly Row[], latest: readonly PollId[]): boolean {
  return shown.length !== latest.length || shown.some(({ id }, index) => id !== latest[index]);
}
