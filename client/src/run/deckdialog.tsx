// The session as a file: download it, or add the polls of another one, from a file or pasted.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { RunWords } from "../i18n/run.ts";
import type { Place } from "./address.ts";
import { type DeckFormat, downloadDeck, fileName, type Loading, loadDeck } from "./deck.ts";
import { Dialog } from "./dialog.tsx";
import { downloadArchive } from "./editions.ts";
import { Icon } from "./icons.tsx";

interface DeckDialogProps {
  readonly place: Place;
  readonly title: string;
  readonly text: string;
  readonly w: RunWords;
  setText(text: string): void;
  close(): void;
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

type Doing = { readonly is: "nothing" } | { readonly is: "busy" } | { readonly is: "not saved" } | Loading;

export function DeckDialog({ place, title, text, w, setText, close }: DeckDialogProps): VNode {
  const [doing, setDoing] = useState<Doing>({ is: "nothing" });
  const download = async (format: DeckFormat) => {
    const deck = await downloadDeck(fetch, place, format);
    if (deck === null) setDoing({ is: "not saved" });
    else save(fileName(title, format), deck);
  };
  const take = async () => {
    const archive = await downloadArchive(fetch, place);
    if (archive.is === "text") save(fileName(title, "archive.json"), archive.text);
    else setDoing({ is: "not saved" });
  };
  const load = async () => {
    setDoing({ is: "busy" });
    const loading = await loadDeck(fetch, place, text);
    setDoing(loading);
    if (loading.is === "done") setText("");
  };
  return (
    <Dialog title={w.t("deck.title")} closeLabel={w.t("close")} wide close={close}>
      <section class="deck-part">
        <h3>{w.t("deck.download")}</h3>
        <p class="hint">{w.t("deck.download-hint")}</p>
        <div class="dialog-ways" data-at="start">
          <button type="button" class="button" onClick={() => download("yaml")}>
            <Icon name="save" /> YAML
          </button>
          <button type="button" class="button" onClick={() => download("json")}>
            <Icon name="save" /> JSON
          </button>
        </div>
      </section>
      <section class="deck-part">
        <h3>{w.t("deck.archive")}</h3>
        <p class="hint">{w.t("deck.archive-hint")}</p>
        <div class="dialog-ways" data-at="start">
          <button type="button" class="button" onClick={take}>
            <Icon name="save" /> {w.t("deck.archive-get")}
          </button>
        </div>
      </section>
      <section class="deck-part">
        <h3>{w.t("deck.load")}</h3>
        <p class="hint">{w.t("deck.load-hint")}</p>
        <label class="button file">
          <input
            type="file"
            class="unseen"
            accept=".yaml,.yml,.json,text/yaml,application/json"
            onChange={async ({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file !== undefined) setText(await file.text());
            }}
          />
          <Icon name="load" /> {w.t("deck.file")}
        </label>
        <label class="label" for="deck-text">
          {w.t("deck.paste")}
        </label>
        <textarea
          id="deck-text"
          class="field deck-text"
          rows={8}
          dir="ltr"
          spellcheck={false}
          value={text}
          aria-invalid={doing.is === "wrong"}
          aria-describedby="deck-outcome"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div id="deck-outcome" role="status">
          <DeckOutcome doing={doing} w={w} />
        </div>
        <div class="dialog-ways">
          <button
            type="button"
            class="button"
            data-look="main"
            disabled={text.trim() === "" || doing.is === "busy"}
            onClick={load}
          >
            <Icon name="plus" /> {w.t("deck.add")}
          </button>
        </div>
      </section>
    </Dialog>
  );
}

function DeckOutcome({ doing, w }: { doing: Doing; w: RunWords }): VNode | null {
  switch (doing.is) {
    case "nothing":
    case "busy":
      return null;
    case "not saved":
      return <p class="complaint">{w.t("deck.not-saved")}</p>;
    case "done":
      return (
        <p class="praise">
          <Icon name="check" /> {w.t("deck.done")}
        </p>
      );
    case "lost":
      return <p class="complaint">{w.t("deck.lost")}</p>;
    case "refused":
      return <p class="complaint">{w.find(`refusal.${doing.code}`, doing.args) ?? doing.text}</p>;
    case "wrong":
      return (
        <>
          <p class="complaint">
            <Icon name="warn" /> {w.t("deck.wrong", { n: doing.errors.length })}
          </p>
          <ol class="mistakes">
            {doing.errors.map((mistake) => (
              <li key={`${mistake.line} ${mistake.field} ${mistake.sentence}`}>
                <span class="number mistake-line">{w.t("deck.line", { line: mistake.line })}</span>
                <code dir="ltr">{mistake.field}</code>
                <span dir="auto">{mistake.sentence}</span>
              </li>
            ))}
          </ol>
        </>
      );
    default:
      return doing satisfies never;
  }
}
