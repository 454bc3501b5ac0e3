// Say the latest, but not more often than every so often: for screen readers, which must not be flooded, and for a window
// that is being dragged. The timer is an argument.

/** Call back once, later; the returned function takes it back. */
export type After = (ms: number, call: () => void) => () => void;

export interface Latest<T> {
  /** Emit this value, or a later one, when it is time. */
  offer(value: T): void;
  stop(): void;
}

/** Emit at once when nothing was emitted for `ms`, else the latest value once that time is over. */
export function throttled<T>(ms: number, after: After, emit: (value: T) => void): Latest<T> {
  let cancel: (() => void) | null = null;
  let held: { readonly value: T } | null = null;

  function over(): void {
    cancel = null;
    if (held !== null) say(held.value);
  }

  function say(value: T): void {
    held = null;
    cancel = after(ms, over);
    emit(value);
  }

  return {
    offer(value) {
      if (cancel === null) say(value);
      else held = { value };
    },
    stop() {
      cancel?.();
      cancel = null;
      held = null;
    },
  };
}

/** Emit the latest value once nothing new was offered for `ms`. */
export function settled<T>(ms: number, after: After, emit: (value: T) => void): Latest<T> {
  let cancel = (): void => {};
  return {
    offer(value) {
      cancel();
      cancel = after(ms, () => emit(value));
    },
    stop: () => cancel(),
  };
}
