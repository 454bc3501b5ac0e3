// The stage's ties to the browser, as hooks: a live session, its words, a box's size, idleness. Each cleans up after itself.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { choose, dress } from "../i18n.ts";
import { EDITIONS } from "../kinds.ts";
import { browser, connect, type Link } from "../link.ts";
import { EMPTY, linked, type Room } from "../model.ts";
import type { Drawn, View } from "../protocol.ts";
import type { Where } from "./address.ts";
import { sameView } from "./look.ts";
import { fitSize } from "./question.ts";
import { heard } from "./scene.ts";
import { type After, type Latest, settled, throttled } from "./throttle.ts";
import { loadStage, type Say } from "./words.ts";

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A timer of this page. */
export const after: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/** Stay connected as a stage, and tell the server whenever another view is wanted. */
export function useLive(where: Extract<Where, { found: true }>, view: View | null) {
  const [room, setRoom] = useState<Room>(EMPTY);
  const link = useRef<Link | null>(null);
  const wanted = useRef(view);
  const told = useRef(view);
  wanted.current = view;
  const ready = view !== null;

  useEffect(() => {
    if (!ready) return;
    const { session, token } = where;
    const live = connect(browser(window), {
      role: "stage",
      hello() {
        told.current = wanted.current;
        return { do: "enter", session, token, view: wanted.current ?? {} };
      },
      onFrame: (frame) => setRoom((known) => heard(known, frame)),
      onState: (state) => setRoom((known) => linked(known, state)),
    });
    link.current = live;
    return () => live.stop();
  }, [where, ready]);

  useEffect(() => {
    if (room.link.at !== "live" || view === null) return;
    if (told.current !== null && sameView(told.current, view)) return;
    told.current = view;
    void link.current?.ask({ do: "look", view });
  }, [view, room.link.at]);

  return { room, link };
}

/** The stage's words in a language; those of the language before until they have come. */
export function useWords(lang: string): Say | null {
  const [words, setWords] = useState<Say | null>(null);
  useEffect(() => {
    let current = true;
    void loadStage(choose([lang])).then((loaded) => {
      if (!current) return;
      dress(document.documentElement, loaded);
      setWords(loaded);
    });
    return () => {
      current = false;
    };
  }, [lang]);
  return words;
}

/** The last variant in which a poll stood alone, to go back to from its earlier edition. */
export function useAlone(drawn: Drawn | null) {
  const alone = useRef<string | null>(null);
  useEffect(() => {
    if (drawn !== null && drawn.variant !== EDITIONS) alone.current = drawn.variant;
  }, [drawn]);
  return alone;
}

/** The size of the element that `ref` is given to, now and whenever it changes. */
export function useBox() {
  const [element, ref] = useState<HTMLElement | null>(null);
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  useEffect(() => {
    if (element === null) return;
    const measure = () => setBox({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return { ref, box };
}

/** A value that follows another one once that has kept still; the first one at once. */
export function useSettled<T>(value: T | null, ms: number): T | null {
  const [held, setHeld] = useState(value);
  useEffect(() => {
    if (held === null) setHeld(value);
    const latest = settled<T | null>(ms, after, setHeld);
    latest.offer(value);
    return () => latest.stop();
  }, [value, ms]);
  return held;
}

/** A value that follows another one, but not more often than every `ms`. */
export function useThrottled<T>(value: T, ms: number): T {
  const [held, setHeld] = useState(value);
  const latest = useRef<Latest<T> | null>(null);
  useEffect(() => {
    latest.current = throttled<T>(ms, after, setHeld);
    return () => latest.current?.stop();
  }, [ms]);
  useEffect(() => latest.current?.offer(value), [value]);
  return held;
}

/** Make a text as large as its place allows, again when the text, the place or the letters change. */
export function useFit(text: string, box: Box) {
  const ref = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const enlarge = () => {
      const size = fitSize((units) => linesAt(element, units));
      element.style.setProperty("--size", String(size));
    };
    enlarge();
    document.fonts.addEventListener("loadingdone", enlarge);
    return () => document.fonts.removeEventListener("loadingdone", enlarge);
  }, [text, box.width, box.height]);
  return ref;
}

function linesAt(element: HTMLElement, units: number): number {
  element.style.setProperty("--size", String(units));
  const line = Number.parseFloat(getComputedStyle(element).lineHeight);
  return Math.round(element.scrollHeight / line);
}

/** Whether nobody has moved the pointer for a while; the controls and the pointer hide then. */
export function useIdle(ms: number): boolean {
  const [idle, setIdle] = useState(true);
  useEffect(() => {
    const rest = settled<null>(ms, after, () => setIdle(true));
    const wake = () => {
      setIdle(false);
      rest.offer(null);
    };
    addEventListener("pointermove", wake);
    addEventListener("pointerdown", wake);
    return () => {
      rest.stop();
      removeEventListener("pointermove", wake);
      removeEventListener("pointerdown", wake);
    };
  }, [ms]);
  return idle;
}
