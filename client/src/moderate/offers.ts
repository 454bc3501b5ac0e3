// The cards of what may count as one, as a moderator sees them. Pure. While the pointer or the keyboard is among them,
// cards keep their places and their words, so that nobody takes what was not read: a card that is gone leaves a gap, and
// what is new comes last. A card that was judged says so until it is gone; undo brings it back in its place.
import type { Decision, Suggestion, Suggestions } from "../protocol.ts";

/** What a moderator makes of a card. */
export type Judged = "group" | "apart";

export interface Card {
  readonly id: string;
  readonly offer: Suggestion;
  /** Whether it is still offered. */
  readonly there: boolean;
  readonly judged: Judged | null;
}

export interface Offers {
  /** The poll and run that the cards are of; nothing before the server has said that it suggests at all. */
  readonly of: string | null;
  readonly latest: readonly Suggestion[];
  readonly cards: readonly Card[];
  readonly held: boolean;
  /** Whether all cards are unfolded. */
  readonly open: boolean;
}

export type OffersEvent =
  | { readonly on: "suggestions"; readonly frame: Suggestions }
  | { readonly on: "hold"; readonly held: boolean }
  | { readonly on: "open"; readonly open: boolean }
  | { readonly on: "judge"; readonly id: string; readonly judged: Judged | null };

export const noOffers: Offers = { of: null, latest: [], cards: [], held: false, open: false };

/** So many cards stand there until the others are asked for. */
export const FOLDED = 3;

/** So many cards that are gone unjudged leave a gap while somebody is among the cards. */
export const GAPS = 20;

function idOf(offer: Suggestion): string {
  return offer.keys.join("\n");
}

/** A card may be taken as it was read while what is offered now has all of its entries. */
function covers(latest: Suggestion, offer: Suggestion): boolean {
  return offer.keys.every((key) => latest.keys.includes(key));
}

function fresh(offer: Suggestion): Card {
  return { id: idOf(offer), offer, there: true, judged: null };
}

/** A card among those that are offered now; one that was gone and is offered again is as good as new. */
function among(card: Card, latest: readonly Suggestion[]): Card {
  const there = latest.some((offer) => covers(offer, card.offer));
  return { ...card, there, judged: there && !card.there ? null : card.judged };
}

/** The cards without those that are gone unjudged behind the first so many: what stands before them keeps its place. */
function bounded(cards: readonly Card[]): readonly Card[] {
  const isGap = ({ there, judged }: Card) => !there && judged === null;
  const last = cards.filter(isGap).at(GAPS - 1);
  const end = last === undefined ? cards.length : cards.indexOf(last);
  return cards.filter((card, at) => at <= end || !isGap(card));
}

function settled({ cards, latest, held }: Offers): readonly Card[] {
  if (!held) {
    const known = new Map(cards.filter(({ there }) => there).map((card) => [card.id, card.judged]));
    return latest.map((offer) => ({ ...fresh(offer), judged: known.get(idOf(offer)) ?? null }));
  }
  const kept = cards.map((card) => among(card, latest));
  const isNew = (offer: Suggestion) => !kept.some((card) => card.there && covers(offer, card.offer));
  return [...bounded(kept), ...latest.filter(isNew).map(fresh)];
}

function receive(offers: Offers, frame: Suggestions): Offers {
  const of = `${frame.poll}/${frame.run}`;
  const before = offers.of === of ? offers : { ...noOffers, held: offers.held };
  const next = { ...before, of, latest: frame.suggestions };
  return { ...next, cards: settled(next) };
}

export function turnOffers(offers: Offers, event: OffersEvent): Offers {
  switch (event.on) {
    case "suggestions":
      return receive(offers, event.frame);
    case "hold": {
      if (offers.held === event.held) return offers;
      const next = { ...offers, held: event.held };
      return { ...next, cards: settled(next) };
    }
    case "open":
      return { ...offers, open: event.open };
    case "judge":
      return {
        ...offers,
        cards: offers.cards.map((card) => (card.id === event.id ? { ...card, judged: event.judged } : card)),
      };
    default:
      return event satisfies never;
  }
}

/** Whether a card still waits for somebody's judgement. */
export function waits(card: Card): boolean {
  return card.there && card.judged === null;
}

/** How many cards wait. */
export function waiting({ cards }: Offers): number {
  return cards.filter(waits).length;
}

/** The cards in sight. */
export function inSight({ cards, open }: Offers): readonly Card[] {
  return open ? cards : cards.slice(0, FOLDED);
}

/** How many cards wait out of sight. */
export function folded(offers: Offers): number {
  return waiting(offers) - inSight(offers).filter(waits).length;
}

export function cardOf(offers: Offers, id: string): Card | null {
  return offers.cards.find((card) => card.id === id) ?? null;
}

/** The decision that a judgement comes to. */
export function decisionOn({ offer: { keys } }: Card, judged: Judged): Decision {
  return { decide: judged, keys };
}
