// The landing page, /: puts its state, its two requests and its view together.
import { render } from "preact";
import { COMMON } from "../i18n/common.ts";
import { LANDING } from "../i18n/landing.ts";
import { choose, dress, type Language, load, wishes } from "../i18n.ts";
import { openKept } from "../landing/kept.ts";
import { type Hands, type Speech, View } from "../landing/view.tsx";
import { begin, find, type LandingEvent, open, take } from "../landing.ts";
import { patiently, startPage } from "../patience.ts";
import { sweep } from "../storage.ts";
import "../styles/landing.css";

const speech = (lang: Language): Promise<Speech> => load(lang, COMMON, LANDING);
const ask = (address: string, init?: RequestInit) => fetch(address, init);

async function start(root: HTMLElement, wait: (ms: number) => Promise<void>): Promise<void> {
  const chosen = choose(wishes(window.location.search, navigator.languages));
  let words = await patiently(() => speech(chosen), wait);
  root.textContent = "";
  sweep(() => window.localStorage, Date.now());
  const kept = openKept(() => window.sessionStorage);
  let landing = open(words.lang, kept.links());

  function draw(): void {
    dress(document.documentElement, words);
    document.title = `Palabre · ${words.t("page")}`;
    render(<View landing={landing} words={words} hands={hands} />, root);
  }

  function tell(event: LandingEvent): void {
    const idle = landing.busy === "no";
    landing = take(landing, event);
    if (event.is === "begun") kept.keep(event.begun);
    if (event.is === "done") kept.forget();
    draw();
    if (!idle) return;
    if (landing.busy === "joining") void join();
    if (landing.busy === "starting") void create();
  }

  async function join(): Promise<void> {
    const found = await find(ask, landing.code);
    if ("is" in found) tell({ is: "failed", about: "join", problem: found });
    else window.location.assign(`/${found.code}${window.location.search}`);
  }

  async function create(): Promise<void> {
    const begun = await begin(ask, landing);
    tell("is" in begun ? { is: "failed", about: "start", problem: begun } : { is: "begun", begun });
  }

  const hands: Hands = {
    tell,
    leave: kept.forget,
    async speak(lang) {
      words = await patiently(() => speech(lang), wait);
      window.history.replaceState(null, "", `?lang=${lang}`);
      draw();
    },
  };
  // Back from a session, the page may be shown as it was left: with a request that has long been answered.
  window.addEventListener("pageshow", () => {
    landing = { ...landing, busy: "no" };
    sweep(() => window.localStorage, Date.now());
    draw();
  });
  draw();
}

void startPage(window, start);
