// One page's connection to /api/live: the socket, the timer and the refs around the pure machine in linkstep.ts.
// Frames and answers come out, commands go in. Promise: an answer reaches whoever asked exactly once; if the link breaks
// first, they are told `lost` and do not know whether the command was obeyed.
import { ABNORMAL, begin, type LinkEffect, type LinkEvent, type LinkState, step } from "./linkstep.ts";
import { CLOSE, type Command, type Frame, type RefusalCode, type Role } from "./protocol.ts";

export type { LinkState } from "./linkstep.ts";

type WithoutRef<C> = C extends Command ? Omit<C, "ref"> : never;
/** A command as pages write it; the link gives it its ref. */
export type Unsent = WithoutRef<Command>;
export type Hello = Extract<Unsent, { readonly do: "join" | "enter" }>;

export type Lost = { readonly is: "lost" };
/** What a command is answered with. */
export type Answer = Extract<Frame, { readonly ref: unknown }> | Lost;

/** What a link needs of the world; `browser()` is the real one. */
export interface World {
  socket(): WebSocket;
  /** Call back once, later; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
  nowMs(): number;
  random(): number;
  /** Whether the page can be seen. */
  seen(): boolean;
  /** Call back when a link should try at once, and when the device has lost its network; the returned function ends it. */
  onTurn(call: (turn: "nudged" | "offline") => void): () => void;
}

/** Why a link is over whose hello was welcomed as another role than its page is for; no server closes with this code. */
export const OTHER_ROLE = 4900;

/** What the link tells its page. `hello` is asked anew for every connection. */
export interface Ears {
  /** The role that the page is for. Welcomed as any other, the link is over, and the page has that welcome. */
  readonly role: Role;
  hello(): Hello;
  onFrame(frame: Frame): void;
  /** Called after each change; a new link is `opening`. */
  onState(state: LinkState): void;
}

export interface Link {
  /** Send a command and wait for its answer; `lost` at once while there is no connection. */
  ask(command: Unsent): Promise<Answer>;
  /** See whether the server is still there, as an answer takes too long. */
  doubt(): void;
  stop(): void;
}

/** Why a hello can be refused for good, as the close code that means the same. */
const FINAL: Readonly<Partial<Record<RefusalCode, number>>> = {
  unknown_code: CLOSE.NO_SESSION,
  unknown_session: CLOSE.NO_SESSION,
  wrong_token: CLOSE.WRONG_TOKEN,
  bad_command: CLOSE.NOT_PALABRE,
};

/** Open a link and keep it open until the server says otherwise or it is stopped. */
export function connect(world: World, ears: Ears): Link {
  const [start, first] = begin();
  let state = start;
  let socket: WebSocket | null = null;
  let cancel = (): void => {};
  let lastRef = 0;
  let helloRef = -1;
  let stopped = false;
  const waiting = new Map<number, (answer: Answer) => void>();

  function tell(event: LinkEvent): void {
    if (stopped) return;
    const chance = { nowMs: world.nowMs(), random: world.random(), seen: world.seen() };
    const [next, effects] = step(state, event, chance);
    const changed = next !== state;
    state = next;
    for (const effect of effects) perform(effect);
    if (changed) ears.onState(state);
  }

  function perform(effect: LinkEffect): void {
    switch (effect.do) {
      case "open":
        open();
        break;
      case "greet":
        helloRef = send(ears.hello());
        break;
      case "ping":
        send({ do: "ping" });
        break;
      case "drop":
        drop();
        break;
      case "wake":
        cancel();
        cancel = world.after(effect.afterMs, () => tell({ is: "due" }));
        break;
    }
  }

  function open(): void {
    const mine = world.socket();
    socket = mine;
    mine.onopen = () => {
      if (socket === mine) tell({ is: "opened" });
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      if (socket === mine && typeof event.data === "string") hear(JSON.parse(event.data) as Frame);
    };
    mine.onclose = (event) => {
      if (socket === mine) tell({ is: "closed", code: event.code || ABNORMAL });
    };
  }

  function drop(): void {
    cancel();
    const old = socket;
    socket = null;
    old?.close();
    for (const answer of waiting.values()) answer({ is: "lost" });
    waiting.clear();
  }

  function hear(frame: Frame): void {
    if (frame.is === "welcome") {
      tell(frame.role === ears.role ? { is: "welcomed" } : { is: "closed", code: OTHER_ROLE });
    } else if (frame.is === "refused" && frame.ref === helloRef && state.at === "opening") {
      tell({ is: "closed", code: FINAL[frame.code] ?? CLOSE.STORE_AWAY });
    } else tell({ is: "heard" });
    if ("ref" in frame && frame.ref !== null) {
      waiting.get(frame.ref)?.(frame);
      waiting.delete(frame.ref);
    }
    if (frame.is !== "pong") ears.onFrame(frame);
  }

  function send(command: Unsent): number {
    lastRef += 1;
    socket?.send(JSON.stringify({ ...command, ref: lastRef }));
    return lastRef;
  }

  const unturn = world.onTurn((turn) => tell({ is: turn }));
  for (const effect of first) perform(effect);

  return {
    ask: (command) =>
      new Promise((resolve) => {
        if (state.at !== "live" || stopped) resolve({ is: "lost" });
        else waiting.set(send(command), resolve);
      }),
    doubt: () => tell({ is: "doubted" }),
    stop() {
      stopped = true;
      unturn();
      drop();
    },
  };
}

/** The world of a page in a browser. */
export function browser(page: Window): World {
  const address = new URL("/api/live", page.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const seen = () => page.document.visibilityState === "visible";
  return {
    socket: () => new WebSocket(address),
    after(ms, call) {
      const timer = page.setTimeout(call, ms);
      return () => page.clearTimeout(timer);
    },
    nowMs: () => performance.now(),
    random: () => Math.random(),
    seen,
    onTurn(call) {
      const online = () => call("nudged");
      const offline = () => call("offline");
      const shown = () => {
        if (seen()) call("nudged");
      };
      page.addEventListener("online", online);
      page.addEventListener("offline", offline);
      page.document.addEventListener("visibilitychange", shown);
      return () => {
        page.removeEventListener("online", online);
        page.removeEventListener("offline", offline);
        page.document.removeEventListener("visibilitychange", shown);
      };
    },
  };
}
