// The changes a facilitator asked for, one on its way at a time. Pure: every event gives the next queue and what is
// to be sent. Each change carries the version it was made for; an own `done` is known at once, so that five quick
// steps of one person never make each other stale. A refusal drops the rest: it was meant for a session that is not.
import type { SessionChange } from "../protocol.ts";

type Changed = Exclude<SessionChange, { readonly do: "decide" | "undo" }>;
type Without<C, K extends string> = C extends Changed ? Omit<C, K> : never;
/** A change as a page asks for it: the queue adds the version, the link the ref. */
export type Wish = Without<Changed, "ref" | "version">;
/** A change on its way to the link. */
export type Sent = Without<Changed, "ref">;

export interface Queue {
  /** The last version of the session that this page knows of. */
  readonly version: number;
  /** Done, but not seen in a script yet. */
  readonly landed: readonly Landed[];
  readonly flying: Wish | null;
  readonly waiting: readonly Wish[];
}

export interface Landed {
  readonly wish: Wish;
  readonly version: number;
}

export type QueueEvent =
  | { readonly on: "ask"; readonly wish: Wish }
  | { readonly on: "seen"; readonly version: number }
  | { readonly on: "done"; readonly version: number }
  | { readonly on: "refused" }
  | { readonly on: "lost" };

/** What became of a change, for the page to tell. */
export type Outcome =
  | { readonly kind: "done"; readonly wish: Wish; readonly version: number }
  | { readonly kind: "refused"; readonly wish: Wish }
  | { readonly kind: "unknown"; readonly wish: Wish };

export interface Turned {
  readonly queue: Queue;
  readonly send: Sent | null;
  readonly outcome: Outcome | null;
}

const MOST_WAITING = 16;

export const emptyQueue: Queue = { version: 0, landed: [], flying: null, waiting: [] };

function still(queue: Queue): Turned {
  return { queue, send: null, outcome: null };
}

/** Send the first waiting change if none is on its way. */
function advance(queue: Queue, outcome: Outcome | null): Turned {
  const [first, ...rest] = queue.waiting;
  if (queue.flying !== null || first === undefined) return { queue, send: null, outcome };
  const next: Queue = { ...queue, flying: first, waiting: rest };
  return { queue: next, send: { ...first, version: queue.version }, outcome };
}

function ask(queue: Queue, wish: Wish): Turned {
  if (queue.waiting.length >= MOST_WAITING) return still(queue);
  return advance({ ...queue, waiting: [...queue.waiting, wish] }, null);
}

function end(queue: Queue, kind: "refused" | "unknown"): Turned {
  if (queue.flying === null) return still(queue);
  const outcome: Outcome = { kind, wish: queue.flying };
  return { queue: { ...queue, flying: null, waiting: [] }, send: null, outcome };
}

function see(queue: Queue, version: number): Queue {
  const landed = queue.landed.filter((one) => one.version > version);
  return { ...queue, version: Math.max(queue.version, version), landed };
}

/** Every change that the last script does not show yet, in order. */
export function underway({ landed, flying, waiting }: Queue): readonly Wish[] {
  return [...landed.map(({ wish }) => wish), ...(flying === null ? [] : [flying]), ...waiting];
}

export function turn(queue: Queue, event: QueueEvent): Turned {
  switch (event.on) {
    case "ask":
      return ask(queue, event.wish);
    case "seen":
      return still(see(queue, event.version));
    case "done": {
      if (queue.flying === null) return still(queue);
      const outcome: Outcome = { kind: "done", wish: queue.flying, version: event.version };
      const version = Math.max(queue.version, event.version);
      const landed = [...queue.landed, { wish: queue.flying, version: event.version }];
      return advance({ ...queue, version, landed, flying: null }, outcome);
    }
    case "refused":
      return end(queue, "refused");
    case "lost":
      return end(queue, "unknown");
    default:
      return event satisfies never;
  }
}
