// How to take part: the QR code, the address and the code; small in the strip, or filling the stage while nobody has answered.
import type { Welcome } from "../protocol.ts";
import { grouped, shortAddress } from "./address.ts";
import { Qr } from "./Qr.tsx";
import type { Say } from "./words.ts";

interface JoinProps {
  readonly welcome: Welcome;
  readonly words: Say;
}

/** The address and the code: left to right on any page. In the strip the code needs no words to be seen. */
function Where({ welcome, words, hint }: JoinProps & { readonly hint: "where-hint" | "unseen" }) {
  return (
    <div class="where">
      <p class="where-line">
        <span class="where-hint">{words.t("join.at")}</span>{" "}
        <bdi class="where-address" dir="ltr">
          {shortAddress(welcome.join, welcome.code)}
        </bdi>
      </p>
      <p class="where-line">
        <span class={hint}>{words.t("join.code")}</span>{" "}
        <bdi class="where-code" dir="ltr">
          {grouped(welcome.code)}
        </bdi>
      </p>
    </div>
  );
}

export function JoinStrip({ welcome, words }: JoinProps) {
  return (
    <div class="join-strip">
      <Qr text={welcome.join} label={words.t("join.qr")} />
      <Where welcome={welcome} words={words} hint="unseen" />
    </div>
  );
}

export function Invite({ welcome, words, sentence }: JoinProps & { readonly sentence: string }) {
  return (
    <div class="invite">
      <Qr text={welcome.join} label={words.t("join.qr")} />
      <div class="invite-text">
        <Where welcome={welcome} words={words} hint="where-hint" />
        <p class="invite-sentence">{sentence}</p>
      </div>
    </div>
  );
}

/** Nothing but the way in, as large as the screen, for the back row. */
export function JoinFull({ welcome, words }: JoinProps) {
  return (
    <section class="cover join-full" aria-label={words.t("act.qr")}>
      <Qr text={welcome.join} label={words.t("join.qr")} />
      <Where welcome={welcome} words={words} hint="where-hint" />
    </section>
  );
}
