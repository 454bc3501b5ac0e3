// How a choice poll is written. It starts with two empty options; what is left empty beyond that is not sent.
import { CHOICE_LIMITS, CHOICE_OPTION_LIMIT, type ChoiceSpec } from "../kinds.ts";
import { checkList, dropBlank, type Editing } from "../run/editing.ts";

export const choiceEditing: Editing<ChoiceSpec> = {
  fresh: { kind: "choice", question: "", hidden: false, options: ["", ""], most: 1 },
  texts: (spec, change) => ({
    ...spec,
    question: change(spec.question),
    options: spec.options.map(change),
  }),
  tidy(spec) {
    const options = dropBlank(spec.options, CHOICE_LIMITS.options.min);
    return { ...spec, options, most: Math.min(spec.most, options.length) };
  },
  problems: (spec) => checkList(spec.options, "options", CHOICE_OPTION_LIMIT),
};
