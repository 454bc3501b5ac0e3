// What the editor of every kind gives: a fresh spec, its texts, its normal form before sending and what is wrong with
// it. Pure. The rules are the server's, told early; where the two differ the server is right and its refusal is shown.
import { QUESTION_LIMIT, type Spec } from "../kinds.ts";
import type { Lang, Localised, Refused } from "../protocol.ts";
import { isBlank, trimmed, wordings } from "./wording.ts";

/** What is wrong with one field; `lang` where it is with one of its wordings. */
export interface Problem {
  readonly field: string;
  readonly lang: Lang | null;
  readonly wrong: Wrong;
}
export type Wrong =
  | { readonly is: "blank" }
  | { readonly is: "long"; readonly limit: number }
  | { readonly is: "twice" }
  | { readonly is: "other"; readonly reason: string };

/** The pure half of a kind's editor. */
export interface Editing<S extends Spec> {
  readonly fresh: S;
  /** The spec with every text that people read changed, the question among them. */
  texts(spec: S, change: (text: Localised) => Localised): S;
  /** The spec as it is sent: what was left empty on purpose taken out. */
  tidy(spec: S): S;
  /** What is wrong beside the question. */
  problems(spec: S): readonly Problem[];
}

export function checkWording(text: Localised, field: string, limit: number): readonly Problem[] {
  return wordings(text).flatMap(([lang, wording]): Problem[] => {
    if (wording.trim() === "") return [{ field, lang, wrong: { is: "blank" } }];
    if ([...wording].length > limit) return [{ field, lang, wrong: { is: "long", limit } }];
    return [];
  });
}

/** Check a list of texts, none of which may stand there twice. */
export function checkList(texts: readonly Localised[], field: string, limit: number): readonly Problem[] {
  const seen = texts.map((text) => JSON.stringify(trimmed(text)));
  return texts.flatMap((text, place) => {
    const at = `${field}[${place}]`;
    const wrong = checkWording(text, at, limit);
    const twice = wrong.length === 0 && seen.indexOf(seen[place] ?? "") < place;
    return twice ? [{ field: at, lang: null, wrong: { is: "twice" } }] : wrong;
  });
}

/** A list without its empty texts, but never shorter than `least`. */
export function dropBlank(texts: readonly Localised[], least: number): readonly Localised[] {
  const kept = texts.filter((text) => !isBlank(text));
  const blank = texts.filter(isBlank);
  return [...kept, ...blank.slice(0, Math.max(0, least - kept.length))];
}

export function checkSpec<S extends Spec>(editing: Editing<S>, spec: S): readonly Problem[] {
  return [...checkWording(spec.question, "question", QUESTION_LIMIT), ...editing.problems(spec)];
}

/** The server's refusal as a problem of the field it names. */
export function problemOf(refused: Refused): Problem | null {
  const { field, reason } = refused.args;
  if (refused.code !== "bad_spec" || field === undefined) return null;
  return { field: String(field), lang: null, wrong: { is: "other", reason: String(reason ?? "") } };
}

/** The id of the control of a field, so that the first wrong one can be gone to. */
export function idOf(field: string, lang: Lang | null = null): string {
  const base = `field-${field.replace(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "")}`;
  return lang === null ? base : `${base}-${lang}`;
}
