// What the two editions are called on the stage.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import { NAME_LIMIT, type Names } from "./editions.ts";

interface EditionNamesProps {
  readonly names: Names;
  readonly w: RunWords;
  change(names: Names): void;
}

export function EditionNames({ names, w, change }: EditionNamesProps): VNode {
  return (
    <fieldset class="edition-names">
      <legend class="label">{w.t("edition.names")}</legend>
      <div class="edition-pair">
        {(["earlier", "present"] as const).map((side) => (
          <div key={side} class="edition-name">
            <label class="hint" for={`edition-${side}`}>
              {w.t(`edition.${side}`)}
            </label>
            <input
              id={`edition-${side}`}
              class="field"
              dir="auto"
              maxLength={NAME_LIMIT}
              value={names[side]}
              placeholder={w.t(`edition.${side}-example`)}
              aria-describedby="edition-names-hint"
              onInput={(event) => change({ ...names, [side]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <p class="hint" id="edition-names-hint">
        {w.t("edition.names-hint")}
      </p>
    </fieldset>
  );
}
