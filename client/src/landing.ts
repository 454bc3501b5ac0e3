// What the landing page does: read a code, begin a session, and say what went wrong. Pure but for the two requests.
import { isWhole } from "./code.ts";
import type { Refused } from "./protocol.ts";

/** A new session's links, as POST /api/sessions answers. */
export interface Begun {
  readonly session: string;
  readonly code: string;
  readonly join: string;
  readonly stage: string;
  readonly run: string;
  readonly moderate: string;
}

/** Why it did not work: the server's refusal, or something that the page can tell by itself. */
export type Problem =
  | { readonly is: "refused"; readonly refused: Pick<Refused, "code" | "args" | "text"> }
  | { readonly is: "unreachable" }
  | { readonly is: "short" }
  | { readonly is: "untitled" };

export interface Landing {
  /** As it was typed. */
  readonly code: string;
  readonly title: string;
  readonly languages: readonly string[];
  /** Which of the two requests is under way. */
  readonly busy: "no" | "joining" | "starting";
  readonly problem: { readonly about: "join" | "start"; readonly problem: Problem } | null;
  readonly begun: Begun | null;
}

export type LandingEvent =
  | { readonly is: "typed"; readonly code: string }
  | { readonly is: "titled"; readonly title: string }
  | { readonly is: "toggled"; readonly language: string }
  | { readonly is: "join" }
  | { readonly is: "start" }
  | { readonly is: "failed"; readonly about: "join" | "start"; readonly problem: Problem }
  | { readonly is: "begun"; readonly begun: Begun }
  /** The person has the links and goes on without them. */
  | { readonly is: "done" };

/** The page as it opens: with the links of a session that was begun in this tab before, or without. */
export function open(language: string, begun: Begun | null): Landing {
  return { code: "", title: "", languages: [language], busy: "no", problem: null, begun };
}

export function take(landing: Landing, event: LandingEvent): Landing {
  switch (event.is) {
    case "typed":
      return { ...landing, code: event.code, problem: null };
    case "titled":
      return { ...landing, title: event.title, problem: null };
    case "toggled":
      return { ...landing, languages: toggle(landing.languages, event.language) };
    case "join":
      return isWhole(landing.code)
        ? { ...landing, busy: "joining", problem: null }
        : { ...landing, problem: { about: "join", problem: { is: "short" } } };
    case "start":
      return landing.title.trim() === ""
        ? { ...landing, problem: { about: "start", problem: { is: "untitled" } } }
        : { ...landing, busy: "starting", problem: null };
    case "failed":
      return { ...landing, busy: "no", problem: { about: event.about, problem: event.problem } };
    case "begun":
      return { ...landing, busy: "no", problem: null, begun: event.begun };
    case "done":
      return { ...landing, title: "", begun: null };
  }
}

/** A session has at least one language. */
function toggle(languages: readonly string[], language: string): readonly string[] {
  if (!languages.includes(language)) return [...languages, language];
  return languages.length > 1 ? languages.filter((known) => known !== language) : languages;
}

type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

/** Ask the server; what it cannot answer is a problem, never an exception. */
async function ask<T>(fetch: Fetch, address: string, init: RequestInit): Promise<T | Problem> {
  try {
    const response = await fetch(address, init);
    const body: unknown = await response.json();
    return response.ok ? (body as T) : { is: "refused", refused: body as Refused };
  } catch {
    return { is: "unreachable" };
  }
}

/** The code as the server writes it, or why there is no session. A slash would be another address, and means nothing. */
export function find(fetch: Fetch, typed: string): Promise<{ readonly code: string } | Problem> {
  return ask(fetch, `/api/codes/${encodeURIComponent(typed.replaceAll("/", " "))}`, {});
}

/** Begin a session. */
export function begin(fetch: Fetch, { title, languages }: Landing): Promise<Begun | Problem> {
  return ask(fetch, "/api/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: title.trim(), languages }),
  });
}
