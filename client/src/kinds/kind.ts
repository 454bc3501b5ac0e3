// The contract of a kind's client half: how a person answers, and what a phone shows of the results. The other half,
// writing a spec, is in <kind>.editing.ts and is never loaded by a phone. A kind renders what it is given and keeps
// nothing: the draft ballot lives in the page, so that no frame, reload or other tab can take it away.
import type { JSX } from "preact";
import type { CommonKey } from "../i18n/common.ts";
import type { Words } from "../i18n.ts";
import type { Ballot, Results, Spec } from "../kinds.ts";
import type { Lang } from "../protocol.ts";

export interface BallotProps<S, B> {
  readonly spec: S;
  /** What the person has entered so far; it need not be complete. */
  readonly draft: B;
  readonly words: Words<CommonKey>;
  /** The id of the question's heading, which names the whole form. */
  readonly labelledBy: string;
  change(draft: B): void;
}

export interface ResultsProps<S, B, R> {
  readonly spec: S;
  readonly results: R;
  /** The person's own counted ballot, to be marked in the list. */
  readonly own: B | null;
  readonly turnout: number;
  readonly words: Words<CommonKey>;
}

export interface OwnProps<S, B> {
  readonly spec: S;
  readonly ballot: B;
  readonly words: Words<CommonKey>;
}

export interface KindForm<S extends Spec = Spec, B extends Ballot = Ballot, R extends Results = Results> {
  readonly name: S["kind"];
  /** A draft with nothing in it. */
  start(spec: S): B;
  /** The ballot to cast, or null while there is nothing in it that could be counted; `lang` is what it is written in. */
  finish(spec: S, draft: B, lang: Lang): B | null;
  /** Whether a ballot kept from before still answers the spec. It was read back from storage, so it may have any shape. */
  fits(spec: S, ballot: B): boolean;
  /** What the ballot says, in a line or a few, for "your answer". */
  readonly Own: (props: OwnProps<S, B>) => JSX.Element;
  readonly Ballot: (props: BallotProps<S, B>) => JSX.Element;
  readonly Results: (props: ResultsProps<S, B, R>) => JSX.Element;
}
