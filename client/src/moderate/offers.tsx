// What may count as one, as cards: the words with their counts, why, and one press to take or decline it. Beside the
// answers where there is room, else folded above them, so that no row moves when a card comes or goes.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ModerateWords } from "../i18n/moderate.ts";
import type { Entry, Reason } from "../protocol.ts";
import { Icon } from "../run/icons.tsx";
import { type Board, entryOf } from "./board.ts";
import {
  type Card,
  FOLDED,
  folded,
  inSight,
  type Judged,
  type Offers,
  type OffersEvent,
  waiting,
  waits,
} from "./offers.ts";

interface OfferListProps {
  readonly offers: Offers;
  readonly board: Board;
  readonly w: ModerateWords;
  turn(event: OffersEvent): void;
  judge(card: Card, judged: Judged): void;
}

export function OfferList({ offers, board, w, turn, judge }: OfferListProps): VNode {
  const region = useRef<HTMLElement>(null);
  const hold = (held: boolean) => turn({ on: "hold", held });
  const inside = () => region.current?.contains(document.activeElement) ?? false;
  // A finger leaves no pointer behind: what it holds is let go when it touches something else.
  useEffect(() => {
    const touch = ({ target }: PointerEvent) => {
      if (target instanceof Node && !region.current?.contains(target)) turn({ on: "hold", held: false });
    };
    document.addEventListener("pointerdown", touch);
    return () => document.removeEventListener("pointerdown", touch);
  }, [turn]);
  const n = waiting(offers);
  return (
    <section
      class="offers"
      ref={region}
      aria-labelledby="offers-title"
      data-open={offers.open}
      data-none={offers.cards.length === 0}
      onPointerEnter={() => hold(true)}
      onPointerLeave={(event) => event.pointerType === "mouse" && !inside() && hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={({ relatedTarget, currentTarget }) => {
        const stays = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!stays && !currentTarget.matches(":hover")) hold(false);
      }}
    >
      <Head n={n} offers={offers} w={w} turn={turn} />
      {offers.cards.length === 0 ? (
        <p class="quiet offers-none">{w.t("offers.none")}</p>
      ) : (
        <ul class="offer-list" id="offers" aria-labelledby="offers-title">
          {inSight(offers).map((card) => (
            <Offer key={card.id} card={card} board={board} w={w} judge={judge} />
          ))}
        </ul>
      )}
      <More offers={offers} w={w} turn={turn} />
    </section>
  );
}

type HeadProps = Pick<OfferListProps, "offers" | "w" | "turn">;

/** The heading, which is the fold where the cards have no room beside the answers. */
function Head({ n, offers, w, turn }: HeadProps & { readonly n: number }): VNode {
  return (
    <div class="offers-head">
      <h3 id="offers-title" tabIndex={-1}>
        {w.t("offers")}
        {n === 0 ? null : <span class="number offers-count">{w.number(n)}</span>}
      </h3>
      <button
        type="button"
        class="button small offers-fold"
        aria-expanded={offers.open}
        aria-controls={offers.cards.length === 0 ? undefined : "offers"}
        disabled={offers.cards.length === 0}
        onClick={() => turn({ on: "open", open: !offers.open })}
      >
        <Icon name={offers.open ? "up" : "down"} /> {w.t(offers.open ? "offers.close" : "offers.open")}
      </button>
    </div>
  );
}

function More({ offers, w, turn }: HeadProps): VNode | null {
  const more = folded(offers);
  if (offers.open ? offers.cards.length <= FOLDED : more === 0) return null;
  return (
    <button
      type="button"
      class="button small offers-more"
      data-look="quiet"
      aria-expanded={offers.open}
      aria-controls="offers"
      onClick={() => turn({ on: "open", open: !offers.open })}
    >
      <Icon name={offers.open ? "up" : "down"} />
      {offers.open ? w.t("offers.fewer") : w.t("offers.more", { n: more })}
    </button>
  );
}

interface OfferProps extends Pick<OfferListProps, "board" | "w" | "judge"> {
  readonly card: Card;
}

function Offer({ card, board, w, judge }: OfferProps): VNode {
  const { offer, judged } = card;
  const words = w.list(offer.texts);
  const open = waits(card);
  // The counts as they were read: what is one by now has one count.
  const counts = useRef(new Map<string, number>());
  for (const { key, count } of open ? offer.keys.flatMap((one) => entryOf(board, one) ?? []) : [])
    counts.current.set(key, count);
  return (
    <li class="offer" data-card={card.id} data-judged={judged ?? (open ? "no" : "gone")}>
      <Why reasons={offer.why} w={w} />
      <p class="offer-words">
        {offer.keys.map((key, place) => (
          <span class="offer-word" key={key}>
            <bdi>{offer.texts[place]}</bdi>
            <span class="number quiet"> {w.number(counts.current.get(key) ?? 0)}</span>
            <Members entry={open ? entryOf(board, key) : null} w={w} />
          </span>
        ))}
      </p>
      {open ? (
        <div class="offer-ways">
          <button
            type="button"
            class="button small"
            data-look="main"
            data-take
            aria-label={w.t("offer.take.name", { words })}
            onClick={() => judge(card, "group")}
          >
            <Icon name="join" /> {w.t("offer.take")}
          </button>
          <button
            type="button"
            class="button small"
            data-look="quiet"
            aria-label={w.t("offer.decline.name", { words })}
            onClick={() => judge(card, "apart")}
          >
            {w.t("offer.decline")}
          </button>
        </div>
      ) : (
        <p class="offer-judged quiet">
          <Icon name={judged === "group" ? "check" : "cross"} /> {w.t(`offer.${judged ?? "gone"}`)}
        </p>
      )}
    </li>
  );
}

/** What an entry counts already, so that nobody joins a group unread. */
function Members({ entry, w }: { readonly entry: Entry | null; readonly w: ModerateWords }): VNode | null {
  const forms = entry === null || entry.members < 2 ? [] : entry.forms.filter((form) => form !== entry.text);
  if (forms.length === 0) return null;
  return <bdi class="offer-members quiet">{w.list(forms)}</bdi>;
}

/** One reason stands over the words that it is about; of several, each names its own. */
function Why({ reasons, w }: { readonly reasons: readonly Reason[]; readonly w: ModerateWords }): VNode {
  const [only, ...others] = reasons;
  if (only !== undefined && others.length === 0) return <p class="offer-why">{w.t(`why.${only.same}`)}</p>;
  return (
    <ul class="offer-why">
      {reasons.map(({ same, answers }) => (
        <li key={same}>
          {w.t(`why.${same}`)}: <bdi>{w.list(answers)}</bdi>
        </li>
      ))}
    </ul>
  );
}
