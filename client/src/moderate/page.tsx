// The moderation page: what stands on the stage, what was answered, and one key to hide it.
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Languages } from "../components/languages.tsx";
import { Tree } from "../components/tree.tsx";
import type { ModerateWords } from "../i18n/moderate.ts";
import type { Language } from "../i18n.ts";
import { formOf } from "../kinds/registry.ts";
import type { Answer } from "../link.ts";
import type { Room } from "../model.ts";
import type { Decision, PollLine } from "../protocol.ts";
import type { Place } from "../run/address.ts";
import { Icon } from "../run/icons.tsx";
import { Gone, Opening } from "../run/start.tsx";
import { keepLetters, lettersKept } from "../run/use.ts";
import { type Board, type BoardEvent, entryOf, splitOf, toggle } from "./board.ts";
import { EntryList } from "./entries.tsx";
import { Help } from "./help.tsx";
import { leaveCard, useBoardKeys } from "./obey.ts";
import { type Card, decisionOn, type Judged, type Offers, type OffersEvent } from "./offers.ts";
import { OfferList } from "./offers.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useModeration } from "./use.ts";

interface PageProps {
  readonly place: Place;
  readonly w: ModerateWords;
  speak(lang: Language): void;
}

/** What to tell the moderator once; `bad` stays until something else happens. */
interface News {
  readonly text: string;
  readonly bad: boolean;
}

/** Words of a suggestion that are told once it was judged. */
const TOLD = 4;

function currentLine(room: Room): PollLine | null {
  return room.script?.polls.find(({ id }) => id === room.script?.current) ?? null;
}

/** What an answer says to a person: `well` where it was done. */
function newsOf(w: ModerateWords, answer: Answer, well: string): News {
  switch (answer.is) {
    case "done":
      return { text: well, bad: false };
    case "refused":
      return { text: w.find(`refusal.${answer.code}`, answer.args) ?? answer.text, bad: true };
    default:
      return { text: w.t("lost"), bad: true };
  }
}

function wellText(w: ModerateWords, board: Board, decision: Decision): string {
  const key = "keys" in decision ? (decision.keys[0] ?? "") : decision.key;
  return w.t(`done.${decision.decide}`, { text: entryOf(board, key)?.text ?? key });
}

export function ModeratePage({ place, w, speak }: PageProps): VNode {
  const { room, board, offers, turn, turnCards, decide, undo } = useModeration(place);
  const [news, setNews] = useState<News>({ text: "", bad: false });
  const [help, setHelp] = useState(false);
  const [letters, setLetters] = useState(lettersKept);
  const search = useRef<HTMLInputElement>(null);
  const poll = currentLine(room);

  const act = async (decision: Decision | null) => {
    if (poll === null || decision === null) return;
    const well = wellText(w, board, decision);
    setNews(newsOf(w, await decide(poll.id, decision), well));
    if (decision.decide === "group") turn({ on: "drop picks" });
  };
  const judge = async (card: Card, judged: Judged) => {
    if (poll === null) return;
    leaveCard();
    turnCards({ on: "judge", id: card.id, judged });
    const answer = await decide(poll.id, decisionOn(card, judged));
    const { texts } = card.offer;
    const text = `${w.list(texts.slice(0, TOLD))}${texts.length > TOLD ? " …" : ""}`;
    setNews(newsOf(w, answer, w.t(judged === "group" ? "done.card" : "done.apart", { text })));
    if (answer.is !== "done") turnCards({ on: "judge", id: card.id, judged: null });
  };
  const takeBack = async () => {
    if (poll !== null) setNews(newsOf(w, await undo(poll.id), w.t("done.undo")));
  };
  useBoardKeys(
    { board, offers, turn, turnCards, act, judge, undo: takeBack, help: () => setHelp(true), search },
    letters,
  );
  useEffect(() => {
    if (!news.bad && news.text !== "") {
      const timer = setTimeout(() => setNews({ text: "", bad: false }), 4000);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [news]);

  if (room.link.at === "over") return <Gone room={room} place={place} w={w} />;
  if (room.script === null) return <Opening w={w} />;
  return (
    <div class="moderate">
      <Head room={room} w={w}>
        <Languages lang={w.lang} label={w.t("language")} choose={speak} />
      </Head>
      <main class="bench">
        <Asked room={room} poll={poll} w={w} />
        {poll === null ? null : (
          <Work
            room={room}
            poll={poll}
            board={board}
            offers={offers}
            w={w}
            search={search}
            turn={turn}
            turnCards={turnCards}
            act={act}
            judge={judge}
            undo={takeBack}
            help={() => setHelp(true)}
          />
        )}
      </main>
      <p class="unseen" role="status">
        {news.text}
      </p>
      {news.text === "" ? null : (
        <div class="toast" data-tone={news.bad ? "bad" : "plain"} data-at="end" aria-hidden="true">
          <Icon name={news.bad ? "warn" : "check"} /> <p dir="auto">{news.text}</p>
        </div>
      )}
      {help ? (
        <Help
          w={w}
          lettersOn={letters}
          setLetters={(on) => {
            keepLetters(on);
            setLetters(on);
          }}
          close={() => setHelp(false)}
        />
      ) : null}
    </div>
  );
}

function Head({ room, w, children }: { room: Room; w: ModerateWords; children: VNode }): VNode {
  const title = room.script === null ? "" : w.say(room.script.title).trim();
  const { at } = room.link;
  const cut = at === "waiting" || at === "opening";
  return (
    <header class="session">
      <Tree joy={false} />
      <div class="session-title">
        <h1 dir="auto">{title === "" ? w.t("untitled") : title}</h1>
        <span class="link-dot" data-at={at}>
          <span class="link-dot-sign" aria-hidden="true" />
          {w.t(`link.short.${at}`)}
        </span>
      </div>
      <span class="quiet number">{w.t("here", { n: room.audience?.audience ?? 0 })}</span>
      {children}
      <div class="health" role="status">
        {cut || room.presence?.store === "away" ? (
          <p class="health-text">
            <Icon name="warn" /> {cut ? w.t("health.cut") : w.t("store.away")}
          </p>
        ) : null}
      </div>
    </header>
  );
}

function Asked({ room, poll, w }: { room: Room; poll: PollLine | null; w: ModerateWords }): VNode {
  if (poll === null) {
    return (
      <section class="asked">
        <h2 class="question">{w.t("waiting")}</h2>
        <p class="quiet">{w.t("waiting.hint")}</p>
      </section>
    );
  }
  const live =
    room.results?.poll === poll.id && room.results.run === poll.run ? room.results.turnout : poll.turnout;
  return (
    <section class="asked">
      <h2 class="question" dir="auto">
        {w.say(poll.spec.question)}
      </h2>
      <p class="asked-facts">
        <span class="phase" data-phase={poll.phase}>
          <Icon name={poll.phase === "draft" ? "pencil" : poll.phase === "open" ? "play" : "stop"} />
          {w.t(`phase.${poll.phase}`)}
        </span>
        <span class="number">{w.t("answers", { n: live })}</span>
        {poll.revealed ? null : (
          <span class="chip-quiet">
            <Icon name="shut" /> {w.t("concealed")}
          </span>
        )}
      </p>
    </section>
  );
}

interface WorkProps {
  readonly room: Room;
  readonly poll: PollLine;
  readonly board: Board;
  readonly offers: Offers;
  readonly w: ModerateWords;
  readonly search: { current: HTMLInputElement | null };
  turn(event: BoardEvent): void;
  turnCards(event: OffersEvent): void;
  judge(card: Card, judged: Judged): void;
  act(decision: Decision | null): void;
  undo(): void;
  help(): void;
}

/** The answers, where they are people's own words; else what they come to. */
function Work(props: WorkProps): VNode {
  const { room, poll, board, offers, w, search, turn, turnCards, act, judge, undo, help } = props;
  const of = `${poll.id}/${poll.run}`;
  const mine = board.of === of;
  const { Results } = formOf(poll.spec);
  const shown = room.results?.poll === poll.id && room.results.run === poll.run ? room.results : null;
  if (!mine || (board.entries.length === 0 && shown !== null && shown.turnout > 0)) {
    return (
      <section class="plain-results">
        <p class="quiet">{w.t("no-entries")}</p>
        {shown === null ? null : (
          <Results spec={poll.spec} results={shown.results} own={null} turnout={shown.turnout} words={w} />
        )}
      </section>
    );
  }
  if (board.entries.length === 0) return <p class="quiet entries-none">{w.t("empty")}</p>;
  return (
    <div class="work" data-offers={offers.of === of}>
      <Toolbar
        board={board}
        decisions={poll.decisions}
        w={w}
        search={search}
        turn={turn}
        act={act}
        undo={undo}
        help={help}
      />
      {offers.of === of ? (
        <OfferList offers={offers} board={board} w={w} turn={turnCards} judge={judge} />
      ) : null}
      <EntryList
        board={board}
        w={w}
        actions={{
          hold: (held) => turn({ on: "hold", held }),
          pick: (entry) => turn({ on: "pick", key: entry.key }),
          toggle: (entry) => act(toggle(entry)),
          split: (entry) => act(splitOf(entry)),
        }}
      />
    </div>
  );
}
