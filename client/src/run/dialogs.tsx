// The small dialogs: the QR code, the phone as remote control, the keys, and the question before answers are removed.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import type { PollLine, Welcome } from "../protocol.ts";
import { grouped, shortAddress } from "../stage/address.ts";
import { Qr } from "../stage/Qr.tsx";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { type Key, LIST_KEYS, SESSION_KEYS, STAGE_KEYS } from "./keys.ts";

interface JoinDialogProps {
  readonly welcome: Welcome;
  readonly w: RunWords;
  close(): void;
}

export function JoinDialog({ welcome, w, close }: JoinDialogProps): VNode {
  return (
    <Dialog title={w.t("join.title")} closeLabel={w.t("close")} close={close}>
      <div class="join">
        <Qr text={welcome.join} label={w.t("join.qr")} />
        <p class="join-address" dir="ltr">
          {shortAddress(welcome.join, welcome.code)}
        </p>
        <p class="code join-code" dir="ltr">
          {grouped(welcome.code)}
        </p>
      </div>
    </Dialog>
  );
}

export function RemoteDialog({ link, w, close }: { link: string; w: RunWords; close(): void }): VNode {
  return (
    <Dialog title={w.t("remote.title")} closeLabel={w.t("close")} close={close}>
      <div class="join">
        <p>{w.t("remote.text")}</p>
        <Qr text={link} label={w.t("remote.qr")} />
        <p class="warning">
          <Icon name="warn" /> {w.t("remote.warning")}
        </p>
      </div>
    </Dialog>
  );
}

/** A change that removes answers, before it is made. */
export interface Dangerous {
  readonly act: "reset" | "remove";
  readonly poll: PollLine;
  readonly turnout: number;
}

interface AskDialogProps {
  readonly danger: Dangerous;
  readonly w: RunWords;
  go(): void;
  close(): void;
}

export function AskDialog({ danger, w, go, close }: AskDialogProps): VNode {
  const { act, poll, turnout } = danger;
  return (
    <Dialog title={w.t(`ask.${act}`)} closeLabel={w.t("close")} close={close}>
      <blockquote dir="auto">{w.say(poll.spec.question)}</blockquote>
      <p class="consequence">
        {turnout === 0 ? w.t("ask.none") : w.t("ask.answers", { n: turnout })} {w.t(`ask.${act}.after`)}
      </p>
      <div class="dialog-ways">
        <button type="button" class="button" onClick={close}>
          {w.t("cancel")}
        </button>
        <button
          type="button"
          class="button"
          data-look="danger"
          onClick={() => {
            go();
            close();
          }}
        >
          <Icon name={act === "reset" ? "again" : "bin"} />
          {turnout === 0 ? w.t(`ask.${act}.go`) : w.t(`ask.${act}.go-n`, { n: turnout })}
        </button>
      </div>
    </Dialog>
  );
}

interface HelpDialogProps {
  readonly w: RunWords;
  readonly lettersOn: boolean;
  setLetters(on: boolean): void;
  close(): void;
}

export function HelpDialog({ w, lettersOn, setLetters, close }: HelpDialogProps): VNode {
  const groups = [
    ["keys.stage", STAGE_KEYS],
    ["keys.list", LIST_KEYS],
    ["keys.session", SESSION_KEYS],
  ] as const;
  return (
    <Dialog title={w.t("keys.title")} closeLabel={w.t("close")} wide close={close}>
      <label class="tick">
        <input
          type="checkbox"
          checked={lettersOn}
          onChange={(event) => setLetters(event.currentTarget.checked)}
        />
        <span>{w.t("keys.letters")}</span>
      </label>
      <div class="key-groups">
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3 class="eyebrow">{w.t(title)}</h3>
            <dl class="keys">
              {keys.map((key) => (
                <div key={key.action} data-off={key.letter && !lettersOn}>
                  <dt>
                    <kbd dir="ltr">{keyName(w, key)}</kbd>
                  </dt>
                  <dd>{w.t(`key.${key.action}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const NAMES: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓" };

function keyName(w: RunWords, { key, alt }: Key): string {
  const name = key === " " ? w.t("keys.space") : (NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return alt ? `Alt + ${name}` : name;
}
