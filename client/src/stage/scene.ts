// What fills the stage, from what the page knows of its session. Pure, and exhaustive: every state of a session has a scene.
import { OTHER_ROLE } from "../link.ts";
import { about, type Room, receive, turnoutOf } from "../model.ts";
import { CLOSE, type Drawn, type Frame, type PollNow } from "../protocol.ts";

export type Scene =
  /** The server will not have this page, or the page the link: it is wrong or another page's, or the session was deleted. */
  | { readonly show: "over"; readonly why: "gone" | "token" | "refused" | "role" | "facilitator" }
  | { readonly show: "connecting" }
  /** No poll is on the stage. */
  | { readonly show: "waiting" }
  /** How to join, as nobody has answered (yet). */
  | { readonly show: "invite"; readonly poll: PollNow; readonly why: "draft" | "empty" | "none" }
  /** The turnout alone, as the results are kept from the room. */
  | { readonly show: "tree"; readonly poll: PollNow; readonly turnout: number }
  | { readonly show: "figure"; readonly poll: PollNow; readonly drawn: Drawn }
  /** The poll is there and its numbers are on their way: an instant that must not flash. */
  | { readonly show: "pending"; readonly poll: PollNow };

export function sceneOf(room: Room): Scene {
  if (room.link.at === "over") return { show: "over", why: whyOver(room, room.link.code) };
  if (room.now === null) return { show: "connecting" };
  const poll = room.now.poll;
  if (poll === null) return { show: "waiting" };
  if (poll.phase === "draft") return { show: "invite", poll, why: "draft" };
  const turnout = turnoutOf(room);
  if (turnout === null) return { show: "pending", poll };
  if (turnout === 0) return { show: "invite", poll, why: poll.phase === "open" ? "empty" : "none" };
  if (!poll.revealed) return { show: "tree", poll, turnout };
  const drawn = about(poll, room.figure);
  return drawn === null ? { show: "pending", poll } : { show: "figure", poll, drawn };
}

function whyOver(room: Room, code: number): Extract<Scene, { show: "over" }>["why"] {
  if (code === OTHER_ROLE) return room.welcome?.role === "facilitator" ? "facilitator" : "role";
  if (code === CLOSE.NO_SESSION) return "gone";
  return code === CLOSE.WRONG_TOKEN ? "token" : "refused";
}

/** Take in a frame; the very same room where the frame says nothing new, so that nothing is drawn again. */
export function heard(room: Room, frame: Frame): Room {
  const next = receive(room, frame);
  if (next === room) return room;
  const topic = frame.is as keyof Room;
  return JSON.stringify(room[topic]) === JSON.stringify(next[topic]) ? room : next;
}

/** What the strip says about the line to the server; "well" says nothing. */
export type Health = "well" | "cut" | "store";

export function healthOf(room: Room): Health {
  if (room.now !== null && room.link.at !== "live") return "cut";
  return room.presence?.store === "away" ? "store" : "well";
}
