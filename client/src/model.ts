// What a page knows of its session: the latest frame of each topic, and the state of its link. Pure. Frames replace and
// never patch, in any order between topics; so whatever was known before, the frames of a fresh snapshot tell a page what
// they tell to one that knew nothing (model.test.ts). Read a poll's frames through `about`, which leaves out those of
// another poll or run, and results only while the poll is revealed.
import type { LinkState } from "./link.ts";
import type { Frame, FrameOf, Mine, PollNow } from "./protocol.ts";

/** The frames that are facts and stay true until the next of their kind; the others answer one command. */
const TOPICS = [
  "welcome",
  "now",
  "mine",
  "turnout",
  "results",
  "figure",
  "script",
  "presence",
  "audience",
] as const;
export type Topic = (typeof TOPICS)[number];

export type Room = { readonly link: LinkState } & { readonly [T in Topic]: FrameOf<T> | null };

/** The room of a page that has just been opened. */
export const EMPTY: Room = {
  link: { at: "opening", tries: 0, open: false },
  welcome: null,
  now: null,
  mine: null,
  turnout: null,
  results: null,
  figure: null,
  script: null,
  presence: null,
  audience: null,
};

function isFact(frame: Frame): frame is FrameOf<Topic> {
  return (TOPICS as readonly string[]).includes(frame.is);
}

/** The room after one frame. Answers to commands change nothing here. */
export function receive(room: Room, frame: Frame): Room {
  if (!isFact(frame)) return room;
  if (frame.is === "mine" && outdated(room.mine, frame)) return room;
  return { ...room, [frame.is]: frame };
}

/** Of one's own ballots in one run the highest revision counts, whatever overtook what. */
function outdated(known: Mine | null, mine: Mine): boolean {
  return known !== null && known.poll === mine.poll && known.run === mine.run && known.rev > mine.rev;
}

/** The room after its link has changed. */
export function linked(room: Room, link: LinkState): Room {
  return { ...room, link };
}

/** A poll's frame if it is about this poll as it stands, else nothing. */
export function about<F extends { readonly poll: string; readonly run: number }>(
  poll: PollNow | null,
  frame: F | null,
): F | null {
  return poll !== null && frame !== null && frame.poll === poll.id && frame.run === poll.run ? frame : null;
}

/** How many ballots the poll on the stage has, from whichever frame says so. */
export function turnoutOf(room: Room): number | null {
  const poll = room.now?.poll ?? null;
  const known = poll?.revealed
    ? (about(poll, room.figure) ?? about(poll, room.results) ?? about(poll, room.turnout))
    : about(poll, room.turnout);
  return known?.turnout ?? null;
}
