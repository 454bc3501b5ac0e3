// How a scale poll is written. The names of the two ends may be left empty; they are then not sent.
import { SCALE_LABEL_LIMIT, SCALE_LIMITS, SCALE_STATEMENT_LIMIT, type ScaleSpec } from "../kinds.ts";
import type { Localised } from "../protocol.ts";
import { checkList, checkWording, dropBlank, type Editing, type Problem } from "../run/editing.ts";
import { isBlank } from "../run/wording.ts";

function checkLabel(label: Localised | null, field: string): readonly Problem[] {
  return label === null || isBlank(label) ? [] : checkWording(label, field, SCALE_LABEL_LIMIT);
}

function tidyLabel(label: Localised | null): Localised | null {
  return label === null || isBlank(label) ? null : label;
}

export const scaleEditing: Editing<ScaleSpec> = {
  fresh: {
    kind: "scale",
    question: "",
    hidden: false,
    statements: [""],
    low: SCALE_LIMITS.low.initial,
    high: SCALE_LIMITS.high.initial,
    low_label: null,
    high_label: null,
  },
  texts: (spec, change) => ({
    ...spec,
    question: change(spec.question),
    statements: spec.statements.map(change),
    low_label: spec.low_label === null ? null : change(spec.low_label),
    high_label: spec.high_label === null ? null : change(spec.high_label),
  }),
  tidy: (spec) => ({
    ...spec,
    statements: dropBlank(spec.statements, SCALE_LIMITS.statements.min),
    low_label: tidyLabel(spec.low_label),
    high_label: tidyLabel(spec.high_label),
  }),
  problems: (spec) => [
    ...checkList(spec.statements, "statements", SCALE_STATEMENT_LIMIT),
    ...checkLabel(spec.low_label, "low_label"),
    ...checkLabel(spec.high_label, "high_label"),
  ],
};
