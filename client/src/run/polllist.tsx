// The polls in order. One row is unfolded at a time and shows what can be done with it: everyday actions first, what
// removes answers apart and last. Rows keep their places while the pointer is among them (order.ts).
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import { editorOf } from "../kinds/editors.tsx";
import { COMPARABLE, KINDS, type KindName } from "../kinds.ts";
import type { PollId, PollLine, Script } from "../protocol.ts";
import { CardFace } from "./cards.tsx";
import { type Desk, plannedOf, turnoutOf } from "./desk.ts";
import { besideText } from "./editiondialog.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { isHeld } from "./order.ts";
import { PhaseChip } from "./phase.tsx";
import type { Wish } from "./queue.ts";
import { placeAfterMove } from "./step.ts";

export interface ListActions {
  ask(wish: Wish): void;
  add(kind: KindName): void;
  edit(poll: PollLine): void;
  compare(poll: PollLine): void;
  /** Ask first: both remove answers. */
  askReset(poll: PollLine): void;
  askRemove(poll: PollLine): void;
  unfold(poll: PollId | null): void;
  hold(held: boolean): void;
}

interface PollListProps {
  readonly desk: Desk;
  readonly script: Script;
  readonly unfolded: PollId | null;
  readonly w: RunWords;
  readonly actions: ListActions;
}

export function PollList({ desk, script, unfolded, w, actions }: PollListProps): VNode {
  const latest = script.polls.map(({ id }) => id);
  return (
    <section class="polls" aria-labelledby="polls-title">
      <header class="polls-head">
        <h2 id="polls-title" class="eyebrow">
          {w.t("polls.title", { n: script.polls.length })}
        </h2>
        {isHeld(desk.rows, latest) ? (
          <button type="button" class="button small" onClick={() => actions.hold(false)}>
            {w.t("polls.changed")}
          </button>
        ) : null}
        <button
          type="button"
          class="button small"
          data-look={script.polls.length === 0 ? "plain" : "main"}
          id="add"
          onClick={() => actions.add(KINDS[0])}
        >
          <Icon name="plus" /> {w.t("polls.add")}
        </button>
      </header>
      {script.polls.length === 0 ? <Begin w={w} add={actions.add} /> : null}
      <ol
        class="rows"
        onPointerEnter={(event) => actions.hold(event.pointerType === "mouse")}
        onPointerLeave={() => actions.hold(false)}
      >
        {desk.rows.map((row) => {
          const poll = script.polls.find(({ id }) => id === row.id);
          return (
            <li key={row.id} class="row" data-current={row.id === script.current} data-gone={row.gone}>
              {poll === undefined ? (
                <p class="row-gone">{w.t("polls.gone")}</p>
              ) : (
                <PollRow
                  desk={desk}
                  script={script}
                  poll={poll}
                  open={unfolded === row.id}
                  w={w}
                  actions={actions}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** An empty session: what can be asked, as the first thing to press. */
function Begin({ w, add }: { w: RunWords; add(kind: KindName): void }): VNode {
  return (
    <div class="begin">
      <p class="quiet">{w.t("polls.begin")}</p>
      <div class="cards">
        {KINDS.map((kind) => (
          <button type="button" class="card" key={kind} onClick={() => add(kind)}>
            <CardFace kind={kind} w={w} />
          </button>
        ))}
      </div>
    </div>
  );
}

interface PollRowProps {
  readonly desk: Desk;
  readonly script: Script;
  readonly poll: PollLine;
  readonly open: boolean;
  readonly w: RunWords;
  readonly actions: ListActions;
}

export function rowId(poll: PollId): string {
  return `row-${poll}`;
}

function PollRow({ desk, script, poll, open, w, actions }: PollRowProps): VNode {
  const current = poll.id === script.current;
  const question = w.say(poll.spec.question);
  const { Picture } = editorOf(poll.spec.kind);
  return (
    <>
      <div class="row-line">
        <button
          type="button"
          id={rowId(poll.id)}
          data-row={poll.id}
          class="row-main"
          aria-expanded={open}
          onClick={() => actions.unfold(open ? null : poll.id)}
        >
          <span class="row-place number">{w.number(script.polls.indexOf(poll) + 1)}</span>
          <span class="row-text">
            <span class="row-question" dir="auto">
              {question}
            </span>
            <Facts desk={desk} poll={poll} w={w} />
          </span>
          <Picture />
        </button>
        {current ? (
          <span class="row-stage">
            <Icon name="screen" /> {w.t("polls.on-stage")}
          </span>
        ) : (
          <button
            type="button"
            class="button small row-show"
            aria-label={w.t("polls.show-name", { question })}
            onClick={() => actions.ask({ do: "project", poll: poll.id })}
          >
            {w.t("polls.show")}
          </button>
        )}
      </div>
      {open ? <Actions order={plannedOf(desk)} poll={poll} w={w} actions={actions} /> : null}
    </>
  );
}

function Facts({ desk, poll, w }: { desk: Desk; poll: PollLine; w: RunWords }): VNode {
  const turnout = turnoutOf(desk, poll);
  return (
    <span class="row-facts">
      <PhaseChip phase={poll.phase} w={w} />
      {poll.revealed ? null : (
        <span class="chip-quiet">
          <Icon name="shut" /> {w.t("poll.hidden-short")}
        </span>
      )}
      {poll.phase === "draft" && turnout === 0 ? null : (
        <span class="number">{w.t("answers", { n: turnout })}</span>
      )}
      {poll.edition === null ? null : (
        <span class="chip-quiet">
          <Icon name="sides" /> {besideText(poll.edition, w)}
        </span>
      )}
    </span>
  );
}

interface ActionsProps {
  readonly order: readonly PollId[];
  readonly poll: PollLine;
  readonly w: RunWords;
  readonly actions: ListActions;
}

function Actions({ order, poll, w, actions }: ActionsProps): VNode {
  const up = placeAfterMove(order, poll.id, -1);
  const down = placeAfterMove(order, poll.id, 1);
  const moveTo = (to: number | null) => {
    if (to !== null) actions.ask({ do: "move", poll: poll.id, to });
  };
  const fresh = poll.phase === "draft" && poll.run === 1 && poll.turnout === 0;
  return (
    <fieldset class="row-actions">
      <legend class="unseen">{w.t("row.actions")}</legend>
      <RowAction
        icon="pencil"
        label={w.t("row.edit")}
        off={poll.phase !== "draft"}
        act={() => actions.edit(poll)}
      />
      <RowAction
        icon="twice"
        label={w.t("row.duplicate")}
        off={false}
        act={() => actions.ask({ do: "duplicate", poll: poll.id })}
      />
      <RowAction icon="up" label={w.t("row.up")} off={up === null} act={() => moveTo(up)} />
      <RowAction icon="down" label={w.t("row.down")} off={down === null} act={() => moveTo(down)} />
      {COMPARABLE.some((kind) => kind === poll.spec.kind) ? (
        <RowAction
          icon="sides"
          label={w.t("row.compare")}
          off={false}
          wide
          act={() => actions.compare(poll)}
        />
      ) : null}
      <span class="row-gap" />
      <RowAction
        icon="again"
        label={w.t("row.reset")}
        off={fresh || poll.phase === "draft"}
        danger
        act={() => actions.askReset(poll)}
      />
      <RowAction
        icon="bin"
        label={w.t("row.remove")}
        off={false}
        danger
        act={() => actions.askRemove(poll)}
      />
      {poll.phase === "draft" ? null : <p class="hint">{w.t("row.not-draft")}</p>}
    </fieldset>
  );
}

interface RowActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly off: boolean;
  readonly danger?: boolean;
  /** Too long for half a phone. */
  readonly wide?: boolean;
  act(): void;
}

function RowAction({ icon, label, off, danger = false, wide = false, act }: RowActionProps): VNode {
  return (
    <button
      type="button"
      class="button small"
      data-look={danger ? "danger" : "plain"}
      data-wide={wide}
      disabled={off}
      onClick={act}
    >
      <Icon name={icon} /> {label}
    </button>
  );
}
