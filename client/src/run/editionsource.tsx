// The three ways to an earlier edition (another poll of this session, a link, a file) and the polls that each leads to.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import type { PollId } from "../protocol.ts";
import { type Offer, type Search, WAYS, type Way } from "./edition.ts";
import { type Earlier, type Linked, readArchive } from "./editions.ts";
import { Icon, type IconName } from "./icons.tsx";

const SIGNS: { readonly [W in Way]: IconName } = { here: "twice", link: "out", file: "file" };

interface EditionSourceProps {
  readonly search: Search;
  readonly linked: Linked;
  readonly offer: Offer;
  readonly chosen: PollId | null;
  readonly w: RunWords;
  seek(part: Partial<Search>): void;
}

export function EditionSource({ search, linked, offer, chosen, w, seek }: EditionSourceProps): VNode {
  return (
    <>
      <fieldset class="ways">
        <legend class="label">{w.t("edition.where")}</legend>
        {WAYS.map((way) => (
          <label class="way" key={way}>
            <input
              type="radio"
              name="edition-way"
              class="unseen"
              checked={search.way === way}
              onChange={() => seek({ way })}
            />
            <Icon name={SIGNS[way]} /> <span>{w.t(`edition.${way}`)}</span>
          </label>
        ))}
      </fieldset>
      {search.way === "link" ? <LinkField search={search} linked={linked} w={w} seek={seek} /> : null}
      {search.way === "file" ? <FileField search={search} w={w} seek={seek} /> : null}
      <Offered
        offer={search.way === "link" && linked.is === "place" && search.linked === null ? null : offer}
        way={search.way}
        chosen={chosen}
        w={w}
        choose={(poll) => seek({ chosen: { ...search.chosen, [search.way]: poll } })}
      />
    </>
  );
}

interface FieldProps {
  readonly search: Search;
  readonly w: RunWords;
  seek(part: Partial<Search>): void;
}

function LinkField({ search, linked, w, seek }: FieldProps & { readonly linked: Linked }): VNode {
  const wrong = linked.is !== "place" && linked.is !== "empty";
  return (
    <div class="wording">
      <label class="label" for="edition-link">
        {w.t("edition.link-label")}
      </label>
      <input
        id="edition-link"
        class="field edition-link"
        type="url"
        dir="ltr"
        spellcheck={false}
        autocomplete="off"
        value={search.link}
        aria-invalid={wrong}
        aria-describedby="edition-link-hint edition-link-wrong"
        onInput={(event) => seek({ link: event.currentTarget.value })}
      />
      <p class="hint" id="edition-link-hint">
        {w.t("edition.link-hint")}
      </p>
      <p class="complaint" id="edition-link-wrong" role="status">
        {wrong ? (
          <>
            <Icon name="warn" /> {w.t(`edition.link-${linked.is}`, linked.is === "host" ? linked : {})}
          </>
        ) : null}
      </p>
    </div>
  );
}

function FileField({ search, w, seek }: FieldProps): VNode {
  return (
    <div class="wording">
      <div class="edition-file">
        <label class="button file">
          <input
            type="file"
            class="unseen"
            accept=".json,application/json"
            aria-describedby="edition-file-hint"
            onChange={async ({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file === undefined) return;
              const filed = readArchive(await file.text());
              seek({ file: file.name, filed });
              // The same file can be chosen again once it was mended.
              currentTarget.value = "";
            }}
          />
          <Icon name="load" /> {w.t("edition.choose-file")}
        </label>
        <bdi class="edition-file-name">{search.file}</bdi>
      </div>
      <p class="hint" id="edition-file-hint">
        {w.t("edition.file-hint")}
      </p>
    </div>
  );
}

interface OfferedProps {
  /** Nothing while it is being looked for. */
  readonly offer: Offer | null;
  readonly way: Way;
  readonly chosen: PollId | null;
  readonly w: RunWords;
  choose(poll: PollId): void;
}

function Offered({ offer, way, chosen, w, choose }: OfferedProps): VNode {
  const polls = offer?.is === "polls" ? offer.polls : [];
  return (
    <div class="offered">
      <div role="status">
        <Said offer={offer} way={way} w={w} />
      </div>
      {polls.length === 0 ? null : (
        <fieldset class="earlier">
          <legend class="label">{w.t("edition.which")}</legend>
          <div class="earlier-list">
            {polls.map((poll) => (
              <EarlierPoll
                key={poll.id}
                poll={poll}
                checked={poll.id === chosen}
                w={w}
                choose={() => choose(poll.id)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  );
}

function Said({ offer, way, w }: { offer: Offer | null; way: Way; w: RunWords }): VNode | null {
  if (offer === null) return <p class="quiet">{w.t("edition.looking")}</p>;
  switch (offer.is) {
    case "nothing":
      return null;
    case "polls":
      return offer.polls.length > 0 ? null : (
        <p class="quiet">{w.t(way === "here" ? "edition.none-here" : "edition.none")}</p>
      );
    default:
      return (
        <p class="complaint">
          <Icon name="warn" /> <span dir="auto">{failure(offer, way, w)}</span>
        </p>
      );
  }
}

function failure(offer: Exclude<Offer, { is: "nothing" | "polls" }>, way: Way, w: RunWords): string {
  if (offer.is === "refused") return w.find(`refusal.${offer.code}`, offer.args) ?? offer.text;
  if (offer.is === "lost" || way === "link") return w.t("edition.not-read");
  return w.t(`edition.file-${offer.is}`);
}

interface EarlierPollProps {
  readonly poll: Earlier;
  readonly checked: boolean;
  readonly w: RunWords;
  choose(): void;
}

function EarlierPoll({ poll, checked, w, choose }: EarlierPollProps): VNode {
  const none = poll.turnout === 0;
  return (
    <label class="earlier-poll" data-off={none}>
      <input type="radio" name="edition-poll" checked={checked} disabled={none} onChange={choose} />
      <span class="earlier-question" dir="auto">
        {w.say(poll.question)}
      </span>
      <span class="hint number">
        {none ? w.t("edition.unanswered") : w.t("answers", { n: poll.turnout })}
      </span>
    </label>
  );
}
