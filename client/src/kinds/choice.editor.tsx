// The editor of a choice poll: its options, and how many of them one person may pick.
import type { VNode } from "preact";
import { CHOICE_LIMITS, type ChoiceSpec } from "../kinds.ts";
import { type FieldsProps, Stepper, TextList } from "../run/fields.tsx";
import { blankLike } from "../run/wording.ts";

export function ChoicePicture(): VNode {
  return (
    <svg class="kind-picture" viewBox="0 0 64 40" aria-hidden="true">
      <rect class="strong" x="4" y="5" width="52" height="8" rx="2" />
      <rect x="4" y="16" width="34" height="8" rx="2" />
      <rect x="4" y="27" width="19" height="8" rx="2" />
    </svg>
  );
}

export function ChoiceFields({ spec, w, problems, change }: FieldsProps<ChoiceSpec>): VNode {
  const { options, most } = CHOICE_LIMITS;
  return (
    <>
      <TextList
        field="options"
        label={w.t("choice.options")}
        nameOfRow={(place) => w.t("choice.option", { place: place + 1 })}
        addLabel={w.t("choice.add")}
        texts={spec.options}
        least={options.min}
        most={options.max}
        blank={blankLike(spec.question)}
        w={w}
        problems={problems}
        change={(texts) => change({ ...spec, options: texts })}
      />
      <Stepper
        field="most"
        label={w.t("choice.most")}
        value={spec.most}
        min={most.min}
        max={spec.options.length}
        w={w}
        change={(value) => change({ ...spec, most: value })}
      />
    </>
  );
}
