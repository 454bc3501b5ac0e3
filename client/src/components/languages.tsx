// The language switch: a native select, so that every device offers it in its own way.
import { LANGUAGES, type Language, NAMES } from "../i18n.ts";

interface Props {
  readonly lang: Language;
  readonly label: string;
  choose(lang: Language): void;
}

export function Languages({ lang, label, choose }: Props) {
  return (
    <label class="languages">
      <span class="unseen">{label}</span>
      <select
        class="languages-select"
        value={lang}
        onChange={(event) => {
          const chosen = LANGUAGES.find((language) => language === event.currentTarget.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {NAMES[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
