// The run page: the session's line, the stage's controls, and beside them the polls in order or the one being written.
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Languages } from "../components/languages.tsx";
import type { RunWords } from "../i18n/run.ts";
import type { Language } from "../i18n.ts";
import { editingOf } from "../kinds/editings.ts";
import { KINDS } from "../kinds.ts";
import type { PollId, PollLine } from "../protocol.ts";
import { linkTo, type Place } from "./address.ts";
import { DeckDialog } from "./deckdialog.tsx";
import { type Desk, plannedOf, turnoutOf } from "./desk.ts";
import { AskDialog, type Dangerous, HelpDialog, JoinDialog, RemoteDialog } from "./dialogs.tsx";
import { type Draft, draftOf, newDraft } from "./draft.ts";
import { EditionDialog } from "./editiondialog.tsx";
import { Editor } from "./editor.tsx";
import { Header, Health } from "./header.tsx";
import { actionOf } from "./keys.ts";
import { type Acts, obey } from "./obey.ts";
import { PollList, rowId } from "./polllist.tsx";
import type { Wish } from "./queue.ts";
import { StagePanel } from "./stagepanel.tsx";
import { Gone, Opening } from "./start.tsx";
import { TitleDialog } from "./titledialog.tsx";
import { Toast } from "./toast.tsx";
import { copy, keepLetters, lettersKept, useDesk, whereOf } from "./use.ts";

type Over =
  | { readonly is: "nothing" }
  | { readonly is: "qr" }
  | { readonly is: "remote" }
  | { readonly is: "deck" }
  | { readonly is: "help" }
  | { readonly is: "edition"; readonly poll: PollId }
  | { readonly is: "danger"; readonly danger: Dangerous };

interface RunPageProps {
  readonly place: Place;
  readonly w: RunWords;
  speak(lang: Language): void;
}

export function RunPage({ place, w, speak }: RunPageProps): VNode {
  const { desk, tell } = useDesk(place);
  const [over, setOver] = useState<Over>({ is: "nothing" });
  const [unfolded, setUnfolded] = useState<PollId | null>(null);
  const [letters, setLetters] = useState(lettersKept);
  const [deckText, setDeckText] = useState("");
  const acts = useActs(desk, place, unfolded, { tell, setOver, setUnfolded });
  useKeys(acts, letters);
  useFocusAfterTyping(desk);

  const { script, welcome, link } = desk.room;
  const close = () => setOver({ is: "nothing" });
  const compared = over.is === "edition" ? script?.polls.find(({ id }) => id === over.poll) : undefined;
  if (link.at === "over") return <Gone room={desk.room} place={place} w={w} />;
  if (script === null || welcome === null) return <Opening w={w} />;

  return (
    <div class="run">
      <Header desk={desk} stageLink={acts.stageLink()} w={w} actions={acts}>
        <Languages lang={w.lang} label={w.t("language")} choose={speak} />
      </Header>
      <Health desk={desk} w={w} />
      <main class="desk" data-typing={desk.typing.at === "poll"}>
        <StagePanel desk={desk} script={script} w={w} ask={acts.ask} write={() => acts.add(KINDS[0])} />
        {desk.typing.at === "poll" ? (
          <Editor desk={desk} draft={desk.typing.draft} saving={desk.typing.saving} w={w} tell={tell} />
        ) : (
          <PollList desk={desk} script={script} unfolded={unfolded} w={w} actions={acts} />
        )}
      </main>
      {desk.typing.at === "title" ? (
        <TitleDialog desk={desk} naming={desk.typing.naming} saving={desk.typing.saving} w={w} tell={tell} />
      ) : null}
      {over.is === "qr" ? <JoinDialog welcome={welcome} w={w} close={close} /> : null}
      {over.is === "remote" ? (
        <RemoteDialog link={linkTo("run", location.origin, place)} w={w} close={close} />
      ) : null}
      {over.is === "deck" ? (
        <DeckDialog
          place={place}
          title={w.say(script.title)}
          text={deckText}
          w={w}
          setText={setDeckText}
          close={close}
        />
      ) : null}
      {over.is === "help" ? (
        <HelpDialog
          w={w}
          lettersOn={letters}
          setLetters={(on) => {
            keepLetters(on);
            setLetters(on);
          }}
          close={close}
        />
      ) : null}
      {compared === undefined ? null : (
        <EditionDialog
          place={place}
          desk={desk}
          poll={compared}
          origins={[location.origin, new URL(welcome.join).origin]}
          w={w}
          tell={tell}
          close={close}
        />
      )}
      {over.is === "danger" ? (
        <AskDialog
          danger={over.danger}
          w={w}
          go={() => acts.ask({ do: over.danger.act, poll: over.danger.poll.id })}
          close={close}
        />
      ) : null}
      <Toast news={desk.news} w={w} tell={tell} />
    </div>
  );
}

interface Hands {
  tell: ReturnType<typeof useDesk>["tell"];
  setOver(over: Over): void;
  setUnfolded(poll: PollId | null): void;
}

/** Everything that can be done, for buttons and keys alike. */
function useActs(
  desk: Desk,
  place: Place,
  unfolded: PollId | null,
  { tell, setOver, setUnfolded }: Hands,
): Acts {
  const { script, welcome } = desk.room;
  const roleLink = (page: "stage" | "moderate", token: string | undefined) =>
    token === undefined ? null : linkTo(page, location.origin, { ...place, token });
  const ask = (wish: Wish) => tell({ on: "wish", wish });
  const danger = (act: "reset" | "remove") => (poll: PollLine) =>
    setOver({ is: "danger", danger: { act, poll, turnout: turnoutOf(desk, poll) } });
  const begin = (draft: Draft) => {
    if (desk.typing.at === "nothing") tell({ on: "draft", draft });
  };
  const copyIt = async (text: string | null, copied: "code" | "moderation") => {
    if (text !== null && (await copy(text))) tell({ on: "copied", copied });
  };
  return {
    script,
    unfolded,
    order: plannedOf(desk),
    ask,
    add: (kind) => begin(newDraft(editingOf(kind).fresh)),
    edit: (poll) => begin(draftOf(poll)),
    compare: ({ id }) => setOver({ is: "edition", poll: id }),
    askReset: danger("reset"),
    askRemove: danger("remove"),
    unfold: setUnfolded,
    hold: (held) => tell({ on: "hold", held }),
    stageLink: () => roleLink("stage", welcome?.tokens.stage),
    copyCode: () => copyIt(welcome?.code ?? null, "code"),
    copyModeration: () => copyIt(roleLink("moderate", welcome?.tokens.moderator), "moderation"),
    showQr: () => setOver({ is: "qr" }),
    showRemote: () => setOver({ is: "remote" }),
    showDeck: () => setOver({ is: "deck" }),
    showHelp: () => setOver({ is: "help" }),
    rename() {
      if (script !== null)
        tell({ on: "naming", naming: { title: script.title, languages: script.languages } });
    },
  };
}

function useKeys(acts: Acts, letters: boolean): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = event.defaultPrevented ? null : actionOf(event, whereOf(event.target), letters);
      if (action !== null && obey(action, latest.current, document)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [letters]);
}

/** When the editor closes, the focus goes back to the row that was edited, or to where the next poll is added. */
function useFocusAfterTyping(desk: Desk): void {
  const before = useRef(desk.typing);
  useEffect(() => {
    const was = before.current;
    before.current = desk.typing;
    if (was.at !== "poll" || desk.typing.at !== "nothing") return;
    const { target } = was.draft;
    const row = target.to === "poll" ? document.getElementById(rowId(target.id)) : null;
    (row ?? document.getElementById("add"))?.focus();
  }, [desk.typing]);
}
