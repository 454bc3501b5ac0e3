// The editor of a colours poll: how many a person picks, from the standard palette or one of the poll's own.
import type { VNode } from "preact";
import { COLOURS_LIMITS, type ColoursSpec } from "../kinds.ts";
import { idOf } from "../run/editing.ts";
import { type FieldsProps, Stepper, Tick } from "../run/fields.tsx";
import { Icon } from "../run/icons.tsx";

const FIRST_OWN = ["#d62828", "#f4b400", "#2a9d4b", "#1d6fd8"];
const NEXT_OWN = "#808080";

export function ColoursPicture(): VNode {
  return (
    <svg class="kind-picture" viewBox="0 0 64 40" aria-hidden="true">
      <rect x="4" y="4" width="24" height="32" rx="2" style={{ fill: "#2a9d6f" }} />
      <rect x="30" y="4" width="16" height="18" rx="2" style={{ fill: "#3a86c8" }} />
      <rect x="30" y="24" width="16" height="12" rx="2" style={{ fill: "#f2c14e" }} />
      <rect x="48" y="4" width="12" height="12" rx="2" style={{ fill: "#d1495b" }} />
      <rect x="48" y="18" width="12" height="18" rx="2" style={{ fill: "#7b5ea7" }} />
    </svg>
  );
}

export function ColoursFields({ spec, w, problems, change }: FieldsProps<ColoursSpec>): VNode {
  const { picks } = COLOURS_LIMITS;
  const own = spec.swatches.length > 0;
  return (
    <>
      <Stepper
        field="picks"
        label={w.t("colours.picks")}
        value={spec.picks}
        min={picks.min}
        max={picks.max}
        w={w}
        change={(value) => change({ ...spec, picks: value })}
      />
      <Tick
        field="free"
        label={w.t("colours.free")}
        hint={w.t("colours.free-hint")}
        on={spec.free}
        change={(free) => change({ ...spec, free })}
      />
      <Tick
        field="own"
        label={w.t("colours.own")}
        hint={w.t("colours.own-hint")}
        on={own}
        change={(on) => change({ ...spec, swatches: on ? FIRST_OWN : [] })}
      />
      {own ? <Palette spec={spec} w={w} problems={problems} change={change} /> : null}
    </>
  );
}

function Palette({ spec, w, problems, change }: FieldsProps<ColoursSpec>): VNode {
  const set = (swatches: readonly string[]) => change({ ...spec, swatches });
  const twice = problems.find(({ field }) => field.startsWith("swatches"));
  return (
    <fieldset class="palette">
      <legend class="unseen">{w.t("colours.own")}</legend>
      {spec.swatches.map((swatch, place) => (
        <div class="swatch" key={place}>
          <input
            id={idOf(`swatches[${place}]`)}
            type="color"
            value={swatch}
            aria-label={w.t("colours.swatch", { place: place + 1 })}
            onInput={({ currentTarget: { value } }) =>
              set(spec.swatches.map((other, at) => (at === place ? value : other)))
            }
          />
          <button
            type="button"
            class="button icon-button"
            data-look="quiet"
            disabled={spec.swatches.length < 2}
            aria-label={w.t("field.take-out", { name: w.t("colours.swatch", { place: place + 1 }) })}
            onClick={() => set(spec.swatches.filter((_, at) => at !== place))}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button"
        data-look="quiet"
        disabled={spec.swatches.length >= COLOURS_LIMITS.swatches.max}
        onClick={() => set([...spec.swatches, NEXT_OWN])}
      >
        <Icon name="plus" /> {w.t("colours.add")}
      </button>
      {twice === undefined ? null : <p class="complaint">{w.t("wrong.twice")}</p>}
    </fieldset>
  );
}
