// Find, order, group, take back: always in the same places above the answers.
import type { VNode } from "preact";
import type { ModerateWords } from "../i18n/moderate.ts";
import type { Decision } from "../protocol.ts";
import { Icon } from "../run/icons.tsx";
import { isHeld } from "../run/order.ts";
import { type Board, type BoardEvent, groupPicked, latestKeys, type Sort } from "./board.ts";
import { freshCount } from "./entries.tsx";

interface ToolbarProps {
  readonly board: Board;
  readonly decisions: number;
  readonly w: ModerateWords;
  readonly search: { current: HTMLInputElement | null };
  turn(event: BoardEvent): void;
  act(decision: Decision | null): void;
  undo(): void;
  help(): void;
}

const SORTS: readonly Sort[] = ["count", "newest"];

export function Toolbar({ board, decisions, w, search, turn, act, undo, help }: ToolbarProps): VNode {
  const hidden = board.entries.filter(({ state }) => state === "hidden").length;
  const picked = board.picked.length;
  return (
    <div class="toolbar">
      <label class="search">
        <Icon name="find" />
        <span class="unseen">{w.t("search")}</span>
        <input
          ref={search}
          id="search"
          class="field"
          type="search"
          dir={board.search === "" ? undefined : "auto"}
          autocomplete="off"
          placeholder={w.t("search")}
          value={board.search}
          onInput={(event) => turn({ on: "search", search: event.currentTarget.value })}
        />
      </label>
      <fieldset class="sorts">
        <legend class="unseen">{w.t("sort")}</legend>
        {SORTS.map((sort) => (
          <label class="sort" key={sort}>
            <input
              type="radio"
              name="sort"
              class="unseen"
              checked={board.sort === sort}
              onChange={() => turn({ on: "sort", sort })}
            />
            {w.t(`sort.${sort}`)}
          </label>
        ))}
      </fieldset>
      <label class="only-hidden">
        <input
          type="checkbox"
          checked={board.onlyHidden}
          onChange={(event) => turn({ on: "only hidden", only: event.currentTarget.checked })}
        />
        <span class="number">{w.t("only-hidden", { n: hidden })}</span>
      </label>
      <div class="toolbar-ways">
        <button
          type="button"
          class="button small"
          disabled={picked < 2}
          onClick={() => act(groupPicked(board))}
        >
          <Icon name="join" /> {picked === 0 ? w.t("group") : w.t("group-n", { n: picked })}
        </button>
        <button type="button" class="button small" disabled={decisions === 0} onClick={undo}>
          <Icon name="back" /> {decisions === 0 ? w.t("undo") : w.t("undo-n", { n: decisions })}
        </button>
        <button type="button" class="button small only-keyboard" onClick={help}>
          <Icon name="keys" /> {w.t("keys")}
        </button>
      </div>
      <Fresh board={board} w={w} turn={turn} />
    </div>
  );
}

/** How many answers there are, and what waits while the pointer holds the rows. */
function Fresh({ board, w, turn }: Pick<ToolbarProps, "board" | "w" | "turn">): VNode {
  const fresh = freshCount(board);
  return (
    <div class="fresh">
      <span class="quiet number">{w.t("shown", { n: board.entries.length })}</span>
      {isHeld(board.rows, latestKeys(board)) ? (
        <button type="button" class="button small" onClick={() => turn({ on: "hold", held: false })}>
          {fresh > 0 ? w.t("fresh", { n: fresh }) : w.t("fresh.order")}
        </button>
      ) : null}
    </div>
  );
}
