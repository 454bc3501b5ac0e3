// In which languages a text is written: one wording for everybody, or one for each language.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import type { Lang, Localised } from "../protocol.ts";
import { Icon } from "./icons.tsx";
import { addLanguage, languagesOf, nameOf, OFFERED } from "./wording.ts";

interface TongueBarProps {
  readonly text: Localised;
  /** The languages of the session. */
  readonly session: readonly Lang[];
  readonly w: RunWords;
  /** Make the same step with every text of the poll. */
  change(step: (text: Localised) => Localised): void;
}

export function TongueBar({ text, session, w, change }: TongueBarProps): VNode {
  const first = session[0] ?? w.lang;
  const worded = languagesOf(text);
  const used = worded.length === 0 ? [first] : worded;
  const missing = session.filter((lang) => !used.includes(lang));
  const add = (langs: readonly Lang[]) =>
    change((one) => langs.reduce((grown, lang) => addLanguage(grown, lang, first), one));
  return (
    <div class="tongues">
      {session.length > 1 && missing.length > 0 ? (
        <button type="button" class="button small" data-look="quiet" onClick={() => add(missing)}>
          <Icon name="plus" />{" "}
          {w.t("tongues.each", { languages: w.list(missing.map((lang) => nameOf(lang, w.lang))) })}
        </button>
      ) : null}
      <AddTongue used={used} w={w} add={(lang) => add([lang])} />
    </div>
  );
}

interface AddTongueProps {
  readonly used: readonly Lang[];
  readonly w: RunWords;
  add(lang: Lang): void;
}

/** A native list of languages; choosing one adds it at once and leaves the list as it was. */
export function AddTongue({ used, w, add }: AddTongueProps): VNode {
  return (
    <select
      class="add-tongue"
      aria-label={w.t("tongues.add")}
      value=""
      onChange={({ currentTarget }) => {
        const lang = currentTarget.value;
        currentTarget.value = "";
        if (lang !== "") add(lang);
      }}
    >
      <option value="">{w.t("tongues.add")}</option>
      {OFFERED.filter((lang) => !used.includes(lang)).map((lang) => (
        <option key={lang} value={lang}>
          {nameOf(lang, w.lang)}
        </option>
      ))}
    </select>
  );
}
