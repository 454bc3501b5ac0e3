// Colours on the phone: named swatches as a group of checkboxes, any other colour by three sliders, and the picks in
// order of preference. Every colour carries its name and its place, so that nobody needs to see it.
import { useState } from "preact/hooks";
import { Bars } from "../components/bars.tsx";
import { Picker } from "../components/picker.tsx";
import type { CommonKey } from "../i18n/common.ts";
import type { Words } from "../i18n.ts";
import { type ColoursBallot, type ColoursResults, type ColoursSpec, SWATCHES } from "../kinds.ts";
import { inkOn } from "../oklch.ts";
import type { BallotProps, KindForm, OwnProps, ResultsProps } from "./kind.ts";
import { called } from "./naming.ts";

type Speech = Words<CommonKey>;
const HEX = /^#[0-9a-f]{6}$/;
/** Swatches in a row; the palette is ordered by it. */
const ROW = 6;

export function palette(spec: ColoursSpec): readonly string[] {
  return spec.swatches.length > 0 ? spec.swatches : SWATCHES.map((swatch) => swatch.colour);
}

/** What a colour is called in the language of the page. */
export function nameOf(hex: string, words: Speech): string {
  return called(hex, words.lang);
}

/** The draft with a colour taken as the last preference, or put back. Never over the limit, never twice. */
export function toggle(spec: ColoursSpec, draft: ColoursBallot, hex: string): ColoursBallot {
  const without = draft.picks.filter((pick) => pick !== hex);
  if (without.length < draft.picks.length) return { ...draft, picks: without };
  return draft.picks.length < spec.picks ? { ...draft, picks: [...draft.picks, hex] } : draft;
}

/** Where an arrow key leads from one swatch, or null where it is no arrow or leads off the grid. */
export function go(key: string, from: number, all: number, rtl: boolean): number | null {
  const onward = rtl ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: onward,
    ArrowLeft: -onward,
    ArrowDown: ROW,
    ArrowUp: -ROW,
    Home: -from,
    End: all - 1 - from,
  };
  const to = from + (steps[key] ?? Number.NaN);
  return to >= 0 && to < all ? to : null;
}

function Ballot({ spec, draft, words, labelledBy, change }: BallotProps<ColoursSpec, ColoursBallot>) {
  const [mixing, setMixing] = useState(false);
  const full = draft.picks.length >= spec.picks;
  const pick = (hex: string) => change(toggle(spec, draft, hex));
  return (
    <>
      <p class="unseen" aria-live="polite">
        {words.t("picks.chosen", { n: draft.picks.length, all: spec.picks })}
      </p>
      <Picked spec={spec} draft={draft} words={words} pick={pick} />
      <Swatches spec={spec} draft={draft} words={words} labelledBy={labelledBy} pick={pick} />
      {spec.free && (
        <>
          <button
            type="button"
            class="button mix"
            data-look="quiet"
            aria-expanded={mixing}
            onClick={() => setMixing(!mixing)}
          >
            {words.t("colours.any")}
          </button>
          {mixing && (
            <Picker
              words={words}
              full={full}
              nameOf={(hex) => nameOf(hex, words)}
              take={(hex) => !draft.picks.includes(hex) && pick(hex)}
            />
          )}
        </>
      )}
    </>
  );
}

interface SwatchesProps {
  readonly spec: ColoursSpec;
  readonly draft: ColoursBallot;
  readonly words: Speech;
  readonly labelledBy: string;
  pick(hex: string): void;
}

function Swatches({ spec, draft, words, labelledBy, pick }: SwatchesProps) {
  const [at, setAt] = useState(0);
  const colours = palette(spec);
  const full = draft.picks.length >= spec.picks;

  function move(event: KeyboardEvent): void {
    const to = go(event.key, at, colours.length, words.dir === "rtl");
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    (event.currentTarget as HTMLElement).querySelectorAll("input")[to]?.focus();
  }

  return (
    <fieldset class="swatches" aria-labelledby={labelledBy} onKeyDown={move}>
      {colours.map((hex, place) => {
        const rank = draft.picks.indexOf(hex) + 1;
        return (
          <label
            key={hex}
            class="swatch"
            style={{ background: hex, color: inkOn(hex) }}
            title={nameOf(hex, words)}
          >
            <input
              class="swatch-input"
              type="checkbox"
              tabIndex={place === at ? 0 : -1}
              checked={rank > 0}
              aria-label={nameOf(hex, words)}
              aria-disabled={full && rank === 0}
              onFocus={() => setAt(place)}
              onClick={(event) => {
                if (full && rank === 0) event.preventDefault();
              }}
              onChange={() => pick(hex)}
            />
            <span class="swatch-face number" data-picked={rank > 0} aria-hidden="true">
              {rank > 0 && words.number(rank)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** The picks in their places; the places are there from the start, so that nothing moves under a finger. */
function Picked({ spec, draft, words, pick }: Omit<SwatchesProps, "labelledBy">) {
  const places = Array.from({ length: spec.picks }, (_, place) => draft.picks[place] ?? null);
  return (
    <ol class="picked" aria-label={words.t("colours.yours")} data-places={spec.picks}>
      {places.map((hex, place) => (
        <li key={hex ?? place} class="picked-place">
          {hex === null ? (
            <>
              <i class="picked-chip number">{words.number(place + 1)}</i>
              <span class="unseen">{words.t("colours.place", { n: place + 1 })}</span>
            </>
          ) : (
            <button
              type="button"
              class="picked-button"
              aria-label={words.t("colours.remove", { name: nameOf(hex, words) })}
              onClick={() => pick(hex)}
            >
              <i class="picked-chip" data-full style={{ background: hex, color: inkOn(hex) }}>
                <svg class="picked-cross" viewBox="0 0 16 16" aria-hidden="true">
                  <path d="m4 4 8 8m0-8-8 8" />
                </svg>
              </i>
              <span class="picked-name">{nameOf(hex, words)}</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function Own({ ballot, words }: OwnProps<ColoursSpec, ColoursBallot>) {
  return (
    <ol class="own-colours">
      {ballot.picks.map((hex) => (
        <li key={hex}>
          <i class="chip" style={{ background: hex }} />
          <span>{nameOf(hex, words)}</span>
        </li>
      ))}
    </ol>
  );
}

function Results({ results, own, words }: ResultsProps<ColoursSpec, ColoursBallot, ColoursResults>) {
  const ranked = [...results.clusters].sort((a, b) => b.picks - a.picks);
  const most = Math.max(0.01, ranked[0]?.share ?? 0);
  const holds = (members: readonly (readonly [string, number])[]) =>
    members.some(([hex]) => own?.picks.includes(hex) ?? false);
  return (
    <Bars
      ownLabel={words.t("results.own")}
      lines={ranked.map((cluster) => ({
        key: cluster.key,
        label: words.say(cluster.name),
        value: words.percent(cluster.share),
        share: cluster.share / most,
        own: holds(cluster.members),
        swatch: cluster.colour,
      }))}
    >
      {null}
    </Bars>
  );
}

export const colours: KindForm<ColoursSpec, ColoursBallot, ColoursResults> = {
  name: "colours",
  start: () => ({ kind: "colours", picks: [] }),
  finish: (_, draft) => (draft.picks.length > 0 ? draft : null),
  fits: (spec, { picks }) =>
    Array.isArray(picks) &&
    picks.length <= spec.picks &&
    picks.every((hex) => (spec.free && HEX.test(hex)) || palette(spec).includes(hex)),
  Own,
  Ballot,
  Results,
};
