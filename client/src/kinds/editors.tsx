// The visible halves of the kinds' editors; a kind without one does not compile. No phone or stage loads this.
import type { VNode } from "preact";
import type { KindName, Spec } from "../kinds.ts";
import type { FieldsProps } from "../run/fields.tsx";
import { ChoiceFields, ChoicePicture } from "./choice.editor.tsx";
import { ColoursFields, ColoursPicture } from "./colours.editor.tsx";
import { ScaleFields, ScalePicture } from "./scale.editor.tsx";
import { WordsFields, WordsPicture } from "./words.editor.tsx";

export interface KindEditor<S extends Spec = Spec> {
  Picture(): VNode;
  Fields(props: FieldsProps<S>): VNode;
}

const EDITORS: { readonly [K in KindName]: KindEditor<Extract<Spec, { readonly kind: K }>> } = {
  words: { Picture: WordsPicture, Fields: WordsFields },
  colours: { Picture: ColoursPicture, Fields: ColoursFields },
  choice: { Picture: ChoicePicture, Fields: ChoiceFields },
  scale: { Picture: ScalePicture, Fields: ScaleFields },
};

/** The editor of a kind, to be used with specs of that kind alone. */
export function editorOf(kind: KindName): KindEditor {
  return EDITORS[kind] as unknown as KindEditor;
}
