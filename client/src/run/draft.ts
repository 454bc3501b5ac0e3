// A poll being written, and what the session does to it meanwhile. Pure: the draft belongs to whoever types and is
// only ever replaced by that person; what others change is told beside it and never into it.
import type { KindName, Spec } from "../kinds.ts";
import type { PollId, PollLine, Script } from "../protocol.ts";

/** Where a draft goes: a new poll at the end, or a poll of the session as it was when the editor opened. */
export type Target =
  | { readonly to: "new" }
  | { readonly to: "poll"; readonly id: PollId; readonly base: Spec };

export interface Draft {
  readonly target: Target;
  readonly spec: Spec;
  /** What was typed for other kinds before another card was chosen. */
  readonly shelf: Readonly<Partial<Record<KindName, Spec>>>;
}

export function newDraft(fresh: Spec): Draft {
  return { target: { to: "new" }, spec: fresh, shelf: {} };
}

export function draftOf(poll: PollLine): Draft {
  return { target: { to: "poll", id: poll.id, base: poll.spec }, spec: poll.spec, shelf: {} };
}

/** Ask the same question as another kind; what was typed for the kind before comes back with it. */
export function asKind(draft: Draft, fresh: Spec): Draft {
  const { question, hidden } = draft.spec;
  const spec: Spec = { ...(draft.shelf[fresh.kind] ?? fresh), question, hidden };
  return { ...draft, spec, shelf: { ...draft.shelf, [draft.spec.kind]: draft.spec } };
}

/** What happened to the poll behind a draft since the editor opened. */
export type Meanwhile =
  | { readonly is: "untouched" }
  | { readonly is: "edited"; readonly theirs: Spec }
  | { readonly is: "started"; readonly poll: PollLine }
  | { readonly is: "removed" };

/** Equal by content, whatever the order of the keys. */
export function sameSpec(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export function meanwhile(draft: Draft, script: Script): Meanwhile {
  const { target } = draft;
  if (target.to === "new") return { is: "untouched" };
  const poll = script.polls.find(({ id }) => id === target.id);
  if (poll === undefined) return { is: "removed" };
  if (poll.phase !== "draft") return { is: "started", poll };
  const theirs = poll.spec;
  return sameSpec(theirs, target.base) ? { is: "untouched" } : { is: "edited", theirs };
}

/** Whether closing the editor would lose anything. */
export function isChanged(draft: Draft, fresh: Spec): boolean {
  return !sameSpec(draft.spec, draft.target.to === "poll" ? draft.target.base : fresh);
}

/** Keep the own wording although somebody else edited the poll: from now on their version is the base. */
export function keepMine(draft: Draft, theirs: Spec): Draft {
  return draft.target.to === "poll" ? { ...draft, target: { ...draft.target, base: theirs } } : draft;
}

/** Go on from what somebody else saved. */
export function takeTheirs(draft: Draft, theirs: Spec): Draft {
  return { ...keepMine(draft, theirs), spec: theirs };
}

/** Save what was typed as a poll of its own: the one it belonged to was started or deleted. */
export function asNew(draft: Draft): Draft {
  return { ...draft, target: { to: "new" } };
}
