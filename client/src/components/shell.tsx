// The frame of the pages that people hold in their hands: mark and language above, one thing in the middle, the state
// of the connection below.
import type { ComponentChildren } from "preact";
import type { Language } from "../i18n.ts";
import { Languages } from "./languages.tsx";
import { Wordmark } from "./tree.tsx";

interface Props {
  readonly lang: Language;
  readonly languageLabel: string;
  readonly children: ComponentChildren;
  choose(lang: Language): void;
}

export function Shell({ lang, languageLabel, children, choose }: Props) {
  return (
    <div class="shell">
      <header class="top">
        <Wordmark />
        <Languages lang={lang} label={languageLabel} choose={choose} />
      </header>
      {children}
    </div>
  );
}
