// The remote control: the poll on the stage, its answers, and the one next thing to do. The four controls keep their
// places in every phase; a control that has nothing to do is disabled, never gone.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RunWords } from "../i18n/run.ts";
import { formOf } from "../kinds/registry.ts";
import type { PollLine, Script } from "../protocol.ts";
import { type Desk, resultsOf, turnoutOf } from "./desk.ts";
import { besideText } from "./editiondialog.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { PhaseChip } from "./phase.tsx";
import type { Wish } from "./queue.ts";
import { currentPoll, followingPoll, hasSettled, primaryStep, type Step, stepKey, wishOf } from "./step.ts";

interface StagePanelProps {
  readonly desk: Desk;
  readonly script: Script;
  readonly w: RunWords;
  ask(wish: Wish): void;
  write(): void;
}

export function StagePanel({ desk, script, w, ask, write }: StagePanelProps): VNode {
  const poll = currentPoll(script);
  return (
    <section class="stage-panel" aria-labelledby="stage-title">
      <div class="stage-head">
        <h2 id="stage-title" class="eyebrow">
          <Icon name="screen" /> {w.t("stage.now")}
        </h2>
        {poll === null ? null : <PhaseChip phase={poll.phase} w={w} />}
        {poll === null || poll.revealed ? null : (
          <span class="chip-quiet">
            <Icon name="shut" /> {w.t("poll.hidden")}
          </span>
        )}
      </div>
      {poll === null ? <Waiting script={script} w={w} /> : <Asked script={script} poll={poll} w={w} />}
      <Stats desk={desk} poll={poll} w={w} />
      <Controls script={script} connected={desk.room.link.at === "live"} w={w} ask={ask} write={write} />
      {poll === null ? null : <Answers desk={desk} poll={poll} w={w} />}
    </section>
  );
}

function Waiting({ script, w }: { script: Script; w: RunWords }): VNode {
  const empty = script.polls.length === 0;
  return (
    <div class="asked">
      <p class="question">{w.t(empty ? "stage.empty" : "stage.waiting")}</p>
      <p class="quiet">{w.t(empty ? "stage.empty-hint" : "stage.waiting-hint")}</p>
    </div>
  );
}

function Asked({ script, poll, w }: { script: Script; poll: PollLine; w: RunWords }): VNode {
  const n = script.polls.indexOf(poll) + 1;
  return (
    <div class="asked">
      <p class="question" dir="auto">
        {w.say(poll.spec.question)}
      </p>
      <p class="quiet number">
        {w.t("stage.place", { place: n, of: script.polls.length })} · {w.t(`kind.${poll.spec.kind}`)}
      </p>
      {poll.edition === null ? null : (
        <p class="quiet asked-beside">
          <Icon name="sides" />
          <span>
            {besideText(poll.edition, w)}. {w.t("stage.beside-key")}
          </span>
        </p>
      )}
    </div>
  );
}

function Stats({ desk, poll, w }: { desk: Desk; poll: PollLine | null; w: RunWords }): VNode {
  const audience = desk.room.audience?.audience ?? 0;
  return (
    <dl class="stats">
      <div class="stat">
        <dt>{w.t("stage.answers")}</dt>
        <dd class="number">{poll === null ? "–" : w.number(turnoutOf(desk, poll))}</dd>
      </div>
      <div class="stat">
        <dt>{w.t("stage.audience")}</dt>
        <dd class="number">{w.number(audience)}</dd>
      </div>
    </dl>
  );
}

const STEP_ICONS: { readonly [S in Step["step"]]: IconName } = {
  write: "plus",
  begin: "play",
  open: "play",
  close: "stop",
  reveal: "eye",
  next: "next",
  finish: "blank",
};

interface ControlsProps {
  readonly script: Script;
  readonly connected: boolean;
  readonly w: RunWords;
  ask(wish: Wish): void;
  write(): void;
}

function Controls({ script, connected, w, ask, write }: ControlsProps): VNode {
  const step = primaryStep(script);
  const poll = currentPoll(script);
  const next = followingPoll(script);
  const settled = useSettled(stepKey(step));
  const press = () => {
    if (!settled()) return;
    const wish = wishOf(step);
    if (wish === null) write();
    else ask(wish);
  };
  const named = "next" in step ? w.say(step.next.spec.question) : null;
  return (
    <fieldset class="controls">
      <legend class="unseen">{w.t("stage.controls")}</legend>
      <button
        type="button"
        class="button primary"
        data-look="main"
        id="primary"
        aria-disabled={!connected}
        onClick={press}
      >
        <Icon name={STEP_ICONS[step.step]} />
        <span class="primary-text">
          <span>{w.t(`step.${step.step}`)}</span>
          {named === null ? null : (
            <span class="primary-next" dir="auto">
              {named}
            </span>
          )}
        </span>
      </button>
      <Second
        icon={poll?.revealed === false ? "eye" : "shut"}
        label={w.t(poll?.revealed === false ? "do.reveal" : "do.hide")}
        stand={stepKey(step)}
        wish={poll === null ? null : { do: poll.revealed ? "hide" : "reveal", poll: poll.id }}
        ask={ask}
      />
      <Second
        icon={poll?.phase === "closed" ? "again" : "next"}
        label={w.t(poll?.phase === "closed" ? "do.reopen" : "do.next")}
        stand={stepKey(step)}
        wish={secondWish(poll, next)}
        ask={ask}
      />
      <Second
        icon="blank"
        label={w.t("do.clear")}
        stand={stepKey(step)}
        wish={poll === null ? null : { do: "project", poll: null }}
        ask={ask}
      />
    </fieldset>
  );
}

function secondWish(poll: PollLine | null, next: PollLine | null): Wish | null {
  if (poll === null) return null;
  if (poll.phase === "closed") return { do: "open", poll: poll.id };
  return next === null ? null : { do: "next" };
}

/** Whether what a press means has stood long enough to have been read; asked at the moment of the press. */
function useSettled(key: string): () => boolean {
  const since = useRef({ key, atMs: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (since.current.key !== key) since.current = { key, atMs: performance.now() };
  }, [key]);
  return () => hasSettled(since.current.atMs, performance.now());
}

interface SecondProps {
  readonly icon: IconName;
  readonly label: string;
  /** What the whole row of controls is about; when that changes, a press waits. */
  readonly stand: string;
  readonly wish: Wish | null;
  ask(wish: Wish): void;
}

function Second({ icon, label, stand, wish, ask }: SecondProps): VNode {
  const settled = useSettled(`${stand} ${label}`);
  return (
    <button
      type="button"
      class="button second"
      disabled={wish === null}
      onClick={() => {
        if (wish !== null && settled()) ask(wish);
      }}
    >
      <Icon name={icon} /> <span>{label}</span>
    </button>
  );
}

/** What the room answered so far, as phones will see it; the facilitator sees it also while it is hidden. */
function Answers({ desk, poll, w }: { desk: Desk; poll: PollLine; w: RunWords }): VNode {
  const shown = resultsOf(desk, poll);
  const turnout = turnoutOf(desk, poll);
  const { Results } = formOf(poll.spec);
  return (
    <div class="answers">
      <h3 id="answers-title" class="eyebrow">
        {w.t(poll.revealed ? "answers.seen" : "answers.only-you")}
      </h3>
      {shown === null || turnout === 0 ? (
        <p class="quiet">{w.t(poll.phase === "draft" ? "answers.draft" : "answers.none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard only so
        <section class="answers-list" tabIndex={0} aria-labelledby="answers-title">
          <Results spec={poll.spec} results={shown.results} own={null} turnout={turnout} words={w} />
        </section>
      )}
    </div>
  );
}
