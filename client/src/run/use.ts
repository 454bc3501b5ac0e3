// The one place where the desk meets the world: the link, the tab's storage and the clipboard.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Answer, browser, connect, type Link } from "../link.ts";
import type { Place } from "./address.ts";
import { type Desk, type DeskEvent, emptyDesk, move, type Typing } from "./desk.ts";

function typingKey({ session }: Place): string {
  return `palabre-typing:${session}`;
}

/** What was being typed when the tab was loaded again. A browser that keeps nothing starts empty. */
function recall(place: Place): Typing {
  try {
    const kept = sessionStorage.getItem(typingKey(place));
    return kept === null
      ? { at: "nothing" }
      : { ...(JSON.parse(kept) as Typing), ...({ saving: { is: "no" } } as object) };
  } catch {
    return { at: "nothing" };
  }
}

function keep(place: Place, typing: Typing): void {
  try {
    if (typing.at === "nothing") sessionStorage.removeItem(typingKey(place));
    else sessionStorage.setItem(typingKey(place), JSON.stringify(typing));
  } catch {
    // What is typed then lives as long as the page.
  }
}

export interface Facilitating {
  readonly desk: Desk;
  tell(event: DeskEvent): void;
}

/** The desk of a session, kept up to date as long as the page is open. */
export function useDesk(place: Place): Facilitating {
  const [desk, setDesk] = useState<Desk>(() => ({ ...emptyDesk, typing: recall(place) }));
  const latest = useRef(desk);
  const link = useRef<Link | null>(null);
  const tell = useMemo(() => {
    const told = (event: DeskEvent): void => {
      const { desk: next, send } = move(latest.current, event);
      if (next.typing !== latest.current.typing) keep(place, next.typing);
      latest.current = next;
      setDesk(next);
      if (send === null) return;
      const answer: Promise<Answer> = link.current?.ask(send) ?? Promise.resolve({ is: "lost" });
      void answer.then((answer) => told({ on: "answer", answer }));
    };
    return told;
  }, [place]);
  useEffect(() => {
    const made = connect(browser(window), {
      role: "facilitator",
      hello: () => ({ do: "enter", ...place }),
      onFrame: (frame) => tell({ on: "frame", frame }),
      onState: (state) => tell({ on: "link", link: state }),
    });
    link.current = made;
    return () => made.stop();
  }, [place, tell]);
  return { desk, tell };
}

/** Put a text on the clipboard, also where the page is not secure enough for the modern way. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

const LETTERS = "palabre-letters";

/** Whether single letters act; a browser that keeps nothing has them on. */
export function lettersKept(): boolean {
  try {
    return localStorage.getItem(LETTERS) !== "off";
  } catch {
    return true;
  }
}

export function keepLetters(on: boolean): void {
  try {
    localStorage.setItem(LETTERS, on ? "on" : "off");
  } catch {
    // It then holds for this page.
  }
}

/** Where a press happened, for keys.ts. */
export function whereOf(target: EventTarget | null): "text" | "button" | "page" {
  if (!(target instanceof Element)) return "page";
  if (target.closest("input, textarea, select, dialog, [contenteditable]") !== null) return "text";
  return target.closest("button, a, summary") === null ? "page" : "button";
}
