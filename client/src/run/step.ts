// The one next thing a facilitator does with the poll on the stage, and what else is at hand. Pure.
import type { PollId, PollLine, Script } from "../protocol.ts";
import type { Wish } from "./queue.ts";

/** The single primary action. `write` opens the editor; `finished` leaves only the stage to clear. */
export type Step =
  | { readonly step: "write" }
  | { readonly step: "begin"; readonly next: PollLine }
  | { readonly step: "open"; readonly poll: PollLine }
  | { readonly step: "close"; readonly poll: PollLine }
  | { readonly step: "reveal"; readonly poll: PollLine }
  | { readonly step: "next"; readonly next: PollLine }
  | { readonly step: "finish" };

export function currentPoll(script: Script): PollLine | null {
  return script.polls.find(({ id }) => id === script.current) ?? null;
}

/** The poll that `next` would put on the stage. */
export function followingPoll(script: Script): PollLine | null {
  const position = script.polls.findIndex(({ id }) => id === script.current);
  return script.polls[position + 1] ?? null;
}

export function primaryStep(script: Script): Step {
  const poll = currentPoll(script);
  const next = followingPoll(script);
  if (poll === null) return next === null ? { step: "write" } : { step: "begin", next };
  switch (poll.phase) {
    case "draft":
      return { step: "open", poll };
    case "open":
      return { step: "close", poll };
    case "closed":
      if (!poll.revealed) return { step: "reveal", poll };
      return next === null ? { step: "finish" } : { step: "next", next };
    default:
      return poll.phase satisfies never;
  }
}

/** The change a step asks for; none for `write`, which the page itself does. */
export function wishOf(step: Step): Wish | null {
  switch (step.step) {
    case "write":
      return null;
    case "begin":
    case "next":
      return { do: "next" };
    case "open":
      return { do: "open", poll: step.poll.id };
    case "close":
      return { do: "close", poll: step.poll.id };
    case "reveal":
      return { do: "reveal", poll: step.poll.id };
    case "finish":
      return { do: "project", poll: null };
    default:
      return step satisfies never;
  }
}

/** Equal for steps that mean the same to whoever is about to press. */
export function stepKey(step: Step): string {
  switch (step.step) {
    case "write":
    case "finish":
      return step.step;
    case "begin":
    case "next":
      return `next ${step.next.id}`;
    case "open":
    case "close":
    case "reveal":
      return `${step.step} ${step.poll.id} ${step.poll.run}`;
    default:
      return step satisfies never;
  }
}

/** How long a button whose meaning has just changed takes no press: a double tap, or another one's change. */
export const SETTLE_MS = 500;

export function hasSettled(changedAtMs: number, nowMs: number): boolean {
  return nowMs - changedAtMs >= SETTLE_MS;
}

/** The order of the polls once the moves that are still on their way are made. */
export function plannedOrder(script: Script, wishes: readonly Wish[]): readonly PollId[] {
  return wishes.reduce<readonly PollId[]>(
    (order, wish) => {
      if (wish.do !== "move" || !order.includes(wish.poll)) return order;
      const others = order.filter((id) => id !== wish.poll);
      return [...others.slice(0, wish.to), wish.poll, ...others.slice(wish.to)];
    },
    script.polls.map(({ id }) => id),
  );
}

/** Where `move` takes a poll of this order: one step up (-1) or down (+1); null at either end. */
export function placeAfterMove(order: readonly PollId[], poll: PollId, by: -1 | 1): number | null {
  const to = order.indexOf(poll) + by;
  return to < 0 || to >= order.length ? null : to;
}
