import { describe, expect, test } from "vitest";
import { actionOf } from "../../client/src/moderate/keys.ts";
import {
  cardOf,
  decisionOn,
  FOLDED,
  folded,
  GAPS,
  inSight,
  noOffers,
  type Offers,
  type OffersEvent,
  turnOffers,
  waiting,
  waits,
} from "../../client/src/moderate/offers.ts";
import type { PollId, Suggestion } from "../../client/src/protocol.ts";

function offer(...keys: readonly string[]): Suggestion {
  return { keys, texts: keys, count: keys.length, why: [{ same: "idea", answers: keys }] };
}

function frame(...suggestions: readonly Suggestion[]): OffersEvent {
  return { on: "suggestions", frame: { is: "suggestions", poll: "p1" as PollId, run: 1, suggestions } };
}

const HOLD: OffersEvent = { on: "hold", held: true };
const LET_GO: OffersEvent = { on: "hold", held: false };
const after = (offers: Offers, ...events: readonly OffersEvent[]) => events.reduce(turnOffers, offers);
const seen = (offers: Offers) =>
  offers.cards.map(({ id, there }) => `${id.replace("\n", "+")}${there ? "" : " gone"}`);
const judge = (id: string, judged: "group" | "apart" | null): OffersEvent => ({ on: "judge", id, judged });
const two = after(noOffers, frame(offer("a", "b"), offer("c", "d")));

describe("cards", () => {
  test("are nothing before the server suggests, and none is a fact of its own", () => {
    expect(noOffers.of).toBeNull();
    expect(after(noOffers, frame())).toMatchObject({ of: "p1/1", cards: [] });
  });

  test("are the latest that were offered", () => {
    expect(seen(after(two, frame(offer("e", "f"), offer("a", "b"))))).toEqual(["e+f", "a+b"]);
  });

  test("of another run start anew", () => {
    const reset: OffersEvent = {
      on: "suggestions",
      frame: { is: "suggestions", poll: "p1" as PollId, run: 2, suggestions: [] },
    };
    expect(after(two, HOLD, reset)).toMatchObject({ of: "p1/2", cards: [], held: true });
  });
});

describe("while somebody is among them", () => {
  test("cards keep their places, what is gone leaves a gap, and what is new comes last", () => {
    const held = after(two, HOLD, frame(offer("e", "f"), offer("c", "d")));
    expect(seen(held)).toEqual(["a+b gone", "c+d", "e+f"]);
    expect(seen(after(held, LET_GO))).toEqual(["e+f", "c+d"]);
  });

  test("no more than so many gaps are left, and judged cards stay", () => {
    const pairs = Array.from({ length: GAPS + 9 }, (_, n) => offer(`${n}`, `${n}b`));
    const judged = after(noOffers, frame(...pairs), HOLD, judge(`${GAPS + 5}\n${GAPS + 5}b`, "group"));
    const gone = seen(after(judged, frame(offer("c", "d"))));
    expect(gone.slice(GAPS - 1)).toEqual([
      `${GAPS - 1}+${GAPS - 1}b gone`,
      `${GAPS + 5}+${GAPS + 5}b gone`,
      "c+d",
    ]);
  });

  test("a card that grows keeps the words that were read, and is what is taken", () => {
    const grown = after(two, HOLD, frame(offer("c", "d"), offer("z", "a", "b")));
    expect(seen(grown)).toEqual(["a+b", "c+d"]);
    const card = cardOf(grown, "a\nb");
    expect(card && decisionOn(card, "group")).toEqual({ decide: "group", keys: ["a", "b"] });
    expect(after(grown, LET_GO).cards.map(({ id }) => id)).toEqual(["c\nd", "z\na\nb"]);
  });

  test("what is left of a card that was taken before it grew is a new card", () => {
    const grown = after(two, HOLD, frame(offer("a", "b", "z")), judge("a\nb", "group"));
    expect(seen(after(grown, frame(offer("a", "z"))))).toEqual(["a+b gone", "c+d gone", "a+z"]);
  });
});

describe("a card that was judged", () => {
  test("waits no more, and can be judged again where that was refused", () => {
    const judged = after(two, HOLD, judge("a\nb", "group"));
    expect([waiting(two), waiting(judged), waiting(after(judged, judge("a\nb", null)))]).toEqual([2, 1, 2]);
  });

  test("stays judged until it is gone, whatever else arrives", () => {
    const judged = after(two, judge("a\nb", "apart"), frame(offer("x", "y"), offer("a", "b")));
    expect(cardOf(judged, "a\nb")).toMatchObject({ there: true, judged: "apart" });
  });

  test("comes back in its place when that is taken back", () => {
    const gone = after(two, HOLD, judge("a\nb", "group"), frame(offer("c", "d")));
    expect(gone.cards[0]).toMatchObject({ there: false, judged: "group" });
    const back = after(gone, frame(offer("a", "b"), offer("c", "d")));
    expect(back.cards.map(waits)).toEqual([true, true]);
  });
});

describe("many cards", () => {
  const many = after(noOffers, frame(...Array.from({ length: 40 }, (_, n) => offer(`${n}`, `${n}b`))));

  test("are folded but for the first few", () => {
    expect([inSight(many).length, folded(many)]).toEqual([FOLDED, 40 - FOLDED]);
    const open = after(many, { on: "open", open: true });
    expect([inSight(open).length, folded(open)]).toEqual([40, 0]);
  });

  test("give their places only when nobody is among them", () => {
    const taken = after(many, HOLD, judge("0\n0b", "group"));
    expect([inSight(taken).filter(waits).length, folded(taken)]).toEqual([FOLDED - 1, 40 - FOLDED]);
  });
});

test("on a card Space presses the button, X declines and G takes", () => {
  const press = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false });
  expect(actionOf(press(" "), "card", true)).toBeNull();
  expect(["x", "g", "c"].map((key) => actionOf(press(key), "card", true))).toEqual([
    "decline",
    "group",
    "offers",
  ]);
});
