// Where a poll is written: the kind, the question, the kind's own fields. It stands beside the stage's controls and
// never over them, so that a poll can be written while another one runs.
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RunWords } from "../i18n/run.ts";
import { editingOf } from "../kinds/editings.ts";
import { editorOf } from "../kinds/editors.tsx";
import type { Spec } from "../kinds.ts";
import type { Localised, Refused, Script } from "../protocol.ts";
import { KindCards } from "./cards.tsx";
import type { Desk, DeskEvent, Saving } from "./desk.ts";
import { asKind, asNew, type Draft, isChanged, keepMine, meanwhile, takeTheirs } from "./draft.ts";
import { checkSpec, idOf, type Problem, problemOf } from "./editing.ts";
import { Tick, Wording } from "./fields.tsx";
import { Icon } from "./icons.tsx";
import { TongueBar } from "./tongues.tsx";
import { dropLanguage } from "./wording.ts";

interface EditorProps {
  readonly desk: Desk;
  readonly draft: Draft;
  readonly saving: Saving;
  readonly w: RunWords;
  tell(event: DeskEvent): void;
}

/** The first thing that is wrong, wherever it stands, brought before the eye. */
function goToFirst(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
}

function serverProblem(saving: Saving): readonly Problem[] {
  const problem = saving.is === "refused" ? problemOf(saving.refused) : null;
  return problem === null ? [] : [problem];
}

export function Editor({ desk, draft, saving, w, tell }: EditorProps): VNode {
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { spec } = draft;
  const editing = editingOf(spec.kind);
  const { Fields } = editorOf(spec.kind);
  const own = tried ? checkSpec(editing, editing.tidy(spec)) : [];
  const problems = [...own, ...serverProblem(saving)];
  const isNew = draft.target.to === "new";
  const change = (changed: Spec) => tell({ on: "draft", draft: { ...draft, spec: changed } });
  const changeTexts = (step: (text: Localised) => Localised) => change(editing.texts(spec, step));

  useEffect(() => {
    document.getElementById("editor-title")?.focus();
  }, []);
  useEffect(() => {
    if (saving.is === "refused") goToFirst(form.current);
  }, [saving]);

  const save = () => {
    const tidy = editing.tidy(spec);
    setTried(true);
    tell({ on: "draft", draft: { ...draft, spec: tidy } });
    if (checkSpec(editing, tidy).length === 0) tell({ on: "save" });
    else goToFirst(form.current);
  };
  const close = () => tell({ on: "stop typing", keep: isChanged(draft, editing.fresh) });

  return (
    <form
      class="editor"
      ref={form}
      noValidate
      aria-labelledby="editor-title"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <div class="editor-body">
        <h2 id="editor-title" tabIndex={-1}>
          {w.t(isNew ? "editor.new" : "editor.edit")}
        </h2>
        {desk.room.script === null ? null : (
          <Conflict draft={draft} script={desk.room.script} w={w} tell={tell} />
        )}
        <KindCards
          kind={spec.kind}
          w={w}
          choose={(kind) => tell({ on: "draft", draft: asKind(draft, editingOf(kind).fresh) })}
        />
        <Wording
          field="question"
          label={w.t("editor.question")}
          rows={2}
          text={spec.question}
          w={w}
          problems={problems}
          dropTongue={(lang) => changeTexts((text) => dropLanguage(text, lang))}
          change={(question) => change({ ...spec, question })}
        />
        <TongueBar
          text={spec.question}
          session={desk.room.script?.languages ?? []}
          w={w}
          change={changeTexts}
        />
        <Fields spec={spec} w={w} problems={problems} change={change} />
        <Tick
          field="hidden"
          label={w.t("editor.hidden")}
          hint={w.t("editor.hidden-hint")}
          on={spec.hidden}
          change={(hidden) => change({ ...spec, hidden })}
        />
      </div>
      <SaveBar desk={desk} saving={saving} isNew={isNew} w={w} close={close} />
    </form>
  );
}

interface SaveBarProps {
  readonly desk: Desk;
  readonly saving: Saving;
  readonly isNew: boolean;
  readonly w: RunWords;
  close(): void;
}

export function refusalText(w: RunWords, refused: Refused): string {
  return w.find(`refusal.${refused.code}`, refused.args) ?? refused.text;
}

export function savingText(w: RunWords, saving: Saving, connected: boolean): string | null {
  if (!connected) return w.t("saving.offline");
  switch (saving.is) {
    case "no":
      return null;
    case "yes":
      return w.t("saving.yes");
    case "unknown":
      return w.t("saving.unknown");
    case "refused":
      return saving.refused.code === "stale" ? w.t("saving.stale") : refusalText(w, saving.refused);
    default:
      return saving satisfies never;
  }
}

function SaveBar({ desk, saving, isNew, w, close }: SaveBarProps): VNode {
  const connected = desk.room.link.at === "live";
  const text = savingText(w, saving, connected);
  return (
    <footer class="editor-foot">
      <p
        class="saving"
        role="status"
        data-tone={saving.is === "refused" || saving.is === "unknown" ? "bad" : "plain"}
      >
        {text}
      </p>
      <button type="button" class="button" onClick={close}>
        {w.t("cancel")}
      </button>
      <button type="submit" class="button" data-look="main" id={idOf("save")} aria-disabled={!connected}>
        <Icon name="check" /> {w.t(isNew ? "editor.add" : "editor.save")}
      </button>
    </footer>
  );
}

interface ConflictProps {
  readonly draft: Draft;
  readonly script: Script;
  readonly w: RunWords;
  tell(event: DeskEvent): void;
}

/** What another facilitator did to the poll that is being edited, and the ways out; nothing typed is lost in any. */
function Conflict({ draft, script, w, tell }: ConflictProps): VNode | null {
  const found = meanwhile(draft, script);
  const go = (next: Draft) => tell({ on: "draft", draft: next });
  switch (found.is) {
    case "untouched":
      return null;
    case "edited":
      return (
        <div class="conflict" role="alert">
          <p>{w.t("conflict.edited")}</p>
          <blockquote dir="auto">{w.say(found.theirs.question)}</blockquote>
          <div class="conflict-ways">
            <button type="button" class="button" onClick={() => go(keepMine(draft, found.theirs))}>
              {w.t("conflict.mine")}
            </button>
            <button type="button" class="button" onClick={() => go(takeTheirs(draft, found.theirs))}>
              {w.t("conflict.theirs")}
            </button>
          </div>
        </div>
      );
    case "started":
    case "removed":
      return (
        <div class="conflict" role="alert">
          <p>{w.t(found.is === "started" ? "conflict.started" : "conflict.removed")}</p>
          <div class="conflict-ways">
            <button type="button" class="button" onClick={() => go(asNew(draft))}>
              {w.t("conflict.new")}
            </button>
          </div>
        </div>
      );
    default:
      return found satisfies never;
  }
}
