// How a colours poll is written: the standard palette, or one of the poll's own.
import { COLOURS_LIMITS, type ColoursSpec } from "../kinds.ts";
import type { Editing, Problem } from "../run/editing.ts";

const HEX = /^#[0-9a-f]{6}$/;

function checkSwatches(swatches: readonly string[]): readonly Problem[] {
  return swatches.flatMap((swatch, place): Problem[] => {
    if (swatches.indexOf(swatch) < place)
      return [{ field: `swatches[${place}]`, lang: null, wrong: { is: "twice" } }];
    return HEX.test(swatch) ? [] : [{ field: `swatches[${place}]`, lang: null, wrong: { is: "blank" } }];
  });
}

export const coloursEditing: Editing<ColoursSpec> = {
  fresh: {
    kind: "colours",
    question: "",
    hidden: false,
    picks: COLOURS_LIMITS.picks.initial,
    free: true,
    swatches: [],
  },
  texts: (spec, change) => ({ ...spec, question: change(spec.question) }),
  tidy: (spec) => ({ ...spec, swatches: spec.swatches.map((swatch) => swatch.toLowerCase()) }),
  problems: (spec) => checkSwatches(spec.swatches),
};
