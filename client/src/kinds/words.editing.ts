// How a words poll is written.
import { WORDS_LIMITS, type WordsSpec } from "../kinds.ts";
import type { Editing } from "../run/editing.ts";

export const wordsEditing: Editing<WordsSpec> = {
  fresh: {
    kind: "words",
    question: "",
    hidden: false,
    answers: WORDS_LIMITS.answers.initial,
    characters: WORDS_LIMITS.characters.initial,
    suggestions: "ask",
  },
  texts: (spec, change) => ({ ...spec, question: change(spec.question) }),
  tidy: (spec) => spec,
  problems: () => [],
};
