// The forms of the kinds, for phones; one line a kind, and a kind without a form does not compile.
import type { Ballot, KindName, Results, Spec } from "../kinds.ts";
import { choice } from "./choice.tsx";
import { colours } from "./colours.tsx";
import type { KindForm } from "./kind.ts";
import { scale } from "./scale.tsx";
import { words } from "./words.tsx";

type Tagged<U, K extends KindName> = Extract<U, { readonly kind: K }>;

const FORMS: { readonly [K in KindName]: KindForm<Tagged<Spec, K>, Tagged<Ballot, K>, Tagged<Results, K>> } =
  {
    words,
    colours,
    choice,
    scale,
  };

/** The form of a spec's kind, to be used with drafts, ballots and results of that kind alone. */
export function formOf(spec: Spec): KindForm {
  return FORMS[spec.kind] as unknown as KindForm;
}
