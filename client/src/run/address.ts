// The addresses of a session's pages. A token stands in the fragment, which no request, log or Referer ever carries. Pure.

export type RolePage = "stage" | "run" | "moderate";

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

export function linkTo(page: RolePage, origin: string, { session, token }: Place): string {
  return `${origin}/${page}/${session}#${token}`;
}
