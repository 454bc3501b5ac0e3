// The one place where the moderation page meets the world: the link, and what it says.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Answer, browser, connect, type Link, type LinkState } from "../link.ts";
import { EMPTY, linked, type Room, receive } from "../model.ts";
import type { Decision, PollId } from "../protocol.ts";
import { handedTo, type Place } from "../run/address.ts";
import { type Board, type BoardEvent, emptyBoard, turnBoard } from "./board.ts";
import { noOffers, type Offers, type OffersEvent, turnOffers } from "./offers.ts";

export interface Moderating {
  readonly room: Room;
  readonly board: Board;
  readonly offers: Offers;
  turn(event: BoardEvent): void;
  turnCards(event: OffersEvent): void;
  decide(poll: PollId, decision: Decision): Promise<Answer>;
  undo(poll: PollId): Promise<Answer>;
}

/**
 * Moderate a session as long as the page is open. A facilitator may moderate too, but is shown no entries: whoever comes
 * with the facilitator's token goes on with the moderator's, which the welcome hands out, and no longer has the other.
 */
export function useModeration(place: Place): Moderating {
  const { session } = place;
  const [token, setToken] = useState(place.token);
  const [room, setRoom] = useState<Room>(EMPTY);
  const [board, setBoard] = useState<Board>(emptyBoard);
  const [offers, setOffers] = useState<Offers>(noOffers);
  const link = useRef<Link | null>(null);
  useEffect(() => {
    const made = connect(browser(window), {
      role: "moderator",
      hello: () => ({ do: "enter", session, token }),
      onFrame(frame) {
        const handed = handedTo("moderator", frame);
        if (handed !== null) {
          history.replaceState(null, "", `${location.pathname}${location.search}#${handed}`);
          setRoom(EMPTY);
          setToken(handed);
        } else if (frame.is === "entries") setBoard((known) => turnBoard(known, { on: "entries", frame }));
        else if (frame.is === "suggestions")
          setOffers((known) => turnOffers(known, { on: "suggestions", frame }));
        else setRoom((known) => receive(known, frame));
      },
      onState: (state: LinkState) => setRoom((known) => linked(known, state)),
    });
    link.current = made;
    return () => made.stop();
  }, [session, token]);
  const hands = useMemo(() => {
    const ask: Link["ask"] = (command) => link.current?.ask(command) ?? Promise.resolve({ is: "lost" });
    return {
      turn: (event: BoardEvent) => setBoard((known) => turnBoard(known, event)),
      turnCards: (event: OffersEvent) => setOffers((known) => turnOffers(known, event)),
      decide: (poll: PollId, decision: Decision) => ask({ do: "decide", poll, decision }),
      undo: (poll: PollId) => ask({ do: "undo", poll }),
    };
  }, []);
  return { room, board, offers, ...hands };
}
