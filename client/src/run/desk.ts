// Everything the run page knows, and how frames and the facilitator change it: `move(desk, event)` gives the next
// desk and the change to send. Pure; knows no socket, no clock and no page. What is typed stands in `draft` and in
// no frame's reach.
import type { Answer, LinkState } from "../link.ts";
import { EMPTY, linked, type Room, receive } from "../model.ts";
import type { Frame, Localised, PollId, PollLine, Refused, Script, Shown } from "../protocol.ts";
import { type Draft, meanwhile } from "./draft.ts";
import { type Row, settle } from "./order.ts";
import {
  emptyQueue,
  type Outcome,
  type Queue,
  type QueueEvent,
  type Sent,
  turn,
  underway,
  type Wish,
} from "./queue.ts";
import { plannedOrder } from "./step.ts";

/** Something to tell the facilitator once; `serial` tells two equal ones apart. */
export type News = { readonly serial: number } & (
  | { readonly what: "done"; readonly wish: Wish }
  | { readonly what: "refused"; readonly wish: Wish; readonly refused: Refused }
  | { readonly what: "unknown"; readonly wish: Wish }
  | { readonly what: "offline" }
  | { readonly what: "dropped"; readonly draft: Draft }
  | { readonly what: "copied"; readonly copied: "code" | "moderation" }
  | { readonly what: "compared"; readonly compared: boolean }
);
type Untold<N> = N extends { readonly serial: number } ? Omit<N, "serial"> : never;

/** Where saving what is typed stands. */
export type Saving =
  | { readonly is: "no" }
  | { readonly is: "yes" }
  | { readonly is: "refused"; readonly refused: Refused }
  | { readonly is: "unknown" };

export interface Naming {
  readonly title: Localised;
  readonly languages: readonly string[];
}

/** What is being typed, if anything. */
export type Typing =
  | { readonly at: "nothing" }
  | { readonly at: "poll"; readonly draft: Draft; readonly saving: Saving }
  | { readonly at: "title"; readonly naming: Naming; readonly saving: Saving };

export interface Desk {
  readonly room: Room;
  /** Ballots by run of a poll, as last told. */
  readonly turnouts: Readonly<Record<string, number>>;
  readonly rows: readonly Row<PollId>[];
  readonly held: boolean;
  readonly queue: Queue;
  readonly typing: Typing;
  readonly news: News | null;
}

export type DeskEvent =
  | { readonly on: "frame"; readonly frame: Frame }
  | { readonly on: "answer"; readonly answer: Answer }
  | { readonly on: "link"; readonly link: LinkState }
  | { readonly on: "wish"; readonly wish: Wish }
  | { readonly on: "hold"; readonly held: boolean }
  | { readonly on: "draft"; readonly draft: Draft }
  | { readonly on: "naming"; readonly naming: Naming }
  | { readonly on: "save" }
  /** Close what is being typed; `keep` where it can be brought back. */
  | { readonly on: "stop typing"; readonly keep: boolean }
  | { readonly on: "copied"; readonly copied: "code" | "moderation" }
  /** A poll was given an earlier edition, or lost it, over HTTP: the session is at this version now. */
  | { readonly on: "compared"; readonly compared: boolean; readonly version: number }
  | { readonly on: "read" };

export interface Moved {
  readonly desk: Desk;
  readonly send: Sent | null;
}

export const emptyDesk: Desk = {
  room: EMPTY,
  turnouts: {},
  rows: [],
  held: false,
  queue: emptyQueue,
  typing: { at: "nothing" },
  news: null,
};

function runKey(poll: PollId, run: number): string {
  return `${poll}/${run}`;
}

/** How many ballots a poll's current run has, as far as the page was told. */
export function turnoutOf(desk: Desk, poll: PollLine): number {
  return desk.turnouts[runKey(poll.id, poll.run)] ?? poll.turnout;
}

export function isConnected(desk: Desk): boolean {
  return desk.room.link.at === "live";
}

/** The polls as they stand once every move that is on its way is made: quick steps add up. */
export function plannedOf({ room, queue }: Desk): readonly PollId[] {
  return room.script === null ? [] : plannedOrder(room.script, underway(queue));
}

function tell(desk: Desk, news: Untold<News>): Desk {
  return { ...desk, news: { ...news, serial: (desk.news?.serial ?? 0) + 1 } };
}

function only(desk: Desk): Moved {
  return { desk, send: null };
}

function count(desk: Desk, poll: PollId, run: number, turnout: number): Desk {
  return { ...desk, turnouts: { ...desk.turnouts, [runKey(poll, run)]: turnout } };
}

function order(desk: Desk, held: boolean): Desk {
  const latest = desk.room.script?.polls.map(({ id }) => id) ?? [];
  return { ...desk, rows: settle(desk.rows, latest, held) };
}

/** Take over a new script. The own change shows at once; another one's waits where the pointer holds the list. */
function read(desk: Desk, script: Script): Desk {
  const own = script.version <= desk.queue.version;
  const turnouts = Object.fromEntries(script.polls.map(({ id, run, turnout }) => [runKey(id, run), turnout]));
  const { queue } = turn(desk.queue, { on: "seen", version: script.version });
  return order({ ...desk, turnouts, queue }, desk.held && !own);
}

function saved(desk: Desk): Typing {
  return desk.typing.at === "nothing" || desk.typing.saving.is !== "yes" ? desk.typing : { at: "nothing" };
}

function unsaved(desk: Desk, saving: Saving): Typing {
  return desk.typing.at === "nothing" || desk.typing.saving.is !== "yes"
    ? desk.typing
    : { ...desk.typing, saving };
}

function isTyped(wish: Wish): boolean {
  return wish.do === "add" || wish.do === "edit" || wish.do === "rename";
}

function settleOutcome(desk: Desk, outcome: Outcome, refused: Refused | null): Desk {
  const { wish } = outcome;
  switch (outcome.kind) {
    case "done": {
      const done = isTyped(wish) ? { ...desk, typing: saved(desk) } : desk;
      const known = done.room.script !== null && done.room.script.version >= outcome.version;
      return tell(known ? order(done, false) : done, { what: "done", wish });
    }
    case "refused": {
      if (refused === null) return desk;
      if (isTyped(wish)) return { ...desk, typing: unsaved(desk, { is: "refused", refused }) };
      return tell(desk, { what: "refused", wish, refused });
    }
    case "unknown":
      if (isTyped(wish)) return { ...desk, typing: unsaved(desk, { is: "unknown" }) };
      return tell(desk, { what: "unknown", wish });
    default:
      return outcome satisfies never;
  }
}

function queued(desk: Desk, event: QueueEvent, refused: Refused | null = null): Moved {
  const { queue, send, outcome } = turn(desk.queue, event);
  const next = { ...desk, queue };
  return { desk: outcome === null ? next : settleOutcome(next, outcome, refused), send };
}

function hear(before: Desk, frame: Frame): Desk {
  const desk: Desk = { ...before, room: receive(before.room, frame) };
  switch (frame.is) {
    case "script":
      return read(desk, frame);
    case "results":
    case "turnout":
      return count(desk, frame.poll, frame.run, frame.turnout);
    default:
      return desk;
  }
}

function answered(desk: Desk, answer: Answer): Moved {
  switch (answer.is) {
    case "done":
      return queued(desk, { on: "done", version: answer.version });
    case "refused":
      return queued(desk, { on: "refused" }, answer);
    case "lost":
      return queued(desk, { on: "lost" });
    default:
      return only(desk);
  }
}

function wish(desk: Desk, asked: Wish): Moved {
  if (!isConnected(desk)) return only(tell(desk, { what: "offline" }));
  return queued(desk, { on: "ask", wish: asked });
}

/** The change that saves what is typed; none where the poll cannot be edited (any more). */
function wishToSave(desk: Desk, typing: Typing): Wish | null {
  switch (typing.at) {
    case "nothing":
      return null;
    case "title":
      return { do: "rename", ...typing.naming };
    case "poll": {
      const { target, spec } = typing.draft;
      if (target.to === "new") return { do: "add", spec };
      const free = desk.room.script !== null && meanwhile(typing.draft, desk.room.script).is === "untouched";
      return free ? { do: "edit", poll: target.id, spec } : null;
    }
    default:
      return typing satisfies never;
  }
}

function save(desk: Desk): Moved {
  const { typing } = desk;
  if (typing.at === "nothing" || typing.saving.is === "yes") return only(desk);
  const asked = wishToSave(desk, typing);
  if (asked === null || !isConnected(desk)) return only(desk);
  return queued({ ...desk, typing: { ...typing, saving: { is: "yes" } } }, { on: "ask", wish: asked });
}

function stopTyping(desk: Desk, keep: boolean): Desk {
  const { typing } = desk;
  const closed: Desk = { ...desk, typing: { at: "nothing" } };
  return keep && typing.at === "poll" ? tell(closed, { what: "dropped", draft: typing.draft }) : closed;
}

export function move(desk: Desk, event: DeskEvent): Moved {
  switch (event.on) {
    case "frame":
      return only(hear(desk, event.frame));
    case "answer":
      return answered(desk, event.answer);
    case "link":
      return only({ ...desk, room: linked(desk.room, event.link) });
    case "wish":
      return wish(desk, event.wish);
    case "hold":
      return only(order({ ...desk, held: event.held }, event.held));
    case "draft":
      return only({ ...desk, typing: { at: "poll", draft: event.draft, saving: { is: "no" } } });
    case "naming":
      return only({ ...desk, typing: { at: "title", naming: event.naming, saving: { is: "no" } } });
    case "save":
      return save(desk);
    case "stop typing":
      return only(stopTyping(desk, event.keep));
    case "copied":
      return only(tell(desk, { what: "copied", copied: event.copied }));
    case "compared": {
      const { desk: known } = queued(desk, { on: "seen", version: event.version });
      return only(tell(known, { what: "compared", compared: event.compared }));
    }
    case "read":
      return only({ ...desk, news: null });
    default:
      return event satisfies never;
  }
}

/** The results of a poll as it stands, where the server sent them. */
export function resultsOf(desk: Desk, poll: PollLine): Shown | null {
  const { results } = desk.room;
  return results !== null && results.poll === poll.id && results.run === poll.run ? results : null;
}
