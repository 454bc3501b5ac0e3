// The editor of a scale poll: its statements, the two ends of the scale, and what the ends are called.
import type { VNode } from "preact";
import { SCALE_LIMITS, type ScaleSpec } from "../kinds.ts";
import { type FieldsProps, Row, Stepper, TextList, Wording } from "../run/fields.tsx";
import { blankLike } from "../run/wording.ts";

export function ScalePicture(): VNode {
  return (
    <svg class="kind-picture" viewBox="0 0 64 40" aria-hidden="true">
      <rect x="4" y="31" width="56" height="3" rx="1.5" />
      <rect x="7" y="24" width="7" height="6" rx="1.5" />
      <rect x="18" y="17" width="7" height="13" rx="1.5" />
      <rect class="strong" x="29" y="6" width="7" height="24" rx="1.5" />
      <rect class="strong" x="40" y="11" width="7" height="19" rx="1.5" />
      <rect x="51" y="21" width="7" height="9" rx="1.5" />
    </svg>
  );
}

export function ScaleFields({ spec, w, problems, change }: FieldsProps<ScaleSpec>): VNode {
  const { statements, low, high } = SCALE_LIMITS;
  const blank = blankLike(spec.question);
  return (
    <>
      <TextList
        field="statements"
        label={w.t("scale.statements")}
        nameOfRow={(place) => w.t("scale.statement", { place: place + 1 })}
        addLabel={w.t("scale.add")}
        texts={spec.statements}
        least={statements.min}
        most={statements.max}
        blank={blank}
        w={w}
        problems={problems}
        change={(texts) => change({ ...spec, statements: texts })}
      />
      <Row>
        <Stepper
          field="low"
          label={w.t("scale.low")}
          value={spec.low}
          min={low.min}
          max={low.max}
          w={w}
          change={(value) => change({ ...spec, low: value })}
        />
        <Stepper
          field="high"
          label={w.t("scale.high")}
          value={spec.high}
          min={high.min}
          max={high.max}
          w={w}
          change={(value) => change({ ...spec, high: value })}
        />
      </Row>
      <Row>
        <Wording
          field="low_label"
          label={w.t("scale.low-label", { value: spec.low })}
          hint={w.t("scale.low-hint")}
          text={spec.low_label ?? blank}
          w={w}
          problems={problems}
          change={(text) => change({ ...spec, low_label: text })}
        />
        <Wording
          field="high_label"
          label={w.t("scale.high-label", { value: spec.high })}
          hint={w.t("scale.high-hint")}
          text={spec.high_label ?? blank}
          w={w}
          problems={problems}
          change={(text) => change({ ...spec, high_label: text })}
        />
      </Row>
    </>
  );
}
