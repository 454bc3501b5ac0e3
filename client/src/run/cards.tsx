// The four kinds as cards: a tiny picture, a name, and what people do.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import { editorOf } from "../kinds/editors.tsx";
import { KINDS, type KindName } from "../kinds.ts";

export function CardFace({ kind, w }: { kind: KindName; w: RunWords }): VNode {
  const { Picture } = editorOf(kind);
  return (
    <>
      <Picture />
      <span class="card-text">
        <strong>{w.t(`kind.${kind}`)}</strong>
        <span>{w.t(`kind.${kind}.hint`)}</span>
      </span>
    </>
  );
}

interface KindCardsProps {
  readonly kind: KindName;
  readonly w: RunWords;
  choose(kind: KindName): void;
}

export function KindCards({ kind, w, choose }: KindCardsProps): VNode {
  return (
    <fieldset class="cards">
      <legend class="label">{w.t("editor.kind")}</legend>
      {KINDS.map((name) => (
        <label class="card" key={name}>
          <input
            type="radio"
            name="kind"
            class="unseen"
            checked={kind === name}
            onChange={() => choose(name)}
          />
          <CardFace kind={name} w={w} />
        </label>
      ))}
    </fieldset>
  );
}
