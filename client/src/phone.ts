// What a phone shows: everything that it knows, and the one screen that follows from it. Pure: the page (pages/phone.tsx)
// draws the screen, and the courier carries the answers. Invariant: "counted" is only ever said of a ballot that the
// server has acknowledged, and what the person typed is changed by nobody else.
import type { Ballot, Spec } from "./kinds.ts";
import type { LinkState } from "./link.ts";
import type { Drafts } from "./memory.ts";
import { about, EMPTY, linked, type Room, receive } from "./model.ts";
import type { Outbox, Slot, Verdict } from "./outbox.ts";
import {
  CLOSE,
  type Frame,
  type Localised,
  type Mine,
  type PollNow,
  type Refused,
  type Shown,
} from "./protocol.ts";

export interface Phone {
  readonly room: Room;
  readonly box: Outbox;
  readonly drafts: Drafts;
  /** The run of a poll whose counted answer the person is changing. */
  readonly changing: string | null;
  /** Why the latest cast was not counted, until the person goes on. */
  readonly refusal: { readonly poll: string; readonly run: number; readonly refused: Refused } | null;
  /** The run whose answer has been counted in this very moment: the golden dot arrives once. */
  readonly joy: string | null;
}

export type Screen =
  /** `kept` where an answer that was given before waits to be sent. */
  | { readonly is: "joining"; readonly kept: boolean }
  /** The session is not there: it never was under this code, or it has been deleted. */
  | { readonly is: "gone"; readonly why: "code" | "ended" | "link" }
  /** No poll to answer; the next one comes by itself. `next` is the one on the stage that is about to open. */
  | { readonly is: "wait"; readonly title: Localised; readonly next: PollNow | null }
  | {
      readonly is: "answer";
      readonly poll: PollNow;
      /** What the form starts from, in its own words: what was typed, else what was given. */
      readonly draft: Ballot | null;
      readonly refused: Refused | null;
      /** The answer that was given already and stays if the person leaves it at that. */
      readonly given: Ballot | null;
    }
  | { readonly is: "sending"; readonly poll: PollNow; readonly ballot: Ballot; readonly held: Held }
  | {
      readonly is: "counted";
      readonly poll: PollNow;
      readonly ballot: Ballot;
      readonly joy: boolean;
      readonly results: Shown | null;
    }
  | { readonly is: "closed"; readonly poll: PollNow; readonly own: Own; readonly results: Shown | null };

/** Why an answer is still here. */
export type Held = "no" | "offline" | "store";
/** What became of one's answer to a closed poll; `asking` while a cast is still unanswered. */
export type Own =
  | { readonly is: "counted"; readonly ballot: Ballot }
  | { readonly is: "asking"; readonly ballot: Ballot }
  | { readonly is: "late" }
  | { readonly is: "none" };

/** What the connection is like, in one quiet line. */
export type Line = "opening" | "offline" | "store" | "alone" | "live";

export type PhoneEvent =
  | { readonly is: "frame"; readonly frame: Frame }
  | { readonly is: "link"; readonly link: LinkState }
  | { readonly is: "box"; readonly box: Outbox }
  | { readonly is: "verdict"; readonly slot: Slot; readonly verdict: Verdict }
  /** The person has typed, tapped or moved something. */
  | { readonly is: "drafted"; readonly poll: PollNow; readonly draft: Ballot }
  | { readonly is: "cast"; readonly poll: PollNow }
  | { readonly is: "change"; readonly poll: PollNow }
  /** Leave the counted answer as it is. */
  | { readonly is: "keep" };

export function open(box: Outbox, drafts: Drafts): Phone {
  return { room: EMPTY, box, drafts, changing: null, refusal: null, joy: null };
}

const runOf = (poll: { readonly id: string; readonly run: number }) => `${poll.id} ${poll.run}`;
const runOfSlot = (slot: Slot) => `${slot.poll} ${slot.run}`;

/** The phone after an event. */
export function take(phone: Phone, event: PhoneEvent): Phone {
  switch (event.is) {
    case "frame":
      return { ...phone, room: receive(phone.room, event.frame) };
    case "link":
      return { ...phone, room: linked(phone.room, event.link) };
    case "box":
      return { ...phone, box: event.box };
    case "verdict":
      return judged(phone, event.slot, event.verdict);
    case "drafted":
      return drafted(phone, event.poll, event.draft);
    case "cast":
      return { ...phone, changing: null, refusal: null, joy: null };
    case "change":
      return { ...phone, changing: runOf(event.poll), joy: null };
    case "keep":
      return { ...phone, changing: null, refusal: null };
  }
}

/** Whoever mends a refused change of a counted answer is still changing it. */
function drafted(phone: Phone, poll: PollNow, draft: Ballot): Phone {
  const changing = refusalOf(phone, poll) === null ? phone.changing : runOf(poll);
  return { ...phone, drafts: { ...phone.drafts, [poll.id]: draft }, changing, refusal: null };
}

function judged(phone: Phone, slot: Slot, verdict: Verdict): Phone {
  switch (verdict.is) {
    case "counted": {
      const { poll, run } = slot;
      const mine: Mine = { is: "mine", poll, run, rev: verdict.rev, ballot: verdict.ballot };
      return { ...phone, room: receive(phone.room, mine), joy: runOfSlot(slot) };
    }
    case "refused":
      return { ...phone, refusal: { poll: slot.poll, run: slot.run, refused: verdict.refused } };
    case "again":
    case "later":
    case "superseded":
      return phone;
  }
}

/** Whether a ballot that was kept answers a poll's spec. */
type Fits = (spec: Spec, ballot: Ballot) => boolean;

/** The one screen of a phone. */
export function screenOf(phone: Phone, fits: Fits): Screen {
  const { room } = phone;
  if (room.link.at === "over") return { is: "gone", why: whyGone(room, room.link.code) };
  if (room.now === null) return { is: "joining", kept: Object.keys(phone.box).length > 0 };
  const { poll, title } = room.now;
  if (poll === null || poll.phase === "draft") return { is: "wait", title, next: poll };
  return poll.phase === "open" ? openScreen(phone, poll, fits) : closedScreen(phone, poll, fits);
}

function whyGone(room: Room, code: number): "code" | "ended" | "link" {
  if (code === CLOSE.NO_SESSION) return room.welcome === null ? "code" : "ended";
  return "link";
}

/** A ballot that was kept, if it answers the poll. */
function fitting(poll: PollNow, ballot: Ballot | undefined, fits: Fits): Ballot | null {
  return ballot?.kind === poll.spec.kind && fits(poll.spec, ballot) ? ballot : null;
}

/** What waits to be sent to this run of the poll. */
function givenTo(phone: Phone, poll: PollNow, fits: Fits): Ballot | null {
  const slot = phone.box[poll.id];
  return slot?.run === poll.run ? fitting(poll, slot.ballot, fits) : null;
}

function countedOf(phone: Phone, poll: PollNow): Ballot | null {
  return about(poll, phone.room.mine)?.ballot ?? null;
}

/** The highest revision that this phone knows of its ballots in a poll's run. */
export function seenOf(phone: Phone, poll: PollNow): number {
  return about(poll, phone.room.mine)?.rev ?? 0;
}

function openScreen(phone: Phone, poll: PollNow, fits: Fits): Screen {
  const given = givenTo(phone, poll, fits);
  const counted = countedOf(phone, poll);
  const refused = refusalOf(phone, poll);
  const run = runOf(poll);
  if (phone.changing !== run && refused === null) {
    if (given !== null) return { is: "sending", poll, ballot: given, held: heldBy(phone.room) };
    if (counted !== null) {
      return {
        is: "counted",
        poll,
        ballot: counted,
        joy: phone.joy === run,
        results: resultsOf(phone, poll),
      };
    }
  }
  const typed = fitting(poll, phone.drafts[poll.id], fits);
  return { is: "answer", poll, draft: typed ?? given ?? counted, refused, given: given ?? counted };
}

/** Why the latest cast in this run was not counted; of an earlier run, only that it was started again. */
function refusalOf({ refusal }: Phone, poll: PollNow): Refused | null {
  if (refusal === null || refusal.poll !== poll.id) return null;
  return refusal.run === poll.run || refusal.refused.code === "reset" ? refusal.refused : null;
}

function closedScreen(phone: Phone, poll: PollNow, fits: Fits): Screen {
  return { is: "closed", poll, own: ownOf(phone, poll, fits), results: resultsOf(phone, poll) };
}

function ownOf(phone: Phone, poll: PollNow, fits: Fits): Own {
  const given = givenTo(phone, poll, fits);
  const counted = countedOf(phone, poll);
  if (given !== null) return { is: "asking", ballot: given };
  if (counted !== null) return { is: "counted", ballot: counted };
  return { is: refusalOf(phone, poll)?.code === "closed" ? "late" : "none" };
}

function resultsOf(phone: Phone, poll: PollNow): Shown | null {
  return poll.revealed ? about(poll, phone.room.results) : null;
}

function heldBy(room: Room): Held {
  if (room.link.at !== "live") return "offline";
  return room.presence?.store === "away" ? "store" : "no";
}

/** The state of the connection, the worst first. */
export function lineOf({ link, presence }: Room): Line {
  if (link.at === "waiting" || (link.at === "opening" && link.tries > 0)) return "offline";
  if (link.at !== "live") return "opening";
  if (presence?.store === "away") return "store";
  return presence?.facilitator === false ? "alone" : "live";
}

/** Changes when a screen is about something else, so that the focus moves to its heading; not while one is used. */
export function turnOf(screen: Screen): string {
  switch (screen.is) {
    case "joining":
    case "gone":
      return screen.is;
    case "wait":
      return screen.next === null ? "wait" : `next ${runOf(screen.next)}`;
    case "sending":
    case "counted":
      return `sent ${runOf(screen.poll)}`;
    case "answer":
    case "closed":
      return `${screen.is} ${runOf(screen.poll)}`;
  }
}
