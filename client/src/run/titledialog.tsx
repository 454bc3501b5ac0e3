// The session's title and languages.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import { type Lang, TITLE_LIMIT } from "../protocol.ts";
import type { Desk, DeskEvent, Naming, Saving } from "./desk.ts";
import { Dialog } from "./dialog.tsx";
import { checkWording } from "./editing.ts";
import { savingText } from "./editor.tsx";
import { Wording } from "./fields.tsx";
import { Icon } from "./icons.tsx";
import { AddTongue, TongueBar } from "./tongues.tsx";
import { dropLanguage, nameOf } from "./wording.ts";

interface TitleDialogProps {
  readonly desk: Desk;
  readonly naming: Naming;
  readonly saving: Saving;
  readonly w: RunWords;
  tell(event: DeskEvent): void;
}

export function TitleDialog({ desk, naming, saving, w, tell }: TitleDialogProps): VNode {
  const { title, languages } = naming;
  const change = (part: Partial<Naming>) => tell({ on: "naming", naming: { ...naming, ...part } });
  const problems = saving.is === "refused" ? checkWording(title, "title", TITLE_LIMIT) : [];
  const close = () => tell({ on: "stop typing", keep: false });
  return (
    <Dialog title={w.t("session.rename")} closeLabel={w.t("close")} close={close}>
      <form
        class="title-form"
        onSubmit={(event) => {
          event.preventDefault();
          tell({ on: "save" });
        }}
      >
        <Wording
          field="title"
          label={w.t("session.title")}
          text={title}
          w={w}
          problems={problems}
          dropTongue={(lang) => change({ title: dropLanguage(title, lang) })}
          onEnter={() => tell({ on: "save" })}
          change={(changed) => change({ title: changed })}
        />
        <TongueBar text={title} session={languages} w={w} change={(step) => change({ title: step(title) })} />
        <fieldset class="session-tongues">
          <legend class="label">{w.t("session.languages")}</legend>
          <p class="hint">{w.t("session.languages-hint")}</p>
          <div class="tongues">
            {languages.map((lang) => (
              <Chip
                key={lang}
                lang={lang}
                w={w}
                drop={() => change({ languages: languages.filter((one) => one !== lang) })}
              />
            ))}
            <AddTongue used={languages} w={w} add={(lang) => change({ languages: [...languages, lang] })} />
          </div>
        </fieldset>
        <p class="saving" role="status" data-tone={saving.is === "refused" ? "bad" : "plain"}>
          {savingText(w, saving, desk.room.link.at === "live")}
        </p>
        <div class="dialog-ways">
          <button type="button" class="button" onClick={close}>
            {w.t("cancel")}
          </button>
          <button type="submit" class="button" data-look="main">
            <Icon name="check" /> {w.t("session.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Chip({ lang, w, drop }: { lang: Lang; w: RunWords; drop(): void }): VNode {
  const language = nameOf(lang, w.lang);
  return (
    <button type="button" class="chip" aria-label={w.t("tongues.drop", { language })} onClick={drop}>
      {language} <Icon name="cross" />
    </button>
  );
}
