// Where a phone keeps it: one random id for a session, for a day at most, with the casts not yet acknowledged; and, in the
// tab alone, what the person has typed and not sent. Nothing else, ever. A browser that keeps nothing (or refuses to)
// gets the same promises for as long as the page is open.
import { DAY_MS, type Drafts, type Kept, recall, recallDrafts, textOf } from "./memory.ts";
import type { Outbox } from "./outbox.ts";
import type { Me } from "./protocol.ts";

const PREFIX = "palabre:";

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
  /** Remove everything and keep no more: there is no such session. */
  forget(): void;
}

/** 128 random bits as base64url. */
export function randomId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): Me {
  const bytes = new Uint8Array(16);
  fill(bytes);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
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

function remove(storage: () => Storage, key: string): void {
  try {
    storage().removeItem(key);
  } catch {
    // Nothing can be kept here, so nothing was.
  }
}

/** Remove what is a day old or was never a phone's own. Every page that people come to does it. */
export function sweep(storage: () => Storage, nowMs: number): void {
  try {
    const keys = Object.keys(storage()).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) {
      if (recall(storage().getItem(key), nowMs) === null) storage().removeItem(key);
    }
  } catch {
    // Nothing can be kept here, so nothing was.
  }
}

/**
 * Open what this phone keeps under a join code, made now if there is nothing: at once, so that two tabs opened together
 * are one participant. Once it is a day old, or somebody has removed it, this page lives on by its memory alone.
 */
export function openLocker(page: Window, code: string, now: () => number): Locker {
  const key = `${PREFIX}${code}`;
  const local = () => page.localStorage;
  const tab = () => page.sessionStorage;
  sweep(local, now());
  let kept: Kept = recall(read(local, key), now()) ?? {
    me: randomId((bytes) => void page.crypto.getRandomValues(bytes)),
    untilMs: now() + DAY_MS,
    casts: {},
  };
  let shared = write(local, key, textOf(kept));
  let alone = false;

  function casts(): Outbox {
    if (!shared || alone) return kept.casts;
    sweep(local, now());
    const stored = recall(read(local, key), now());
    if (stored?.me === kept.me) kept = stored;
    else alone = true;
    return kept.casts;
  }

  return {
    me: kept.me,
    casts,
    change(change) {
      kept = { ...kept, casts: change(casts()) };
      if (!alone) shared = write(local, key, textOf(kept));
      return kept.casts;
    },
    onChange(call) {
      const heard = (event: StorageEvent) => {
        if (event.key === key) call(casts());
      };
      page.addEventListener("storage", heard);
      return () => page.removeEventListener("storage", heard);
    },
    drafts: () => recallDrafts(read(tab, key)),
    keepDrafts(drafts) {
      write(tab, key, JSON.stringify(drafts));
    },
    forget() {
      alone = true;
      remove(local, key);
      remove(tab, key);
    },
  };
}
