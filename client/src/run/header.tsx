// The session's own line: title, how to join, whether the page is connected, and the ways to the other pages.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { Tree } from "../components/tree.tsx";
import type { RunWords } from "../i18n/run.ts";
import { grouped } from "../stage/address.ts";
import type { Desk } from "./desk.ts";
import { Icon, type IconName } from "./icons.tsx";

export interface HeaderActions {
  copyCode(): void;
  copyModeration(): void;
  showQr(): void;
  rename(): void;
  showRemote(): void;
  showDeck(): void;
  showHelp(): void;
}

interface HeaderProps {
  readonly desk: Desk;
  readonly stageLink: string | null;
  readonly w: RunWords;
  readonly actions: HeaderActions;
  /** The language switch. */
  readonly children: ComponentChildren;
}

export function Header({ desk, stageLink, w, actions, children }: HeaderProps): VNode {
  const [unfolded, setUnfolded] = useState(false);
  const { script, welcome } = desk.room;
  const title = script === null ? "" : w.say(script.title).trim();
  return (
    <header class="session">
      <div class="session-name">
        <Tree joy={false} />
        <div class="session-title">
          <h1 dir="auto">{title === "" ? w.t("session.untitled") : title}</h1>
          <LinkDot desk={desk} w={w} />
        </div>
        <button
          type="button"
          class="button icon-button small"
          data-look="quiet"
          aria-label={w.t("session.rename")}
          title={w.t("session.rename")}
          onClick={actions.rename}
        >
          <Icon name="pencil" />
        </button>
      </div>
      {welcome === null ? null : (
        <div class="session-code">
          <p class="code-text">
            <span class="quiet">{w.t("session.code")}</span>
            <strong class="code" dir="ltr">
              {grouped(welcome.code)}
            </strong>
          </p>
          <Sign icon="copy" label={w.t("session.copy-code")} act={actions.copyCode} />
          <Sign icon="qr" label={w.t("session.qr-name")} act={actions.showQr} />
        </div>
      )}
      <button
        type="button"
        class="button small tools-fold"
        aria-expanded={unfolded}
        aria-controls="tools"
        onClick={() => setUnfolded(!unfolded)}
      >
        <Icon name="more" /> {w.t("session.more")}
      </button>
      <nav class="tools" id="tools" data-unfolded={unfolded} aria-label={w.t("session.more")}>
        {stageLink === null ? null : (
          <a class="button small" href={stageLink} target="_blank" rel="noreferrer" id="open-stage">
            <Icon name="out" /> {w.t("session.stage")}
            <span class="unseen">{w.t("session.new-tab")}</span>
          </a>
        )}
        <Tool icon="shield" label={w.t("session.moderation")} act={actions.copyModeration} />
        <Tool icon="qr" label={w.t("session.remote")} act={actions.showRemote} />
        <Tool icon="file" label={w.t("session.deck")} act={actions.showDeck} />
        <span class="only-keyboard">
          <Tool icon="keys" label={w.t("session.help")} act={actions.showHelp} />
        </span>
        {children}
      </nav>
    </header>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  act(): void;
}

function Tool({ icon, label, act }: ToolProps): VNode {
  return (
    <button type="button" class="button small" onClick={act}>
      <Icon name={icon} /> {label}
    </button>
  );
}

function Sign({ icon, label, act }: ToolProps): VNode {
  return (
    <button type="button" class="button icon-button" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function LinkDot({ desk, w }: { desk: Desk; w: RunWords }): VNode {
  const { at } = desk.room.link;
  return (
    <span class="link-dot" data-at={at}>
      <span class="link-dot-sign" aria-hidden="true" />
      {w.t(`link.short.${at}`)}
    </span>
  );
}

/** What stands between the facilitator and the room, said until it is over. */
export function Health({ desk, w }: { desk: Desk; w: RunWords }): VNode {
  const { link, presence } = desk.room;
  let said: ComponentChildren = null;
  if (link.at === "waiting" || (link.at === "opening" && desk.room.welcome !== null))
    said = w.t("health.cut");
  else if (presence?.store === "away") said = w.t("store.away");
  return (
    <div class="health" role="status">
      {said === null ? null : (
        <p class="health-text">
          <Icon name="warn" /> {said}
        </p>
      )}
    </div>
  );
}
