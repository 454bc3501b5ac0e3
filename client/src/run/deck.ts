// Decks over HTTP: the whole session as one file, down and up. Knows the addresses and the shapes, and nothing of pages.
import type { Place } from "./address.ts";

export type DeckFormat = "yaml" | "json";

export interface Mistake {
  readonly line: number;
  readonly field: string;
  readonly sentence: string;
}

/** What became of a deck that was sent. */
export type Loading =
  | { readonly is: "done"; readonly version: number }
  | { readonly is: "wrong"; readonly errors: readonly Mistake[] }
  | {
      readonly is: "refused";
      readonly code: string;
      readonly args: Readonly<Record<string, string | number>>;
      readonly text: string;
    }
  | { readonly is: "lost" };

type Fetch = typeof fetch;
interface Body {
  readonly version?: number;
  readonly code?: string;
  readonly args?: Readonly<Record<string, string | number>>;
  readonly text?: string;
  readonly errors?: readonly Mistake[];
}

function address({ session }: Place): string {
  return `/api/sessions/${session}/deck`;
}

function bearer({ token }: Place): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The session as a deck; null where it could not be had. */
export async function downloadDeck(get: Fetch, place: Place, format: DeckFormat): Promise<string | null> {
  try {
    const answer = await get(`${address(place)}?format=${format}`, { headers: bearer(place) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** Add a deck's polls to the session. */
export async function loadDeck(get: Fetch, place: Place, text: string): Promise<Loading> {
  try {
    const answer = await get(address(place), { method: "POST", headers: bearer(place), body: text });
    const body = (await answer.json()) as Body;
    if (answer.ok) return { is: "done", version: body.version ?? 0 };
    if (body.errors !== undefined && body.errors.length > 0) return { is: "wrong", errors: body.errors };
    return { is: "refused", code: body.code ?? "", args: body.args ?? {}, text: body.text ?? "" };
  } catch {
    return { is: "lost" };
  }
}

/** What a downloaded file is called: the title without what file systems do not take. */
export function fileName(title: string, ending: DeckFormat | "archive.json"): string {
  const bare = title
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${bare === "" ? "palabre" : bare}.${ending}`;
}
