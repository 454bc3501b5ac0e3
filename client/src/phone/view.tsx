// The whole phone page for one state: the screen inside the shell, and the connection's line below it.
import { useLayoutEffect, useRef } from "preact/hooks";
import { Shell } from "../components/shell.tsx";
import type { Language } from "../i18n.ts";
import { formOf } from "../kinds/registry.ts";
import type { Ballot } from "../kinds.ts";
import { lineOf, type Phone, type Screen, screenOf, turnOf } from "../phone.ts";
import type { Lang, PollNow } from "../protocol.ts";
import { Answer } from "./answer.tsx";
import { Closed, Gone, Joining, Sent, type Speech, Wait } from "./screens.tsx";

export interface Hands {
  draft(poll: PollNow, draft: Ballot): void;
  cast(poll: PollNow, ballot: Ballot): void;
  change(poll: PollNow): void;
  keep(): void;
  speak(lang: Language): void;
}

interface Props {
  readonly phone: Phone;
  readonly words: Speech;
  /** The language that the person most likely answers in. */
  readonly lang: Lang;
  readonly hands: Hands;
}

export function View({ phone, words, lang, hands }: Props) {
  const screen = screenOf(phone, (spec, draft) => formOf(spec).fits(spec, draft));
  const line = lineOf(phone.room);
  const turn = turnOf(screen);
  const last = useRef(turn);
  useLayoutEffect(() => {
    if (last.current !== turn) document.getElementById("heading")?.focus();
    last.current = turn;
  }, [turn]);
  return (
    <Shell lang={words.lang} languageLabel={words.t("language")} choose={hands.speak}>
      <Shown screen={screen} words={words} lang={lang} hands={hands} />
      {screen.is !== "gone" && (
        <footer class="line" data-line={line}>
          <i class="line-dot" />
          <output>{words.t(`line.${line}`)}</output>
        </footer>
      )}
    </Shell>
  );
}

function Shown({ screen, words, lang, hands }: Omit<Props, "phone"> & { readonly screen: Screen }) {
  switch (screen.is) {
    case "joining":
      return <Joining screen={screen} words={words} />;
    case "gone":
      return <Gone screen={screen} words={words} />;
    case "wait":
      return <Wait screen={screen} words={words} />;
    case "answer":
      return (
        <Answer
          key={`${screen.poll.id} ${screen.poll.run}`}
          screen={screen}
          words={words}
          lang={lang}
          draft={(draft) => hands.draft(screen.poll, draft)}
          cast={(ballot) => hands.cast(screen.poll, ballot)}
          keep={hands.keep}
        />
      );
    case "sending":
    case "counted":
      return <Sent screen={screen} words={words} change={() => hands.change(screen.poll)} />;
    case "closed":
      return <Closed screen={screen} words={words} />;
  }
}
