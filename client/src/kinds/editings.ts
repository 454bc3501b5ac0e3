// The pure halves of the kinds' editors. A kind without one does not compile.
import type { KindName, Spec } from "../kinds.ts";
import type { Editing } from "../run/editing.ts";
import { choiceEditing } from "./choice.editing.ts";
import { coloursEditing } from "./colours.editing.ts";
import { scaleEditing } from "./scale.editing.ts";
import { wordsEditing } from "./words.editing.ts";

type SpecOf<K extends KindName> = Extract<Spec, { readonly kind: K }>;

const EDITINGS: { readonly [K in KindName]: Editing<SpecOf<K>> } = {
  words: wordsEditing,
  colours: coloursEditing,
  choice: choiceEditing,
  scale: scaleEditing,
};

/** The editing of a kind, to be used with specs of that kind alone. */
export function editingOf(kind: KindName): Editing<Spec> {
  return EDITINGS[kind] as unknown as Editing<Spec>;
}
