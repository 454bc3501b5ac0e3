// Words on the phone: one field that becomes several, and the most frequent words as a list.
import { useLayoutEffect, useRef } from "preact/hooks";
import { Bars } from "../components/bars.tsx";
import { countGraphemes } from "../graphemes.ts";
import type { WordsBallot, WordsResults, WordsSpec } from "../kinds.ts";
import type { Lang } from "../protocol.ts";
import type { BallotProps, KindForm, OwnProps, ResultsProps } from "./kind.ts";

/** A field tells how many characters are left once they are this few. */
const NEARLY = 8;
/** Words that fit a phone without scrolling far. */
const LISTED = 12;

const filled = (answers: readonly string[]) =>
  answers.map((text) => text.trim()).filter((text) => text !== "");

export function finish(spec: WordsSpec, draft: WordsBallot, lang: Lang): WordsBallot | null {
  const answers = filled(draft.answers);
  const fit = answers.every((text) => countGraphemes(text) <= spec.characters);
  return answers.length > 0 && fit ? { ...draft, answers, lang } : null;
}

/** The draft with one answer changed. */
export function write(draft: WordsBallot, place: number, text: string): WordsBallot {
  return { ...draft, answers: draft.answers.map((answer, index) => (index === place ? text : answer)) };
}

/** Whether another field would be of use: there may be more answers, and none of the fields is empty. */
export function mayAdd(spec: WordsSpec, draft: WordsBallot): boolean {
  return draft.answers.length < spec.answers && draft.answers.every((text) => text.trim() !== "");
}

function Ballot({ spec, draft, words, labelledBy, change }: BallotProps<WordsSpec, WordsBallot>) {
  const list = useRef<HTMLDivElement>(null);
  const fields = draft.answers.length;
  const shown = useRef(fields);
  useLayoutEffect(() => {
    if (fields === shown.current + 1)
      list.current?.querySelector<HTMLInputElement>(".word:last-child input")?.focus();
    shown.current = fields;
  }, [fields]);
  const add = () => change({ ...draft, answers: [...draft.answers, ""] });
  const more = mayAdd(spec, draft);

  return (
    <fieldset class="words" aria-labelledby={labelledBy}>
      <p class="hint">{words.t("words.hint", { n: spec.answers })}</p>
      <div ref={list}>
        {draft.answers.map((text, place) => {
          const left = spec.characters - countGraphemes(text.trim());
          return (
            <div key={place} class="word">
              <input
                class="field"
                dir="auto"
                autocomplete="off"
                autocapitalize="none"
                enterkeyhint={place + 1 < spec.answers ? "next" : "send"}
                aria-label={words.t("words.field", { n: place + 1, all: spec.answers })}
                aria-invalid={left < 0}
                aria-describedby={left <= NEARLY ? `left-${place}` : undefined}
                value={text}
                onInput={(event) => change(write(draft, place, event.currentTarget.value))}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || event.isComposing || !more) return;
                  event.preventDefault();
                  add();
                }}
              />
              {left <= NEARLY && (
                <p id={`left-${place}`} class="word-left" data-over={left < 0} aria-live="polite">
                  {left < 0 ? words.t("words.over", { n: -left }) : words.t("words.left", { n: left })}
                </p>
              )}
            </div>
          );
        })}
      </div>
      {draft.answers.length < spec.answers && (
        <button
          type="button"
          class="button words-add"
          data-look="quiet"
          aria-disabled={!more}
          onClick={() => more && add()}
        >
          {words.t("words.add")}
        </button>
      )}
    </fieldset>
  );
}

function Own({ ballot }: OwnProps<WordsSpec, WordsBallot>) {
  return (
    <ul class="own-words">
      {ballot.answers.map((text) => (
        <li key={text}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Results({ results, own, words }: ResultsProps<WordsSpec, WordsBallot, WordsResults>) {
  const most = Math.max(1, ...results.words.map((word) => word.count));
  const given = new Set(own?.answers.map((text) => text.toLowerCase()));
  const listed = results.words.slice(0, LISTED);
  const unlisted = results.words.length - listed.length + results.more;
  return (
    <Bars
      ownLabel={words.t("results.own")}
      lines={listed.map((word) => ({
        key: `${word.text} ${word.lang ?? ""}`,
        label: word.lang === undefined ? word.text : `${word.text} (${word.lang})`,
        value: words.number(word.count),
        share: word.count / most,
        own: given.has(word.text.toLowerCase()) && [undefined, own?.lang].includes(word.lang),
        swatch: null,
      }))}
    >
      {unlisted > 0 && <p class="more">{words.t("results.more", { n: unlisted })}</p>}
    </Bars>
  );
}

export const words: KindForm<WordsSpec, WordsBallot, WordsResults> = {
  name: "words",
  start: () => ({ kind: "words", answers: [""] }),
  finish,
  fits: (spec, { answers }) =>
    Array.isArray(answers) &&
    answers.length > 0 &&
    answers.length <= spec.answers &&
    answers.every((text) => typeof text === "string"),
  Own,
  Ballot,
  Results,
};
