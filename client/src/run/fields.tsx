// The controls that the kinds' editors are made of. They render and report; what is right is said in editing.ts.
import type { ComponentChildren, VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import type { Lang, Localised } from "../protocol.ts";
import { idOf, type Problem } from "./editing.ts";
import { Icon } from "./icons.tsx";
import { directionOf, nameOf, wordings, write } from "./wording.ts";

/** What the fields of every kind are given. */
export interface FieldsProps<S> {
  readonly spec: S;
  readonly w: RunWords;
  /** Nothing until somebody has tried to save. */
  readonly problems: readonly Problem[];
  change(spec: S): void;
}

function sentence(w: RunWords, { lang, wrong }: Problem): string {
  switch (wrong.is) {
    case "blank":
      return w.t(lang === null ? "wrong.blank" : "wrong.blank-tongue");
    case "long":
      return w.t("wrong.long", { limit: wrong.limit });
    case "twice":
      return w.t("wrong.twice");
    case "other":
      return w.t("wrong.server", { reason: wrong.reason });
    default:
      return wrong satisfies never;
  }
}

function Complaint({
  id,
  w,
  problem,
}: {
  id: string;
  w: RunWords;
  problem: Problem | undefined;
}): VNode | null {
  if (problem === undefined) return null;
  return (
    <p class="complaint" id={`${id}-wrong`}>
      <Icon name="warn" /> {sentence(w, problem)}
    </p>
  );
}

export interface WordingProps {
  readonly field: string;
  readonly label: string;
  readonly text: Localised;
  readonly w: RunWords;
  readonly problems: readonly Problem[];
  readonly rows?: number;
  readonly hint?: string;
  readonly quietLabel?: boolean;
  /** Take a language off every text of the poll. */
  dropTongue?(lang: Lang): void;
  onEnter?(): void;
  change(text: Localised): void;
}

/** A text in one wording, or in one for each of its languages. */
export function Wording(props: WordingProps): VNode {
  const { field, label, text, w, quietLabel = false } = props;
  if (typeof text === "string") {
    const id = idOf(field);
    return (
      <div class="wording">
        <label class={quietLabel ? "unseen" : "label"} for={id}>
          {label}
        </label>
        <One {...props} lang={null} wording={text} id={id} />
      </div>
    );
  }
  return (
    <fieldset class="wording">
      <legend class={quietLabel ? "unseen" : "label"}>{label}</legend>
      {wordings(text).map(([lang, wording]) => {
        const id = idOf(field, lang);
        return (
          <div class="worded" key={lang}>
            <label class="tongue" for={id}>
              {nameOf(lang ?? "", w.lang)}
            </label>
            <One {...props} lang={lang} wording={wording} id={id} />
            {props.dropTongue === undefined || lang === null ? null : (
              <DropTongue lang={lang} w={w} drop={props.dropTongue} />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function DropTongue({ lang, w, drop }: { lang: Lang; w: RunWords; drop(lang: Lang): void }): VNode {
  return (
    <button
      type="button"
      class="button icon-button"
      data-look="quiet"
      aria-label={w.t("tongues.drop", { language: nameOf(lang, w.lang) })}
      onClick={() => drop(lang)}
    >
      <Icon name="cross" />
    </button>
  );
}

/** An empty field in no language of its own writes as the page does; a filled one as its text does. */
function directed(lang: Lang | null, wording: string): { lang?: Lang; dir?: "ltr" | "rtl" | "auto" } {
  if (lang !== null) return { lang, dir: directionOf(lang) };
  return wording === "" ? {} : { dir: "auto" };
}

function One(props: WordingProps & { lang: Lang | null; wording: string; id: string }): VNode {
  const { field, text, w, problems, rows = 1, hint, lang, wording, id, change, onEnter } = props;
  const problem = problems.find((at) => at.field === field && (at.lang === null || at.lang === lang));
  const shared = {
    id,
    class: "field",
    value: wording,
    "aria-invalid": problem !== undefined,
    ...directed(lang, wording),
    ...(hint === undefined ? {} : { placeholder: hint }),
    ...(problem === undefined ? {} : { "aria-describedby": `${id}-wrong` }),
    onInput: (event: { currentTarget: { value: string } }) =>
      change(write(text, lang, event.currentTarget.value)),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing || onEnter === undefined) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div class="grow">
      {rows > 1 ? (
        <textarea {...shared} rows={rows} />
      ) : (
        <input {...shared} type="text" autocomplete="off" onKeyDown={onKeyDown} />
      )}
      <Complaint id={id} w={w} problem={problem} />
    </div>
  );
}

export interface ListProps {
  readonly field: string;
  readonly label: string;
  /** The name of one row, with its number as `{n}`. */
  nameOfRow(place: number): string;
  readonly addLabel: string;
  readonly texts: readonly Localised[];
  readonly least: number;
  readonly most: number;
  readonly blank: Localised;
  readonly w: RunWords;
  readonly problems: readonly Problem[];
  change(texts: readonly Localised[]): void;
}

function goTo(field: string, text: Localised): void {
  const [first] = wordings(text);
  requestAnimationFrame(() => document.getElementById(idOf(field, first?.[0] ?? null))?.focus());
}

/** Several texts in order: Enter goes to the next one, and past the last one adds another. */
export function TextList(props: ListProps): VNode {
  const { field, label, nameOfRow, addLabel, texts, least, most, blank, w, problems, change } = props;
  const add = () => {
    change([...texts, blank]);
    goTo(`${field}[${texts.length}]`, blank);
  };
  const enter = (place: number) => {
    const next = texts[place + 1];
    if (next !== undefined) goTo(`${field}[${place + 1}]`, next);
    else if (texts.length < most) add();
  };
  return (
    <fieldset class="texts">
      <legend class="label">{label}</legend>
      {texts.map((text, place) => (
        <div class="texts-row" key={place}>
          <span class="number place" aria-hidden="true">
            {w.number(place + 1)}
          </span>
          <Wording
            field={`${field}[${place}]`}
            label={nameOfRow(place)}
            quietLabel
            text={text}
            w={w}
            problems={problems}
            onEnter={() => enter(place)}
            change={(changed) => change(texts.map((other, at) => (at === place ? changed : other)))}
          />
          <button
            type="button"
            class="button icon-button"
            data-look="quiet"
            disabled={texts.length <= least}
            aria-label={w.t("field.take-out", { name: nameOfRow(place) })}
            onClick={() => change(texts.filter((_, at) => at !== place))}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      <button type="button" class="button" data-look="quiet" disabled={texts.length >= most} onClick={add}>
        <Icon name="plus" /> {addLabel}
      </button>
    </fieldset>
  );
}

export interface StepperProps {
  readonly field: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly w: RunWords;
  change(value: number): void;
}

/** A whole number between two bounds, by button, arrow key or typing. */
export function Stepper({ field, label, value, min, max, step = 1, w, change }: StepperProps): VNode {
  const id = idOf(field);
  const set = (wanted: number) => {
    if (Number.isFinite(wanted)) change(Math.min(max, Math.max(min, Math.round(wanted))));
  };
  return (
    <div class="stepper">
      <label class="label" for={id}>
        {label}
      </label>
      <div class="stepper-row">
        <button
          type="button"
          class="button icon-button"
          disabled={value <= min}
          aria-label={w.t("field.less", { name: label })}
          onClick={() => set(value - step)}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          class="field number"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={value}
          onChange={(event) => set(event.currentTarget.valueAsNumber)}
        />
        <button
          type="button"
          class="button icon-button"
          disabled={value >= max}
          aria-label={w.t("field.more", { name: label })}
          onClick={() => set(value + step)}
        >
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}

export interface TickProps {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  change(on: boolean): void;
}

export function Tick({ field, label, hint, on, change }: TickProps): VNode {
  const id = idOf(field);
  return (
    <div class="tick">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Row({ children }: { children: ComponentChildren }): VNode {
  return <div class="field-row">{children}</div>;
}
