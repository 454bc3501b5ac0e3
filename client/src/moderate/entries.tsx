// The answers as rows: pick, text, spellings, count, split, hide. One row is where the keyboard is; a hidden answer is
// struck through, says so, and keeps its place.
import type { VNode } from "preact";
import type { ModerateWords } from "../i18n/moderate.ts";
import type { Entry } from "../protocol.ts";
import { Icon } from "../run/icons.tsx";
import { type Board, entryOf, latestKeys } from "./board.ts";

/** So many rows are drawn; the search finds the others. */
const DRAWN = 300;

export interface EntryActions {
  hold(held: boolean): void;
  pick(entry: Entry): void;
  toggle(entry: Entry): void;
  split(entry: Entry): void;
}

interface EntryListProps {
  readonly board: Board;
  readonly w: ModerateWords;
  readonly actions: EntryActions;
}

export function EntryList({ board, w, actions }: EntryListProps): VNode {
  const rows = board.rows.slice(0, DRAWN);
  return (
    <div class="entry-list">
      <ul
        class="entries"
        aria-label={w.t("list")}
        onPointerEnter={(event) => actions.hold(event.pointerType === "mouse")}
        onPointerLeave={() => actions.hold(false)}
      >
        {rows.map(({ id }) => {
          const entry = entryOf(board, id);
          return entry === null ? (
            <li key={id} class="entry" data-state="gone" />
          ) : (
            <EntryRow key={id} entry={entry} picked={board.picked.includes(id)} w={w} actions={actions} />
          );
        })}
      </ul>
      {rows.length === 0 ? <p class="quiet entries-none">{w.t("empty.search")}</p> : null}
      {board.rows.length > DRAWN ? (
        <p class="quiet entries-none">{w.t("more", { n: board.rows.length - DRAWN })}</p>
      ) : null}
    </div>
  );
}

/** How many entries fit but are not among the rows yet. */
export function freshCount(board: Board): number {
  const shown = new Set(board.rows.map(({ id }) => id));
  return latestKeys(board).filter((key) => !shown.has(key)).length;
}

interface EntryRowProps {
  readonly entry: Entry;
  readonly picked: boolean;
  readonly w: ModerateWords;
  readonly actions: EntryActions;
}

function EntryRow({ entry, picked, w, actions }: EntryRowProps): VNode {
  const hidden = entry.state === "hidden";
  const { text } = entry;
  const others = entry.forms.filter((form) => form !== text);
  return (
    <li class="entry" data-state={entry.state} data-picked={picked}>
      <label class="entry-pick">
        <input
          type="checkbox"
          checked={picked}
          aria-label={w.t("pick", { text })}
          onChange={() => actions.pick(entry)}
        />
      </label>
      <div class="entry-words">
        <span class="entry-text" dir="auto">
          {text}
        </span>
        {hidden ? (
          <span class="chip-quiet">
            <Icon name="shut" /> {w.t("hidden")}
          </span>
        ) : null}
        {entry.members > 1 ? (
          <span class="chip-quiet">
            <Icon name="join" /> {w.t("members", { n: entry.members })}
          </span>
        ) : null}
        {others.length === 0 ? null : (
          <span class="entry-forms">
            <bdi>{w.list(others)}</bdi>
          </span>
        )}
      </div>
      <span class="number entry-count">{w.number(entry.count)}</span>
      {entry.members > 1 ? (
        <button
          type="button"
          class="button small entry-split"
          aria-label={w.t("split.name", { text })}
          onClick={() => actions.split(entry)}
        >
          <Icon name="apart" /> <span>{w.t("split")}</span>
        </button>
      ) : null}
      <button
        type="button"
        class="button small entry-hide"
        data-entry={entry.key}
        aria-label={w.t(hidden ? "show.name" : "hide.name", { text })}
        onClick={() => actions.toggle(entry)}
      >
        <Icon name={hidden ? "eye" : "shut"} /> {w.t(hidden ? "show" : "hide")}
      </button>
    </li>
  );
}
