// The projected page: one poll, full screen, and the keys that steer it. What is shown follows from `sceneOf`, what a key does
// from `changeOf`; this file only puts them on the page.
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { LANGUAGES, say } from "../i18n.ts";
import { about } from "../model.ts";
import type { Where } from "./address.ts";
import { Bar } from "./Bar.tsx";
import { Covers, type Overlay, toggled } from "./Covers.tsx";
import { type Act, actOf, type Target } from "./keys.ts";
import {
  aspectOf, hasEditions, type Look, viewOf, withEditions, withNextLanguage, withNextTheme, withNextVariant, writeLook,
} from "./look.ts"; // biome-ignore format: one line
import { type Change, changeOf } from "./obey.ts";
import { Picture, Question, Spoken } from "./Picture.tsx";
import { Strip } from "./Strip.tsx";
import { sceneOf } from "./scene.ts";
import { after, useAlone, useBox, useIdle, useLive, useSettled, useWords } from "./use.ts";

const RESIZED_MS = 250;
const IDLE_MS = 2600;
const TOAST_MS = 5000;

interface StageProps {
  readonly where: Extract<Where, { found: true }>;
  readonly start: Look;
}

export function Stage({ where, start }: StageProps) {
  const [look, setLook] = useState(start);
  const [overlay, setOverlay] = useState<Overlay>("none");
  const [toast, setToast] = useState<string | null>(null);
  const { ref, box } = useBox();
  const words = useWords(look.lang);
  const idle = useIdle(IDLE_MS);
  const aspect = useSettled(box.width > 0 ? aspectOf(box.width, box.height) : null, RESIZED_MS);
  const [kind, setKind] = useState("");
  const view = useMemo(() => (aspect === null ? null : viewOf(look, kind, aspect)), [look, kind, aspect]);
  const { room, link } = useLive(where, view);
  const scene = sceneOf(room);
  // A projected address is there for all to read: one that can change the session does not stay in it.
  const exposed = scene.show === "over" && scene.why === "facilitator";
  const poll = room.now?.poll ?? null;
  const drawn = poll?.revealed ? about(poll, room.figure) : null;
  const alone = useAlone(drawn);

  useEffect(() => setKind(poll?.spec.kind ?? ""), [poll?.spec.kind]);
  useEffect(() => wear(look), [look]);
  useEffect(() => {
    if (exposed) history.replaceState(null, "", location.pathname);
  }, [exposed]);
  useEffect(() => (toast === null ? undefined : after(TOAST_MS, () => setToast(null))), [toast]);
  // Before the next paint: a second press must not be taken for what the page showed at the first.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = actOf(event, targetOf(event), words?.dir ?? "ltr");
      if (act === null) return;
      event.preventDefault();
      obey(act);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  async function ask(change: Change): Promise<void> {
    const answer = await link.current?.ask(change);
    if (answer?.is === "refused") {
      setToast(words?.find(`refusal.${answer.code}`, answer.args) ?? answer.text);
    } else if (answer?.is === "lost") setToast(words?.t("lost") ?? null);
  }

  function obey(act: Act): void {
    const change = changeOf(act, room.now);
    if (change !== null) void ask(change);
    else if (act === "theme") setLook(withNextTheme);
    else if (act === "language")
      setLook((worn) => withNextLanguage(worn, room.now?.languages ?? [], LANGUAGES));
    else if (act === "variant") setLook((worn) => withNextVariant(worn, kind, drawn));
    else if (act === "editions") {
      if (drawn !== null && !hasEditions(drawn)) setToast(words?.t("editions.none") ?? null);
      setLook((worn) => withEditions(worn, kind, drawn, alone.current));
    } else if (act === "full") toggleFull();
    else setOverlay((covered) => toggled(covered, act));
  }

  if (words === null) return <div class="stage" />;
  const title = room.now === null ? "" : say(poll?.spec.question ?? room.now.title, look.lang);
  return (
    <div class="stage" data-show={scene.show} data-idle={idle}>
      {title === "" ? <Nameless /> : <Question text={title} lang={look.lang} box={box} />}
      <main class="body" ref={ref} aria-labelledby="question">
        <Picture scene={scene} welcome={room.welcome} words={words} box={box} question={title} />
      </main>
      <Strip room={room} scene={scene} words={words} />
      <Bar words={words} poll={poll} compared={hasEditions(drawn)} hidden={idle} onAct={obey} />
      <Covers
        overlay={overlay}
        table={drawn?.table ?? null}
        caption={title}
        welcome={room.welcome}
        words={words}
        onLeave={() => setOverlay("none")}
      />
      <Spoken scene={scene} words={words} />
      <div class="toast" role="status" data-hidden={toast === null}>
        {toast}
      </div>
    </div>
  );
}

/** Where there is no question and no title, the page still has a heading to those who hear it. */
function Nameless() {
  return (
    <header class="head">
      <h1 id="question" class="unseen">
        Palabre
      </h1>
    </header>
  );
}

/** Put the look on the page and into its address, beside the token in the fragment. */
function wear(look: Look): void {
  document.documentElement.dataset["theme"] = look.theme;
  history.replaceState(null, "", `${location.pathname}${writeLook(look)}${location.hash}`);
}

function targetOf(event: KeyboardEvent): Target {
  if (!(event.target instanceof Element)) return "page";
  if (event.target.closest("button, a, input, select, textarea") !== null) return "control";
  return event.target.closest("dialog") === null ? "page" : "panel";
}

function toggleFull(): void {
  // A browser may refuse, for instance in a frame; the page is fine without.
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  done.catch(() => {});
}
