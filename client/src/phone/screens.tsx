// The phone's screens, one component each: what is drawn for a Screen of phone.ts, and nothing decided.
import type { ComponentChildren } from "preact";
import { Tree } from "../components/tree.tsx";
import type { CommonKey } from "../i18n/common.ts";
import type { PhoneKey } from "../i18n/phone.ts";
import type { Words } from "../i18n.ts";
import { formOf } from "../kinds/registry.ts";
import type { Ballot } from "../kinds.ts";
import type { Screen } from "../phone.ts";
import type { PollNow, Shown } from "../protocol.ts";

export type Speech = Words<CommonKey | PhoneKey>;
export type ScreenOf<Is extends Screen["is"]> = Extract<Screen, { readonly is: Is }>;

interface HeadingProps {
  readonly children: ComponentChildren;
  readonly lang?: string | undefined;
}

/** The heading of a screen, which takes the focus when the screen turns to something else (view.tsx). */
export function Heading({ children, lang }: HeadingProps) {
  return (
    <h1 id="heading" class="heading" tabIndex={-1} dir="auto" lang={lang}>
      {children}
    </h1>
  );
}

/** `bare` waits for the golden dot of the tree, `joy` lets it arrive, `whole` has it. */
type Mood = "bare" | "joy" | "whole";

interface CalmProps {
  readonly mood: Mood;
  readonly children: ComponentChildren;
}

/** A screen that asks nothing: the tree, what is the case (the heading), and what happens next. */
function Calm({ mood, children }: CalmProps) {
  return (
    <div class="calm" data-mood={mood}>
      <Tree joy={mood === "joy"} />
      {children}
    </div>
  );
}

function OwnAnswer({ poll, ballot, words }: { poll: PollNow; ballot: Ballot; words: Speech }) {
  const { Own } = formOf(poll.spec);
  return (
    <section class="own" aria-label={words.t("yours")}>
      <p class="own-question">
        <bdi>{words.say(poll.spec.question)}</bdi>
      </p>
      <Own spec={poll.spec} ballot={ballot} words={words} />
    </section>
  );
}

interface RoomSaysProps {
  readonly poll: PollNow;
  readonly shown: Shown;
  readonly own: Ballot | null;
  readonly words: Speech;
}

function RoomSays({ poll, shown, own, words }: RoomSaysProps) {
  const { Results } = formOf(poll.spec);
  return (
    <section class="results">
      <h2>{words.t("results")}</h2>
      <p class="turnout number">{words.t("answers", { n: shown.turnout })}</p>
      <Results spec={poll.spec} results={shown.results} own={own} turnout={shown.turnout} words={words} />
    </section>
  );
}

export function Gone({ screen, words }: { screen: ScreenOf<"gone">; words: Speech }) {
  const { why } = screen;
  return (
    <main class="main">
      <Calm mood="bare">
        <Heading>{words.t(`gone.${why}`)}</Heading>
        <p>{words.t(`gone.${why}.text`)}</p>
      </Calm>
      <div class="action">
        <a class="button" data-look="main" href={why === "link" ? "" : "/"}>
          {words.t(`gone.${why}.go`)}
        </a>
      </div>
    </main>
  );
}

export function Wait({ screen, words }: { screen: ScreenOf<"wait">; words: Speech }) {
  const { next, title } = screen;
  return (
    <main class="main">
      <Calm mood="bare">
        <Heading lang={next === null ? undefined : words.tongue(next.spec.question)}>
          {next === null ? words.t("wait") : words.say(next.spec.question)}
        </Heading>
        <p>{words.t(next === null ? "wait.text" : "next.text")}</p>
        <p class="session">
          <bdi>{words.say(title)}</bdi>
        </p>
      </Calm>
      <p class="private">{words.t("wait.private")}</p>
    </main>
  );
}

export function Joining({ screen, words }: { screen: ScreenOf<"joining">; words: Speech }) {
  return (
    <main class="main">
      <Calm mood="bare">
        <Heading>{words.t("joining")}</Heading>
        <p>{words.t(screen.kept ? "joining.kept" : "joining.text")}</p>
      </Calm>
    </main>
  );
}

interface SentProps {
  readonly screen: ScreenOf<"sending"> | ScreenOf<"counted">;
  readonly words: Speech;
  change(): void;
}

/**
 * Sending and counted are one picture, so that the golden dot can arrive in it. The focus stays where it is meanwhile, so
 * the heading stands in the live region: "your answer counts" is heard as well as seen.
 */
export function Sent({ screen, words, change }: SentProps) {
  const { poll } = screen;
  return (
    <main class="main">
      <Calm mood={moodOf(screen)}>
        <div class="said" role="status">
          <Heading>{saidOf(screen, words)}</Heading>
          <p>{explained(screen, words)}</p>
        </div>
      </Calm>
      <OwnAnswer poll={poll} ballot={screen.ballot} words={words} />
      <button type="button" class="button change" onClick={change}>
        {words.t("change")}
      </button>
      {screen.is === "counted" && screen.results !== null && (
        <RoomSays poll={poll} shown={screen.results} own={screen.ballot} words={words} />
      )}
    </main>
  );
}

function moodOf(screen: SentProps["screen"]): Mood {
  if (screen.is === "sending") return "bare";
  return screen.joy ? "joy" : "whole";
}

function saidOf(screen: SentProps["screen"], words: Speech): string {
  if (screen.is === "counted") return words.t("counted");
  return words.t(screen.held === "no" ? "sending" : `sending.${screen.held}`);
}

function explained(screen: SentProps["screen"], words: Speech): string {
  if (screen.is === "counted") return words.t("counted.text");
  return screen.held === "no" ? "" : words.t(`sending.${screen.held}.text`);
}

export function Closed({ screen, words }: { screen: ScreenOf<"closed">; words: Speech }) {
  const { poll, own, results } = screen;
  const ballot = own.is === "counted" || own.is === "asking" ? own.ballot : null;
  return (
    <main class="main">
      <Calm mood={own.is === "counted" ? "whole" : "bare"}>
        <Heading>{words.t("closed")}</Heading>
        <p aria-live="polite">{words.t(`closed.${own.is}`)}</p>
      </Calm>
      {ballot === null ? (
        <p class="own-question">
          <bdi>{words.say(poll.spec.question)}</bdi>
        </p>
      ) : (
        <OwnAnswer poll={poll} ballot={ballot} words={words} />
      )}
      {results !== null && <RoomSays poll={poll} shown={results} own={ballot} words={words} />}
    </main>
  );
}
