// What a phone keeps: one random id for a session, for a day at most, with the casts not yet acknowledged; and, in the
// tab alone, what the person has typed and not sent. Nothing else, ever. A browser that keeps nothing (or refuses to)
// gets the same promises for as long as the page is open.
import type { Ballot } from "./kinds.ts";
import type { Outbox } from "./outbox.ts";
import type { Me } from "./protocol.ts";

export const DAY_MS = 86_400_000;
const PREFIX = "palabre:";

interface Kept {
  readonly me: Me;
  readonly untilMs: number;
  readonly casts: Outbox;
}

/** A person's unsent answers by poll. */
export type Drafts = Readonly<Record<string, Ballot>>;

export interface Locker {
  readonly me: Me;
  /** The casts as they are now, whichever tab put them there. */
  casts(): Outbox;
  /** Change the casts as they are now; nothing comes between reading and writing. */
  change(change: (casts: Outbox) => Outbox): Outbox;
  /** Call back when another tab has changed the casts; the returned function ends it. */
  onChange(call: (casts: Outbox) => void): () => void;
  drafts(): Drafts;
  keepDrafts(drafts: Drafts): void;
}

/** 128 random bits as base64url. */
export function randomId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): Me {
  const bytes = new Uint8Array(16);
  fill(bytes);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Storage that is refused, full or switched off is met with silence: the page then lives by its memory. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string): boolean {
  try {
    storage().setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** Remove what older sessions left behind more than a day ago. */
function sweep(storage: () => Storage, nowMs: number): void {
  try {
    const keys = Object.keys(storage()).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) {
      const kept = parse<Kept>(storage().getItem(key));
      if (kept === null || !(kept.untilMs > nowMs)) storage().removeItem(key);
    }
  } catch {
    // Nothing can be kept here, so nothing was.
  }
}

/** Open what this phone keeps under a join code, made now if there is nothing. */
export function openLocker(page: Window, code: string, nowMs: number): Locker {
  const key = `${PREFIX}${code}`;
  const local = () => page.localStorage;
  const tab = () => page.sessionStorage;
  sweep(local, nowMs);
  let kept: Kept = parse<Kept>(read(local, key)) ?? {
    me: randomId((bytes) => void page.crypto.getRandomValues(bytes)),
    untilMs: nowMs + DAY_MS,
    casts: {},
  };
  let shared = write(local, key, JSON.stringify(kept));

  function casts(): Outbox {
    const stored = shared ? parse<Kept>(read(local, key)) : null;
    if (stored?.me === kept.me) kept = stored;
    return kept.casts;
  }

  return {
    me: kept.me,
    casts,
    change(change) {
      kept = { ...kept, casts: change(casts()) };
      shared = write(local, key, JSON.stringify(kept));
      return kept.casts;
    },
    onChange(call) {
      const heard = (event: StorageEvent) => {
        if (event.key === key) call(casts());
      };
      page.addEventListener("storage", heard);
      return () => page.removeEventListener("storage", heard);
    },
    drafts: () => parse<Drafts>(read(tab, key)) ?? {},
    keepDrafts(drafts) {
      write(tab, key, JSON.stringify(drafts));
    },
  };
}
