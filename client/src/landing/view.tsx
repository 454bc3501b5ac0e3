// The landing page for one state: type a code, or start a session and take its links.
import { Shell } from "../components/shell.tsx";
import { Tree } from "../components/tree.tsx";
import type { CommonKey } from "../i18n/common.ts";
import type { LandingKey } from "../i18n/landing.ts";
import type { Language, Words } from "../i18n.ts";
import type { Landing, LandingEvent, Problem } from "../landing.ts";
import { TITLE_LIMIT } from "../protocol.ts";
import { Links } from "./links.tsx";

export type Speech = Words<CommonKey | LandingKey>;

/** The languages that a room is asked about, each in itself. */
const ROOM: Readonly<Record<string, string>> = {
  en: "English",
  fr: "Français",
  es: "Español",
  pt: "Português",
  ar: "العربية",
  tr: "Türkçe",
  ru: "Русский",
  zh: "中文",
};

export interface Hands {
  tell(event: LandingEvent): void;
  /** The person leaves for the run page, which has every link. */
  leave(): void;
  speak(lang: Language): void;
}

interface Props {
  readonly landing: Landing;
  readonly words: Speech;
  readonly hands: Hands;
}

export function View({ landing, words, hands }: Props) {
  return (
    <Shell lang={words.lang} languageLabel={words.t("language")} choose={hands.speak}>
      {landing.begun === null ? (
        <main class="landing">
          <div class="what">
            <Tree joy={false} />
            <h1>{words.t("what")}</h1>
            <p>{words.t("what.text")}</p>
          </div>
          <Join landing={landing} words={words} hands={hands} />
          <Start landing={landing} words={words} hands={hands} />
        </main>
      ) : (
        <Links begun={landing.begun} words={words} hands={hands} />
      )}
    </Shell>
  );
}

function Join({ landing, words, hands }: Props) {
  const wrong = wrongAbout(landing, "join", words);
  return (
    <form
      class="join"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        hands.tell({ is: "join" });
      }}
    >
      <label class="label" for="code">
        {words.t("code")}
      </label>
      <input
        id="code"
        class="field code"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="go"
        aria-describedby="code-hint code-wrong"
        aria-invalid={wrong !== null}
        value={landing.code}
        onInput={(event) => hands.tell({ is: "typed", code: event.currentTarget.value })}
      />
      <p id="code-hint" class="hint">
        {words.t("code.hint")}
      </p>
      <p id="code-wrong" class="wrong" role="alert">
        {wrong}
      </p>
      <button type="submit" class="button" data-look="main">
        {words.t(landing.busy === "joining" ? "joining" : "join")}
      </button>
    </form>
  );
}

function Start({ landing, words, hands }: Props) {
  const wrong = wrongAbout(landing, "start", words);
  return (
    <details class="start">
      <summary class="start-head">
        <h2>{words.t("start")}</h2>
        <p>{words.t("start.text")}</p>
      </summary>
      <form
        class="start-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          hands.tell({ is: "start" });
        }}
      >
        <label class="label" for="title">
          {words.t("title")}
        </label>
        <input
          id="title"
          class="field"
          dir="auto"
          autocomplete="off"
          maxLength={TITLE_LIMIT}
          aria-describedby="title-hint title-wrong"
          aria-invalid={wrong !== null}
          value={landing.title}
          onInput={(event) => hands.tell({ is: "titled", title: event.currentTarget.value })}
        />
        <p id="title-hint" class="hint">
          {words.t("title.hint")}
        </p>
        <fieldset class="room">
          <legend class="label">{words.t("languages")}</legend>
          {Object.entries(ROOM).map(([tag, name]) => (
            <label key={tag} class="tag" data-picked={landing.languages.includes(tag)} lang={tag}>
              <input
                type="checkbox"
                class="unseen tag-input"
                checked={landing.languages.includes(tag)}
                onChange={() => hands.tell({ is: "toggled", language: tag })}
              />
              <span class="tag-name">{name}</span>
            </label>
          ))}
        </fieldset>
        <p id="title-wrong" class="wrong" role="alert">
          {wrong}
        </p>
        <button type="submit" class="button" data-look="main">
          {words.t(landing.busy === "starting" ? "starting" : "start")}
        </button>
      </form>
    </details>
  );
}

function wrongAbout(landing: Landing, about: "join" | "start", words: Speech): string | null {
  return landing.problem?.about === about ? sentence(landing.problem.problem, words) : null;
}

function sentence(problem: Problem, words: Speech): string {
  switch (problem.is) {
    case "refused": {
      const { code, args, text } = problem.refused;
      return words.find(`refusal.${code}`, args) ?? text;
    }
    case "unreachable":
      return words.t("unreachable");
    case "short":
      return words.t("code.short");
    case "untitled":
      return words.t("title.empty");
  }
}
