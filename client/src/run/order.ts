// Which rows a live list shows, in which order. While the pointer is over the list, what arrives must not push another
// row under it: rows keep their places, new ones come last, those that are gone stay as gaps. Pure.

export interface Row<K extends string> {
  readonly id: K;
  readonly gone: boolean;
}

/** The rows to show after a new order arrived; `held` while the pointer is over the list. */
export function settle<K extends string>(
  shown: readonly Row<K>[],
  latest: readonly K[],
  held: boolean,
): readonly Row<K>[] {
  if (!held || shown.length === 0) return latest.map((id) => ({ id, gone: false }));
  const there = new Set(latest);
  const known = new Set(shown.map(({ id }) => id));
  const kept = shown.map(({ id }) => ({ id, gone: !there.has(id) }));
  return [...kept, ...latest.filter((id) => !known.has(id)).map((id) => ({ id, gone: false }))];
}

/** Whether the list shows another order than the latest. */
export function isHeld<K extends string>(shown: readonly Row<K>[], latest: readonly K[]): boolean {
  return shown.length !== latest.length || shown.some(({ id }, index) => id !== latest[index]);
}
