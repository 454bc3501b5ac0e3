// When a link opens, greets, pings, gives up and comes back: a pure state machine. Knows no socket, clock or frame;
// link.ts carries out its effects. Invariant: at most one socket and one timer exist, and every state but `over` has
// something under way that leads out of it.
import { CLOSE, returns } from "./protocol.ts";

export type LinkState =
  /** A socket is being opened, or the hello has been sent on it and nobody has answered yet. */
  | { readonly at: "opening"; readonly tries: number; readonly open: boolean }
  /** Welcomed. `pinged` while a ping is unanswered. */
  | { readonly at: "live"; readonly tries: number; readonly sinceMs: number; readonly pinged: boolean }
  /** Between two tries. */
  | { readonly at: "waiting"; readonly tries: number }
  /** The server said not to come back; `code` is its close code. */
  | { readonly at: "over"; readonly code: number };

export type LinkEvent =
  | { readonly is: "opened" }
  | { readonly is: "welcomed" }
  /** Any frame at all. */
  | { readonly is: "heard" }
  | { readonly is: "closed"; readonly code: number }
  /** The one timer has run out. */
  | { readonly is: "due" }
  /** The device is back online, or somebody looks at the page again. */
  | { readonly is: "nudged" }
  /** Somebody waits for an answer for longer than a live server takes. */
  | { readonly is: "doubted" }
  /** The device says that it has no network. */
  | { readonly is: "offline" };

export type LinkEffect =
  | { readonly do: "open" }
  | { readonly do: "greet" }
  | { readonly do: "ping" }
  | { readonly do: "drop" }
  /** Set the one timer, in place of the one that ran. */
  | { readonly do: "wake"; readonly afterMs: number };

/** The outside that the machine may not reach for. */
export interface Chance {
  readonly nowMs: number;
  /** From 0 up to but not 1. */
  readonly random: number;
  /** Whether the page can be seen. */
  readonly seen: boolean;
}
export type LinkStep = readonly [LinkState, readonly LinkEffect[]];

/** A close without a code of ours: the network's doing, or a ping that nobody answered. */
export const ABNORMAL = 1006;

export const BASE_MS = 250;
/** Everybody is back within 3 s of a disturbance's end (DESIGN.md, promise 6.4), so nobody may wait longer than that. */
export const CAP_MS = 2_500;
/** A socket that has not opened, or a hello that nobody has answered, for this long is given up: longer than a TCP
 * handshake whose first two packets were lost (1 s and 2 s), no longer than a person looks at "Connecting…". */
const OPEN_MS = 4_000;
/** After this long without a frame the server is asked whether it is there; its answer may take ANSWER_MS. */
export const PING_MS = 5_000;
export const ANSWER_MS = 3_000;
/** The same while nobody can see the page; whoever turns to it has the server asked at once. */
export const UNSEEN_PING_MS = 20_000;
/** How long the server may take once its silence was noticed. A command can wait 4 s for the store (two calls of 2 s), and
 * what follows it is answered after it: so no answer in the courier's 3 s and these 2 s is no server. */
export const DOUBT_MS = 2_000;
/** A link that lived this long was a good one: the next try comes at once again. */
export const STEADY_MS = 10_000;
/** The codes that ask for a pause. */
const PAUSED: readonly number[] = [CLOSE.FLOOD, CLOSE.STORE_AWAY, CLOSE.FAULT];
/** So many tries behind the first is a server that asked for a pause. */
const PAUSED_TRIES = 4;

const wake = (afterMs: number): LinkEffect => ({ do: "wake", afterMs });

/** Full jitter: anything up to the bound, so that a hall that lost its Wi-Fi does not return as one. */
export function backoffMs(tries: number, random: number): number {
  return random * Math.min(CAP_MS, BASE_MS * 2 ** tries);
}

/** The first step of every link. */
export function begin(): LinkStep {
  return opening(0);
}

function opening(tries: number): LinkStep {
  return [{ at: "opening", tries, open: false }, [{ do: "open" }, wake(OPEN_MS)]];
}

function retry(tries: number, { random }: Chance): LinkStep {
  return [{ at: "waiting", tries: tries + 1 }, [{ do: "drop" }, wake(backoffMs(tries, random))]];
}

function closed(state: LinkState, code: number, chance: Chance): LinkStep {
  if (state.at === "over" || state.at === "waiting") return [state, []];
  if (!returns(code)) return [{ at: "over", code }, [{ do: "drop" }]];
  const steady = state.at === "live" && chance.nowMs - state.sinceMs >= STEADY_MS;
  const tries = steady ? 0 : state.tries;
  const paused = PAUSED.includes(code);
  return retry(paused ? Math.max(tries, PAUSED_TRIES) : tries, chance);
}

function due(state: LinkState, chance: Chance): LinkStep {
  switch (state.at) {
    case "opening":
      return retry(state.tries, chance);
    case "live":
      return state.pinged ? closed(state, ABNORMAL, chance) : ping(state, ANSWER_MS);
    case "waiting":
      return opening(state.tries);
    case "over":
      return [state, []];
  }
}

/** Ask the server whether it is there. While it is being asked the timer runs on, so that no asking puts off its end. */
function ping(state: LinkState, answerMs: number): LinkStep {
  if (state.at !== "live" || state.pinged) return [state, []];
  return [{ ...state, pinged: true }, [{ do: "ping" }, wake(answerMs)]];
}

function nextPing({ seen }: Chance): LinkEffect {
  return wake(seen ? PING_MS : UNSEEN_PING_MS);
}

/** Take one event. An event that no longer fits the state changes nothing. */
export function step(state: LinkState, event: LinkEvent, chance: Chance): LinkStep {
  switch (event.is) {
    case "opened":
      if (state.at !== "opening") return [state, []];
      return [{ ...state, open: true }, [{ do: "greet" }, wake(OPEN_MS)]];
    case "welcomed":
      if (state.at !== "opening") return [state, []];
      return [{ at: "live", tries: state.tries, sinceMs: chance.nowMs, pinged: false }, [nextPing(chance)]];
    case "heard":
      if (state.at !== "live") return [state, []];
      return [state.pinged ? { ...state, pinged: false } : state, [nextPing(chance)]];
    case "closed":
      return closed(state, event.code, chance);
    case "due":
      return due(state, chance);
    case "nudged":
      return state.at === "waiting" ? opening(state.tries) : ping(state, ANSWER_MS);
    case "doubted":
      return ping(state, DOUBT_MS);
    case "offline":
      return closed(state, ABNORMAL, chance);
  }
}
