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
/** Swatches in a row; the palette is ordered by it. With their names they need more room. */
const ROW = 6;
const NAMED_ROW = 3;

export function palette(spec: ColoursSpec): readonly string[] {
  return spec.swatches.length > 0 ? spec.swatches : SWATCHES.map((swatch) => swatch.colour);
}

/** What a colour is called in the language of the page. */
export function nameOf(hex: string, words: Speech): string {
  return called(hex, words.lang);
}

/** The draft with a colour taken as the last preference, or put back; the only pick gives way to another one. */
export function toggle(spec: ColoursSpec, draft: ColoursBallot, hex: string): ColoursBallot {
  const without = draft.picks.filter((pick) => pick !== hex);
  if (without.length < draft.picks.length) return { ...draft, picks: without };
  if (spec.picks === 1) return { ...draft, picks: [hex] };
  return draft.picks.length < spec.picks ? { ...draft, picks: [...draft.picks, hex] } : draft;
}

/** No further colour can be taken; one alone is replaced. */
function isFull(spec: ColoursSpec, draft: ColoursBallot): boolean {
  return spec.picks > 1 && draft.picks.length >= spec.picks;
}

/** Where an arrow key leads from one swatch, or null where it is no arrow or leads off the grid. */
export function go(key: string, from: number, all: number, rtl: boolean, row = ROW): number | null {
  const onward = rtl ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: onward,
    ArrowLeft: -onward,
    ArrowDown: row,
    ArrowUp: -row,
    Home: -from,
    End: all - 1 - from,
  };
  const to = from + (steps[key] ?? Number.NaN);
  return to >= 0 && to < all ? to : null;
}

/** Which swatch Tab leads to: of radio buttons the picked one, else where the keyboard was last. */
export function tabStop(spec: ColoursSpec, draft: ColoursBallot, at: number): number {
  const picked = spec.picks === 1 ? palette(spec).indexOf(draft.picks[0] ?? "") : -1;
  return picked < 0 ? at : picked;
}

function Ballot({ spec, draft, words, labelledBy, change }: BallotProps<ColoursSpec, ColoursBallot>) {
  const [named, setNamed] = useState(false);
  const [mixing, setMixing] = useState(false);
  const pick = (hex: string) => change(toggle(spec, draft, hex));
  return (
    <>
      <p class="unseen" aria-live="polite">
        {words.t("picks.chosen", { n: draft.picks.length, all: spec.picks })}
      </p>
      <Picked spec={spec} draft={draft} words={words} pick={pick} />
      <Swatches spec={spec} draft={draft} words={words} labelledBy={labelledBy} named={named} pick={pick} />
      <div class="ways">
        <button
          type="button"
          class="button names"
          data-look="quiet"
          aria-pressed={named}
          onClick={() => setNamed(!named)}
        >
          {words.t("colours.names")}
        </button>
        {spec.free && (
          <button
            type="button"
            class="button mix"
            data-look="quiet"
            aria-expanded={mixing}
            onClick={() => setMixing(!mixing)}
          >
            {words.t("colours.any")}
          </button>
        )}
      </div>
      {spec.free && mixing && (
        <Picker
          words={words}
          full={isFull(spec, draft)}
          nameOf={(hex) => nameOf(hex, words)}
          take={(hex) => !draft.picks.includes(hex) && pick(hex)}
        />
      )}
    </>
  );
}

interface SwatchesProps {
  readonly spec: ColoursSpec;
  readonly draft: ColoursBallot;
  readonly words: Speech;
  readonly labelledBy: string;
  /** Names stand on the swatches. */
  readonly named: boolean;
  pick(hex: string): void;
}

/** The palette as checkboxes, or as radio buttons where one colour is asked for, on which an arrow key picks. */
function Swatches({ spec, draft, words, labelledBy, named, pick }: SwatchesProps) {
  const [at, setAt] = useState(0);
  const colours = palette(spec);
  const single = spec.picks === 1;
  const stop = tabStop(spec, draft, at);

  function move(event: KeyboardEvent): void {
    const to = go(event.key, at, colours.length, words.dir === "rtl", named ? NAMED_ROW : ROW);
    const hex = to === null ? undefined : colours[to];
    if (to === null || hex === undefined) return;
    event.preventDefault();
    setAt(to);
    (event.currentTarget as HTMLElement).querySelectorAll("input")[to]?.focus();
    if (single && !draft.picks.includes(hex)) pick(hex);
  }

  return (
    <fieldset
      class="swatches"
      data-named={named}
      role={single ? "radiogroup" : "group"}
      aria-labelledby={labelledBy}
      onKeyDown={move}
    >
      {colours.map((hex, place) => (
        <Swatch
          key={hex}
          hex={hex}
          name={nameOf(hex, words)}
          rank={draft.picks.indexOf(hex) + 1}
          words={words}
          named={named}
          single={single}
          shut={isFull(spec, draft)}
          tabbed={place === stop}
          focus={() => setAt(place)}
          pick={() => pick(hex)}
        />
      ))}
    </fieldset>
  );
}

interface SwatchProps {
  readonly hex: string;
  readonly name: string;
  /** Its place among the picks from 1, or 0. */
  readonly rank: number;
  readonly words: Speech;
  readonly named: boolean;
  readonly single: boolean;
  /** Only what is picked can be changed. */
  readonly shut: boolean;
  readonly tabbed: boolean;
  focus(): void;
  pick(): void;
}

function Swatch({ hex, name, rank, words, named, single, shut, tabbed, focus, pick }: SwatchProps) {
  const refused = shut && rank === 0;
  const number = rank > 0 ? words.number(rank) : "";
  return (
    <label class="swatch" style={{ background: hex, color: inkOn(hex) }} title={name}>
      <input
        class="swatch-input"
        type={single ? "radio" : "checkbox"}
        name={single ? "swatch" : undefined}
        tabIndex={tabbed ? 0 : -1}
        checked={rank > 0}
        aria-label={name}
        aria-disabled={refused}
        onFocus={focus}
        onClick={(event) => {
          if (refused) event.preventDefault();
        }}
        onChange={pick}
      />
      <span class="swatch-face number" data-picked={rank > 0} aria-hidden="true">
        {named ? `${number} ${name}` : number}
      </span>
    </label>
  );
}

/** The picks in their places; the places are there from the start, so that nothing moves under a finger. */
function Picked({ spec, draft, words, pick }: Omit<SwatchesProps, "labelledBy" | "named">) {
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
