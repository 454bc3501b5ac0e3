// The phone page, /{code}: puts the pure phone, its link, its outbox and its screens together. Nothing is decided here.
import { render } from "preact";
import { codeIn } from "../code.ts";
import { startCourier } from "../courier.ts";
import { COMMON } from "../i18n/common.ts";
import { PHONE } from "../i18n/phone.ts";
import { choose, dress, type Language, load, wishes } from "../i18n.ts";
import { browser, connect } from "../link.ts";
import { patiently, startPage } from "../patience.ts";
import type { Speech } from "../phone/screens.tsx";
import { type Hands, View } from "../phone/view.tsx";
import { open, type PhoneEvent, seenOf, take } from "../phone.ts";
import { CLOSE } from "../protocol.ts";
import { openLocker, randomId } from "../storage.ts";
import { tongueOf } from "../tongue.ts";
import "../styles/phone.css";

const speech = (lang: Language): Promise<Speech> => load(lang, COMMON, PHONE);

async function start(root: HTMLElement, wait: (ms: number) => Promise<void>): Promise<void> {
  const code = codeIn(window.location.pathname);
  const locker = openLocker(window, code, Date.now);
  const chosen = choose(wishes(window.location.search, navigator.languages));
  let words = await patiently(() => speech(chosen), wait);
  root.textContent = "";
  let phone = open(locker.casts(), locker.drafts());

  function draw(): void {
    dress(document.documentElement, words);
    const question = phone.room.now?.poll?.spec.question;
    document.title = `${question === undefined ? words.t("page") : words.say(question)} · Palabre`;
    const chosen = new URLSearchParams(window.location.search).get("lang");
    const lang = tongueOf(chosen, navigator.languages, phone.room.now?.languages ?? []);
    render(<View phone={phone} words={words} lang={lang} hands={hands} />, root);
  }

  function tell(event: PhoneEvent): void {
    const before = phone;
    phone = take(before, event);
    if (phone.drafts !== before.drafts) locker.keepDrafts(phone.drafts);
    draw();
  }

  const world = browser(window);
  const link = connect(world, {
    role: "participant",
    hello: () => ({ do: "join", code, me: locker.me }),
    onFrame(frame) {
      tell({ is: "frame", frame });
      if (frame.is === "welcome" || (frame.is === "presence" && frame.store === "here")) courier.send();
    },
    onState(state) {
      if (state.at === "over" && state.code === CLOSE.NO_SESSION) locker.forget();
      tell({ is: "link", link: state });
    },
  });
  const courier = startCourier(
    {
      after: world.after,
      random: world.random,
      ask: link.ask,
      isLive: () => phone.room.link.at === "live",
      doubt: link.doubt,
    },
    locker,
    () => randomId((bytes) => void crypto.getRandomValues(bytes)),
    {
      onBox: (box) => tell({ is: "box", box }),
      onVerdict: (slot, verdict) => tell({ is: "verdict", slot, verdict }),
    },
  );
  const hands: Hands = {
    draft: (poll, draft) => tell({ is: "drafted", poll, draft }),
    cast(poll, ballot) {
      courier.cast({ poll: poll.id, run: poll.run, ballot }, seenOf(phone, poll));
      tell({ is: "cast", poll });
    },
    change: (poll) => tell({ is: "change", poll }),
    keep: () => tell({ is: "keep" }),
    async speak(lang) {
      words = await patiently(() => speech(lang), wait);
      window.history.replaceState(null, "", `?lang=${lang}`);
      draw();
    },
  };
  draw();
}

void startPage(window, start);
