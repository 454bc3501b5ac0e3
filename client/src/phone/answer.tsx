// The screen on which a person answers: the question, the kind's form, what went wrong, and the one action.
import { useState } from "preact/hooks";
import { formOf } from "../kinds/registry.ts";
import type { Ballot } from "../kinds.ts";
import type { Lang } from "../protocol.ts";
import { Heading, type ScreenOf, type Speech } from "./screens.tsx";

interface Props {
  readonly screen: ScreenOf<"answer">;
  readonly words: Speech;
  /** The language that the person most likely answers in. */
  readonly lang: Lang;
  draft(draft: Ballot): void;
  cast(ballot: Ballot): void;
  keep(): void;
}

export function Answer({ screen, words, lang, draft, cast, keep }: Props) {
  const [tried, setTried] = useState(false);
  const { poll, refused, given } = screen;
  const form = formOf(poll.spec);
  const current = screen.draft ?? form.start(poll.spec);
  const ballot = form.finish(poll.spec, current, lang);
  const wrong =
    refused === null ? (tried && ballot === null ? words.t("send.empty") : null) : sentence(refused, words);

  function send(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (ballot !== null) cast(ballot);
  }

  return (
    <main class="main">
      <form class="answer" noValidate onSubmit={send}>
        <Heading lang={words.tongue(poll.spec.question)}>{words.say(poll.spec.question)}</Heading>
        <form.Ballot spec={poll.spec} draft={current} words={words} labelledBy="heading" change={draft} />
        <div class="action">
          <p class="wrong" role="alert">
            {wrong}
          </p>
          <button type="submit" class="button" data-look="main">
            {words.t("send")}
          </button>
          {given !== null && (
            <button type="button" class="button" data-look="quiet" onClick={keep}>
              {words.t("keep")}
            </button>
          )}
        </div>
      </form>
    </main>
  );
}

function sentence(refused: NonNullable<Props["screen"]["refused"]>, words: Speech): string {
  return words.find(`refusal.${refused.code}`, refused.args) ?? refused.text;
}
