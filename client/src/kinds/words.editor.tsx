// The editor of a words poll: how many answers a person gives, how long one may be, and who groups what is one idea.
import type { VNode } from "preact";
import { WORDS_LIMITS, type WordsSpec } from "../kinds.ts";
import { type FieldsProps, Row, Stepper, Tick } from "../run/fields.tsx";

export function WordsPicture(): VNode {
  return (
    <svg class="kind-picture" viewBox="0 0 64 40" aria-hidden="true">
      <rect class="strong" x="16" y="14" width="32" height="11" rx="3" />
      <rect x="8" y="4" width="20" height="6" rx="2" />
      <rect x="33" y="5" width="15" height="5" rx="2" />
      <rect x="6" y="30" width="13" height="5" rx="2" />
      <rect x="24" y="29" width="24" height="7" rx="2" />
      <rect x="52" y="17" width="9" height="5" rx="2" />
      <rect x="3" y="17" width="9" height="5" rx="2" />
    </svg>
  );
}

export function WordsFields({ spec, w, change }: FieldsProps<WordsSpec>): VNode {
  const { answers, characters } = WORDS_LIMITS;
  return (
    <>
      <Row>
        <Stepper
          field="answers"
          label={w.t("words.answers")}
          value={spec.answers}
          min={answers.min}
          max={answers.max}
          w={w}
          change={(value) => change({ ...spec, answers: value })}
        />
        <Stepper
          field="characters"
          label={w.t("words.characters")}
          value={spec.characters}
          min={characters.min}
          max={characters.max}
          step={5}
          w={w}
          change={(value) => change({ ...spec, characters: value })}
        />
      </Row>
      <Tick
        field="suggestions"
        label={w.t("words.apply")}
        hint={w.t("words.apply-hint")}
        on={spec.suggestions === "apply"}
        change={(on) => change({ ...spec, suggestions: on ? "apply" : "ask" })}
      />
    </>
  );
}
