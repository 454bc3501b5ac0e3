// Sends what is in the outbox until its fate is known. Owns what is under way in this tab; the outbox itself is the
// locker's, shared with other tabs. Promise: as long as a slot holds an act and the link is live, the act is on its way
// or waits for a moment that will come; sending twice is harmless (outbox.ts).
import type { Answer, Unsent, World } from "./link.ts";
import { type Answered, castOf, type Outbox, put, type Slot, settle, type Verdict } from "./outbox.ts";
import type { Locker } from "./storage.ts";

/** After this long without an answer the link is doubted: it is then either well and the answer comes, or made anew. */
export const SILENCE_MS = 3_000;
/** Jitter on every pause, so that a hall does not come back as one. */
const JITTER_MS = 1_000;

export interface Courier {
  /** Keep the person's answer and send it. `seen` is the highest revision known of the poll's run. */
  cast(answered: Answered, seen: number): void;
  /** Send whatever waits: the link is live, or another tab put something into the outbox. */
  send(): void;
  stop(): void;
}

interface Ears {
  onBox(box: Outbox): void;
  /** What became of one act, by its slot as it was sent. */
  onVerdict(slot: Slot, verdict: Verdict): void;
}

type Ways = Pick<World, "after" | "random"> & {
  ask(command: Unsent): Promise<Answer>;
  isLive(): boolean;
  /** See whether the server is still there. */
  doubt(): void;
};

export function startCourier(ways: Ways, locker: Locker, newAct: () => string, ears: Ears): Courier {
  const underWay = new Set<string>();
  const timers = new Map<string, () => void>();
  const keyOf = (slot: Slot) => `${slot.act} ${slot.rev}`;

  function later(key: string, afterMs: number, call: () => void): void {
    timers.get(key)?.();
    timers.set(
      key,
      ways.after(afterMs, () => {
        timers.delete(key);
        call();
      }),
    );
  }

  async function deliver(slot: Slot): Promise<void> {
    const key = keyOf(slot);
    underWay.add(key);
    watch(key);
    finish(slot, await ways.ask(castOf(slot)));
  }

  /** Doubt the link for as long as it owes an answer. */
  function watch(key: string): void {
    later(key, SILENCE_MS, () => {
      ways.doubt();
      watch(key);
    });
  }

  function finish(slot: Slot, answer: Answer): void {
    const key = keyOf(slot);
    underWay.delete(key);
    timers.get(key)?.();
    timers.delete(key);
    let verdict: Verdict = { is: "superseded" };
    const box = locker.change((casts) => {
      const [next, what] = settle(casts, slot, answer);
      verdict = what;
      return next;
    });
    ears.onBox(box);
    ears.onVerdict(slot, verdict);
    follow(verdict);
  }

  function follow(verdict: Verdict): void {
    if (verdict.is === "again") send();
    if (verdict.is === "later") later("pause", verdict.afterMs + ways.random() * JITTER_MS, send);
  }

  function send(): void {
    if (!ways.isLive()) return;
    for (const slot of Object.values(locker.casts())) {
      if (!underWay.has(keyOf(slot))) void deliver(slot);
    }
  }

  const unhear = locker.onChange((box) => {
    ears.onBox(box);
    send();
  });

  return {
    cast(answered, seen) {
      ears.onBox(locker.change((box) => put(box, answered, seen, newAct())));
      send();
    },
    send,
    stop() {
      unhear();
      for (const cancel of timers.values()) cancel();
    },
  };
}
