// From what a facilitator presses on the stage to the command that asks for it. Pure. Every change names the version of the
// session that the facilitator was looking at, so that of two people who act at once the second is told and nothing is lost.
import type { CloseDown, Conceal, Next, Now, Open, Project, Reveal } from "../protocol.ts";
import type { Act } from "./keys.ts";

type Bare<C> = C extends unknown ? Omit<C, "ref"> : never;
/** A change without its `ref`, which the link gives. */
export type Change = Bare<Open | CloseDown | Reveal | Conceal | Project | Next>;

/**
 * The change that an act asks for; null where the act changes only the page, or there is nothing to change. From the
 * waiting picture the first question is the next one, and going back from it leads there again.
 */
export function changeOf(act: Act, now: Now | null): Change | null {
  if (now === null) return null;
  const version = now.version;
  const poll = now.poll;
  if (act === "next" || (act === "toggle" && poll === null)) return { do: "next", version };
  if (poll === null) return null;
  if (act === "toggle") return { do: poll.phase === "open" ? "close" : "open", version, poll: poll.id };
  if (act === "reveal") return { do: poll.revealed ? "hide" : "reveal", version, poll: poll.id };
  if (act === "back") return { do: "project", version, poll: now.previous };
  return null;
}
