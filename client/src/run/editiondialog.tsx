// Comparing a poll with an earlier edition: what it is compared with now, and the three ways to name another one. Whatever
// goes wrong is said where it happened, and everything that was chosen stays.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunWords } from "../i18n/run.ts";
import type { Edition, PollLine } from "../protocol.ts";
import type { Place } from "./address.ts";
import type { Desk, DeskEvent } from "./desk.ts";
import { Dialog } from "./dialog.tsx";
import { choiceOf, chosenOf, offerOf, renamed, type Search, searchFor } from "./edition.ts";
import { EditionNames } from "./editionnames.tsx";
import { dropEdition, lookInto, type Names, type Naming, nameEdition, readLink } from "./editions.ts";
import { EditionSource } from "./editionsource.tsx";
import { Icon } from "./icons.tsx";

interface EditionDialogProps {
  readonly place: Place;
  readonly desk: Desk;
  readonly poll: PollLine;
  /** The addresses that this server is known by. */
  readonly origins: readonly string[];
  readonly w: RunWords;
  tell(event: DeskEvent): void;
  close(): void;
}

type Doing = { readonly is: "nothing" } | { readonly is: "busy" } | Exclude<Naming, { readonly is: "done" }>;

export function EditionDialog(props: EditionDialogProps): VNode {
  const { place, desk, poll, origins, w, tell, close } = props;
  const [changing, setChanging] = useState(poll.edition === null);
  const [search, setSearch] = useState<Search>(() => searchFor(desk, poll));
  const [names, setNames] = useState<Names>({
    earlier: poll.edition?.then ?? "",
    present: poll.edition?.now ?? "",
  });
  const [doing, setDoing] = useState<Doing>({ is: "nothing" });
  const linked = readLink(search.link, origins);
  const offer = offerOf(search, desk, poll);
  const chosen = chosenOf(search, offer);
  const choice = choiceOf(search, chosen, place, linked) ?? renamed(poll.edition, names);
  const seek = (part: Partial<Search>) => {
    setSearch((before) => ({ ...before, ...part }));
    setDoing({ is: "nothing" });
  };
  useLinked(linked.is === "place" ? linked.place : null, seek);

  const settle = (outcome: Naming, compared: boolean) => {
    if (outcome.is !== "done") return setDoing(outcome);
    tell({ on: "compared", compared, version: outcome.version });
    close();
  };
  const compare = async () => {
    if (choice === null) return;
    setDoing({ is: "busy" });
    settle(await nameEdition(fetch, place, poll.id, choice, names), true);
  };
  const remove = async () => {
    setDoing({ is: "busy" });
    settle(await dropEdition(fetch, place, poll.id), false);
  };

  return (
    <Dialog title={w.t("edition.title")} closeLabel={w.t("close")} close={close}>
      <blockquote dir="auto">{w.say(poll.spec.question)}</blockquote>
      {poll.edition === null ? null : (
        <Current
          edition={poll.edition}
          changing={changing}
          busy={doing.is === "busy"}
          w={w}
          change={() => setChanging(true)}
          remove={remove}
        />
      )}
      {changing ? (
        <form
          class="edition-form"
          onSubmit={(event) => {
            event.preventDefault();
            void compare();
          }}
        >
          <EditionSource search={search} linked={linked} offer={offer} chosen={chosen} w={w} seek={seek} />
          <EditionNames names={names} w={w} change={setNames} />
          <p class="complaint" role="status">
            {complaint(doing, w)}
          </p>
          <div class="dialog-ways">
            <button type="button" class="button" onClick={close}>
              {w.t("cancel")}
            </button>
            <button
              type="submit"
              class="button"
              data-look="main"
              disabled={choice === null || doing.is === "busy"}
            >
              <Icon name="sides" /> {w.t("edition.go")}
            </button>
          </div>
        </form>
      ) : (
        <p class="complaint" role="status">
          {complaint(doing, w)}
        </p>
      )}
    </Dialog>
  );
}

/** Look into the session of a link as soon as the link is whole. */
function useLinked(place: Place | null, seek: (part: Partial<Search>) => void): void {
  const [session, token] = [place?.session ?? "", place?.token ?? ""];
  useEffect(() => {
    let current = true;
    seek({ linked: null });
    if (session !== "")
      void lookInto(fetch, { session, token }).then((found) => {
        if (current) seek({ linked: found });
      });
    return () => {
      current = false;
    };
  }, [session, token]);
}

function complaint(doing: Doing, w: RunWords): VNode | null {
  if (doing.is === "nothing" || doing.is === "busy") return null;
  const text =
    doing.is === "lost" ? w.t("edition.lost") : (w.find(`refusal.${doing.code}`, doing.args) ?? doing.text);
  return (
    <>
      <Icon name="warn" /> <span dir="auto">{text}</span>
    </>
  );
}

interface CurrentProps {
  readonly edition: Edition;
  readonly changing: boolean;
  readonly busy: boolean;
  readonly w: RunWords;
  change(): void;
  remove(): void;
}

function Current({ edition, changing, busy, w, change, remove }: CurrentProps): VNode {
  return (
    <section class="edition-current" aria-label={w.t("edition.current")}>
      <Icon name="sides" />
      <p>
        <strong>{besideText(edition, w)}</strong>
        <span class="quiet number">{w.t("answers", { n: edition.turnout })}</span>
      </p>
      <div class="dialog-ways">
        {changing ? null : (
          <button type="button" class="button small" disabled={busy} onClick={change}>
            <Icon name="pencil" /> {w.t("edition.change")}
          </button>
        )}
        <button type="button" class="button small" data-look="danger" disabled={busy} onClick={remove}>
          <Icon name="bin" /> {w.t("edition.remove")}
        </button>
      </div>
    </section>
  );
}

/** What a poll is compared with, in few words; a name keeps its own direction. */
export function besideText({ then }: Edition, w: RunWords): string {
  return then === "" ? w.t("poll.beside") : w.t("poll.beside-name", { name: `\u2068${then}\u2069` });
}
