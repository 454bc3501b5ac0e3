// Scale on the phone: a row of numbers for each statement, and the statements with their means.
import { Bars } from "../components/bars.tsx";
import type { ScaleBallot, ScaleResults, ScaleSpec } from "../kinds.ts";
import type { Localised } from "../protocol.ts";
import type { BallotProps, KindForm, OwnProps, ResultsProps } from "./kind.ts";

/** The values of a scale, the lowest first. */
export function steps(spec: ScaleSpec): readonly number[] {
  return Array.from({ length: spec.high - spec.low + 1 }, (_, step) => spec.low + step);
}

/** The draft with one statement rated. */
export function rate(draft: ScaleBallot, statement: number, value: number): ScaleBallot {
  return { ...draft, ratings: { ...draft.ratings, [statement]: value } };
}

/** The draft with one statement left out. */
export function skip(draft: ScaleBallot, statement: number): ScaleBallot {
  const { [statement]: _, ...ratings } = draft.ratings;
  return { ...draft, ratings };
}

/** Values in a row: all of them while they are few, else half, so that each stays as wide as a thumb. */
export function columns(all: number): number {
  return all <= 7 ? all : Math.ceil(all / 2);
}

function Ballot({ spec, draft, words, change }: BallotProps<ScaleSpec, ScaleBallot>) {
  const values = steps(spec);
  const row = columns(values.length);
  const low = <End label={spec.low_label} words={words} />;
  return (
    <>
      {spec.statements.map((statement, place) => {
        const rated = draft.ratings[place];
        return (
          <fieldset key={place} class="statement">
            <legend class="statement-text" dir="auto" lang={words.tongue(statement)}>
              {words.say(statement)}
            </legend>
            {row < values.length && <div class="ends">{low}</div>}
            <div class="steps" style={{ gridTemplateColumns: `repeat(${row}, 1fr)` }}>
              {values.map((value) => (
                <label key={value} class="step">
                  <input
                    class="unseen step-input"
                    type="radio"
                    name={`statement-${place}`}
                    checked={rated === value}
                    aria-label={stepName(spec, value, words)}
                    onChange={() => change(rate(draft, place, value))}
                  />
                  <span class="step-face number" aria-hidden="true">
                    {words.number(value)}
                  </span>
                </label>
              ))}
            </div>
            <div class="ends">
              {row === values.length && low}
              <button
                type="button"
                class="clear"
                hidden={rated === undefined}
                onClick={() => change(skip(draft, place))}
              >
                {words.t("scale.clear")}
              </button>
              <End label={spec.high_label} words={words} />
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

/** What one end of the scale is called; a screen reader hears it with the value. */
function End({
  label,
  words,
}: {
  label: Localised | null;
  words: BallotProps<ScaleSpec, ScaleBallot>["words"];
}) {
  return (
    <span class="end" dir="auto" lang={label === null ? undefined : words.tongue(label)} aria-hidden="true">
      {label === null ? "" : words.say(label)}
    </span>
  );
}

/** A value as a screen reader says it: an end of the scale with what it is called. */
function stepName(
  spec: ScaleSpec,
  value: number,
  words: BallotProps<ScaleSpec, ScaleBallot>["words"],
): string {
  const label = value === spec.low ? spec.low_label : value === spec.high ? spec.high_label : null;
  return label === null ? words.number(value) : words.list([words.number(value), words.say(label)]);
}

function Own({ spec, ballot, words }: OwnProps<ScaleSpec, ScaleBallot>) {
  return (
    <dl class="own-scale">
      {spec.statements.map((statement, place) => {
        const value = ballot.ratings[place];
        return (
          value !== undefined && (
            <div key={place}>
              <dt dir="auto">{words.say(statement)}</dt>
              <dd class="number">{words.number(value)}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

function Results({ spec, results, own, words }: ResultsProps<ScaleSpec, ScaleBallot, ScaleResults>) {
  return (
    <Bars
      ownLabel={null}
      lines={spec.statements.map((statement, place) => {
        const mean = results.statements[place]?.mean ?? null;
        const rating = own?.ratings[place];
        const label = words.say(statement);
        return {
          key: String(place),
          label: rating === undefined ? label : `${label} ${words.t("scale.own", { n: rating })}`,
          value: mean === null ? "–" : words.number(Math.round(mean * 10) / 10),
          share: mean === null ? 0 : (mean - spec.low) / (spec.high - spec.low),
          own: rating !== undefined,
          swatch: null,
        };
      })}
    >
      <p class="more">{words.t("scale.means", { low: spec.low, high: spec.high })}</p>
    </Bars>
  );
}

export const scale: KindForm<ScaleSpec, ScaleBallot, ScaleResults> = {
  name: "scale",
  start: () => ({ kind: "scale", ratings: {} }),
  finish: (_, draft) => (Object.keys(draft.ratings).length > 0 ? draft : null),
  fits: (spec, { ratings }) =>
    typeof ratings === "object" &&
    ratings !== null &&
    Object.entries(ratings).every(
      ([place, value]) => Number(place) < spec.statements.length && steps(spec).includes(value),
    ),
  Own,
  Ballot,
  Results,
};
