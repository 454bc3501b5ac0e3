// The addresses of a session's pages. A token stands in the fragment, which no request, log or Referer ever carries. Pure.
import type { Frame, Role } from "../protocol.ts";

export type RolePage = "stage" | "run" | "moderate";

/** The page of a role; nothing for participants, whose address is the join code. */
export function pageOf(role: Role): RolePage | null {
  switch (role) {
    case "stage":
      return "stage";
    case "facilitator":
      return "run";
    case "moderator":
      return "moderate";
    case "participant":
      return null;
  }
}

export interface Place {
  readonly session: string;
  readonly token: string;
}

/** The session and token of a role's page; nothing where the link is not whole. */
export function placeOf(page: RolePage, path: string, hash: string): Place | null {
  const [, first, session = "", ...rest] = path.split("/");
  const token = hash.replace(/^#/, "");
  const whole = first === page && /^[\w-]+$/.test(session) && rest.join("") === "" && token !== "";
  return whole ? { session, token } : null;
}

/** The token of a role that a facilitator's welcome hands out; nothing in any other frame. */
export function handedTo(role: Role, frame: Frame): string | null {
  return frame.is === "welcome" && frame.role === "facilitator" ? (frame.tokens[role] ?? null) : null;
}

export function linkTo(page: RolePage, origin: string, { session, token }: Place): string {
  return `${origin}/${page}/${session}#${token}`;
}
