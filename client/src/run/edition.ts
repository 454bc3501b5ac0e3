// Choosing what a poll is compared with: where it is looked for, what was found there, and what that comes to. Pure.
import type { Edition, PollId, PollLine } from "../protocol.ts";
import type { Place } from "./address.ts";
import { type Desk, turnoutOf } from "./desk.ts";
import type { Choice, Earlier, Found, Linked, Names } from "./editions.ts";

/** Where the earlier answers are. */
export const WAYS = ["here", "link", "file"] as const;
export type Way = (typeof WAYS)[number];

/** What each way has led to so far; what was found on one stays when another one is tried. */
export interface Search {
  readonly way: Way;
  readonly link: string;
  readonly linked: Found | null;
  readonly file: string;
  readonly filed: Found | null;
  /** The poll that was chosen on each way. */
  readonly chosen: Readonly<Partial<Record<Way, PollId>>>;
  /** Whether the only poll of this session is taken unasked; not where one is compared already and may only be renamed. */
  readonly eager: boolean;
}

/** What there is to choose from on the way that is taken; `null` where nothing was looked into yet. */
export type Offer =
  | { readonly is: "polls"; readonly polls: readonly Earlier[] }
  | { readonly is: "nothing" }
  | Exclude<Found, { readonly is: "found" }>;

/** The other polls of a session, in its order. */
export function othersOf(desk: Desk, poll: PollLine): readonly Earlier[] {
  const others = desk.room.script?.polls.filter(({ id }) => id !== poll.id) ?? [];
  return others.map((other) => {
    const { kind, question } = other.spec;
    return { id: other.id, kind, question, turnout: turnoutOf(desk, other) };
  });
}

/** Start where there is most likely something: in this session if it has an answered poll of the kind. */
export function searchFor(desk: Desk, poll: PollLine): Search {
  const here = usable(othersOf(desk, poll), poll.spec.kind);
  return {
    way: here.length > 0 ? "here" : "link",
    link: "",
    linked: null,
    file: "",
    filed: null,
    chosen: {},
    eager: poll.edition === null,
  };
}

function usable(polls: readonly Earlier[], kind: string): readonly Earlier[] {
  return polls.filter((one) => one.kind === kind && one.turnout > 0);
}

function of(found: Found | null): Offer {
  if (found === null) return { is: "nothing" };
  return found.is === "found" ? { is: "polls", polls: found.archive.polls } : found;
}

/** The polls of the same kind on the way that is taken. */
export function offerOf(search: Search, desk: Desk, poll: PollLine): Offer {
  const ways = {
    here: () => ({ is: "polls", polls: othersOf(desk, poll) }) as const,
    link: () => of(search.linked),
    file: () => of(search.filed),
  };
  const offer = ways[search.way]();
  if (offer.is !== "polls") return offer;
  return { is: "polls", polls: offer.polls.filter(({ kind }) => kind === poll.spec.kind) };
}

/** The poll that is chosen: the one that was pressed, or the only one that has answers. */
export function chosenOf(search: Search, offer: Offer): PollId | null {
  if (offer.is !== "polls") return null;
  const answered = offer.polls.filter(({ turnout }) => turnout > 0);
  const pressed = answered.find(({ id }) => id === search.chosen[search.way]);
  const only = answered.length === 1 && (search.way !== "here" || search.eager) ? answered[0] : undefined;
  return (pressed ?? only)?.id ?? null;
}

/** What is to be sent where nothing else was chosen: the names alone, once they are others. */
export function renamed(edition: Edition | null, names: Names): Choice | null {
  const others = edition !== null && (edition.then !== names.earlier || edition.now !== names.present);
  return others ? { from: "now" } : null;
}

/** What is to be sent for what was chosen; `own` is this session's place, `linked` what the link says. */
export function choiceOf(search: Search, poll: PollId | null, own: Place, linked: Linked): Choice | null {
  if (poll === null) return null;
  if (search.way === "here") return { from: "session", place: own, poll };
  if (search.way === "link")
    return linked.is === "place" ? { from: "session", place: linked.place, poll } : null;
  return search.filed?.is === "found" ? { from: "archive", archive: search.filed.archive, poll } : null;
}
