// Choice on the phone: radio buttons or checkboxes, large enough for a thumb, and the options with their shares.
import { Bars } from "../components/bars.tsx";
import type { ChoiceBallot, ChoiceResults, ChoiceSpec } from "../kinds.ts";
import type { BallotProps, KindForm, OwnProps, ResultsProps } from "./kind.ts";

/** The draft once an option was tapped. The one of a single choice moves; one of several comes and goes. */
export function toggle(spec: ChoiceSpec, draft: ChoiceBallot, option: number): ChoiceBallot {
  if (spec.most === 1) return { ...draft, picks: [option] };
  const without = draft.picks.filter((pick) => pick !== option);
  if (without.length < draft.picks.length) return { ...draft, picks: without };
  return draft.picks.length < spec.most ? { ...draft, picks: [...draft.picks, option] } : draft;
}

function Ballot({ spec, draft, words, labelledBy, change }: BallotProps<ChoiceSpec, ChoiceBallot>) {
  const single = spec.most === 1;
  const full = !single && draft.picks.length >= spec.most;
  return (
    <fieldset aria-labelledby={labelledBy}>
      {!single && (
        <p class="hint" aria-live="polite">
          {words.t("picks.chosen", { n: draft.picks.length, all: spec.most })}
        </p>
      )}
      {spec.options.map((option, place) => {
        const picked = draft.picks.includes(place);
        return (
          <label key={place} class="option" data-picked={picked} data-off={full && !picked}>
            <input
              class="option-input"
              type={single ? "radio" : "checkbox"}
              name="option"
              checked={picked}
              disabled={full && !picked}
              onChange={() => change(toggle(spec, draft, place))}
            />
            <span class="option-name" dir="auto" lang={words.tongue(option)}>
              {words.say(option)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function Own({ spec, ballot, words }: OwnProps<ChoiceSpec, ChoiceBallot>) {
  return (
    <ul class="own-words">
      {ballot.picks.map((pick) => (
        <li key={pick}>
          <bdi>{words.say(spec.options[pick] ?? "")}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Results({ spec, results, own, words }: ResultsProps<ChoiceSpec, ChoiceBallot, ChoiceResults>) {
  return (
    <Bars
      ownLabel={words.t("results.own")}
      lines={spec.options.map((option, place) => {
        const share = (results.counts[place] ?? 0) / Math.max(1, results.turnout);
        return {
          key: String(place),
          label: words.say(option),
          value: words.percent(share),
          share,
          own: own?.picks.includes(place) ?? false,
          swatch: null,
        };
      })}
    >
      {null}
    </Bars>
  );
}

export const choice: KindForm<ChoiceSpec, ChoiceBallot, ChoiceResults> = {
  name: "choice",
  start: () => ({ kind: "choice", picks: [] }),
  finish: (_, draft) => (draft.picks.length > 0 ? draft : null),
  fits: (spec, { picks }) =>
    Array.isArray(picks) &&
    picks.length <= spec.most &&
    picks.every((pick) => Number.isInteger(pick) && pick >= 0 && pick < spec.options.length),
  Own,
  Ballot,
  Results,
};
