// Casts on their way: what is still to be acknowledged, and what an answer means for it. Pure.
//
// There is one slot a poll, shared by all tabs of this phone (storage.ts). Whoever answers a poll puts the answer into
// its slot in place of the one before; any tab may send what is in a slot, as often as it likes; and a slot is emptied
// only by the fate of the very act that it holds. So a slot holds the person's latest act or nothing, and an act that is
// no longer in its slot was superseded: it is never cast above a ballot that the person gave later in another tab.
import type { Ballot } from "./kinds.ts";
import type { Answer } from "./link.ts";
import type { Cast, Counted, PollId, Refused } from "./protocol.ts";

/** One thing that the person did: `act` tells it from every other, in every tab. */
export interface Slot {
  readonly poll: PollId;
  readonly run: number;
  readonly rev: number;
  readonly act: string;
  readonly ballot: Ballot;
}

export type Outbox = Readonly<Record<string, Slot>>;
export type Answered = Omit<Slot, "rev" | "act">;

export type Verdict =
  /** Stored, as revision `rev`, and the one that counts; `ballot` is as the server understood it. */
  | { readonly is: "counted"; readonly rev: number; readonly ballot: Counted["ballot"] }
  /** Send what is in the slot now. */
  | { readonly is: "again" }
  /** Send it again after a pause. */
  | { readonly is: "later"; readonly afterMs: number }
  /** The person has answered otherwise since: forget it. */
  | { readonly is: "superseded" }
  /** Not counted, and will not be. */
  | { readonly is: "refused"; readonly refused: Refused };

/** How long a store that is away is left alone; the sender adds jitter. */
const AWAY_MS = 1_000;
/** How long a server that failed is left alone: nobody knows whether it stored the ballot, so it is asked again. */
const FAULT_MS = 5_000;

/** Put the person's answer into its slot, above every revision that this phone has `seen` of the poll's run. */
export function put(box: Outbox, answered: Answered, seen: number, act: string): Outbox {
  const before = box[answered.poll];
  const pending = before?.run === answered.run ? before.rev : 0;
  return { ...box, [answered.poll]: { ...answered, rev: Math.max(seen, pending) + 1, act } };
}

/** The command that sends a slot. Sending it twice counts it once. */
export function castOf({ poll, run, rev, ballot }: Slot): Omit<Cast, "ref"> {
  return { do: "cast", poll, run, rev, ballot };
}

/** What the answer to a sent slot makes of the box as it is now. */
export function settle(box: Outbox, sent: Slot, answer: Answer): readonly [Outbox, Verdict] {
  const held = box[sent.poll];
  const own = held !== undefined && held.act === sent.act ? held : null;
  switch (answer.is) {
    case "counted":
      return [
        own === null ? box : without(box, sent.poll),
        { is: "counted", rev: answer.rev, ballot: answer.ballot },
      ];
    case "refused":
      return refused(box, sent, own, answer);
    case "lost":
    case "done":
    case "pong":
    case "welcome":
      return [box, own === null ? { is: "superseded" } : { is: "later", afterMs: 0 }];
  }
}

function refused(box: Outbox, sent: Slot, own: Slot | null, answer: Refused): readonly [Outbox, Verdict] {
  if (own === null) return [box, { is: "superseded" }];
  switch (answer.code) {
    case "behind": {
      const rev = Math.max(own.rev, Number(answer.args["rev"]) + 1);
      return [{ ...box, [sent.poll]: { ...own, rev } }, { is: "again" }];
    }
    case "away":
    case "hello_first":
      return [box, { is: "later", afterMs: AWAY_MS }];
    case "fault":
      return [box, { is: "later", afterMs: FAULT_MS }];
    case "too_fast":
      return [box, { is: "later", afterMs: Number(answer.args["seconds"]) * 1000 }];
    default:
      return [without(box, sent.poll), { is: "refused", refused: answer }];
  }
}

function without(box: Outbox, poll: PollId): Outbox {
  const { [poll]: _, ...rest } = box;
  return rest;
}
