// The links of a session that has just begun, kept by this tab alone and only until the person goes on. Whoever has them
// runs the session, so no other tab and no later day finds them; but they are shown once, so a reload, or a browser that
// dropped the page to save memory, must not lose them for ever. A question before leaving would keep nothing, and would
// not be asked on most phones.
import type { Begun } from "../landing.ts";

const KEY = "palabre:begun";

export interface Kept {
  links(): Begun | null;
  keep(begun: Begun): void;
  forget(): void;
}

/** Open what this tab keeps. A browser that keeps nothing is met with silence. */
export function openKept(tab: () => Storage): Kept {
  function silently<T>(act: (storage: Storage) => T): T | null {
    try {
      return act(tab());
    } catch {
      return null;
    }
  }
  return {
    links: () => silently((storage) => JSON.parse(storage.getItem(KEY) ?? "null") as Begun | null),
    keep(begun) {
      silently((storage) => storage.setItem(KEY, JSON.stringify(begun)));
    },
    forget() {
      silently((storage) => storage.removeItem(KEY));
    },
  };
}
