import { h, render } from "preact";
import { expect, test } from "vitest";
import common from "../../client/src/i18n/common/en.json";
import moderate from "../../client/src/i18n/moderate/en.json";
import { speak } from "../../client/src/i18n.ts";
import { emptyBoard } from "../../client/src/moderate/board.ts";
import { noOffers, type Offers, turnOffers } from "../../client/src/moderate/offers.ts";
import { OfferList } from "../../client/src/moderate/offers.tsx";
import type { PollId, Suggestion } from "../../client/src/protocol.ts";

const w = speak("en", { ...common, ...moderate }) as Parameters<typeof OfferList>[0]["w"];
const same: Suggestion = {
  keys: ["a", "b"],
  texts: ["a", "b"],
  count: 2,
  why: [{ same: "idea", answers: ["a", "b"] }],
};

function offering(...suggestions: readonly Suggestion[]): Offers {
  return turnOffers(noOffers, {
    on: "suggestions",
    frame: { is: "suggestions", poll: "p1" as PollId, run: 1, suggestions },
  });
}

function drawn(offers: Offers): HTMLElement {
  const root = document.createElement("div");
  const nothing = () => undefined;
  render(h(OfferList, { offers, board: emptyBoard, w, turn: nothing, judge: nothing }), root);
  return root;
}

test("a button says that it controls the cards while there are any, and names nothing that is not there", () => {
  for (const [offers, cards] of [
    [offering(), 0],
    [offering(same), 1],
  ] as const) {
    const root = drawn(offers);
    const named = [...root.querySelectorAll("[aria-controls]")].map((one) =>
      one.getAttribute("aria-controls"),
    );
    expect(named).toEqual(cards === 0 ? [] : ["offers"]);
    expect(named.every((id) => root.querySelector(`#${id}`) !== null)).toBe(true);
    expect(root.querySelectorAll("[data-card]").length).toBe(cards);
  }
});
