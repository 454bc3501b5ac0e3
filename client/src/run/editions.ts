// Earlier editions over HTTP: which polls a link or a file offers, and naming one of them. Knows addresses and shapes, and
// nothing of pages. A token travels in the body, and only to the server that the link is of.
import type { Localised, PollId } from "../protocol.ts";
import { type Place, placeOf } from "./address.ts";

/** A poll that another one may be compared with, as far as a person chooses by it. */
export interface Earlier {
  readonly id: PollId;
  readonly kind: string;
  readonly question: Localised;
  readonly turnout: number;
}

/** An archive as it was read, whatever else is in it: the server is who judges it. */
export interface Archive {
  readonly polls: readonly (Earlier & { readonly whole: unknown })[];
  readonly head: Readonly<Record<string, unknown>>;
}

export interface Refusal {
  readonly is: "refused";
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly text: string;
}

type Lost = { readonly is: "lost" };
export type Found = { readonly is: "found"; readonly archive: Archive } | Unreadable | Refusal | Lost;
export type Unreadable = { readonly is: "deck" } | { readonly is: "unreadable" };
export type Naming = { readonly is: "done"; readonly version: number } | Refusal | Lost;

/** What somebody pasted. */
export type Linked =
  | { readonly is: "place"; readonly place: Place }
  | { readonly is: "empty" | "no" | "token" | "stage" }
  | { readonly is: "host"; readonly host: string };

/** What a poll is compared with: a poll of a session, by its token, or one of an archive. */
export type Choice =
  | { readonly from: "session"; readonly place: Place; readonly poll: PollId }
  | { readonly from: "archive"; readonly archive: Archive; readonly poll: PollId }
  /** What it is compared with already, by other names. */
  | { readonly from: "now" };

export interface Names {
  readonly earlier: string;
  readonly present: string;
}

/** As long as a name may be, in characters. */
export const NAME_LIMIT = 40;

type Fetch = typeof fetch;
type Plain = Readonly<Record<string, unknown>>;

/** Read a pasted link; `origins` are the addresses that this server is known by. */
export function readLink(text: string, origins: readonly string[]): Linked {
  const typed = text.trim();
  if (typed === "") return { is: "empty" };
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return { is: "no" };
  const { origin, host, pathname, hash } = new URL(typed);
  const page = /^\/(run|moderate|stage)\/[\w-]+$/.exec(pathname)?.[1];
  if (page === undefined) return { is: "no" };
  if (page === "stage") return { is: "stage" };
  if (!origins.includes(origin)) return { is: "host", host };
  const place = placeOf(page === "run" ? "run" : "moderate", pathname, hash);
  return place === null ? { is: "token" } : { is: "place", place };
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLocalised(value: unknown): value is Localised {
  return (
    typeof value === "string" ||
    (isPlain(value) && Object.values(value).every((text) => typeof text === "string"))
  );
}

function earlier(whole: unknown): Archive["polls"][number] | null {
  if (!isPlain(whole) || !isPlain(whole["spec"])) return null;
  const { id, turnout, spec } = whole as { id: unknown; turnout: unknown; spec: Plain };
  const { kind, question } = spec as { kind: unknown; question: unknown };
  const right = typeof id === "string" && typeof turnout === "number" && typeof kind === "string";
  return right && isLocalised(question) ? { id: id as PollId, kind, question, turnout, whole } : null;
}

/** Read the text of an archive as far as somebody chooses by it. */
export function readArchive(text: string): { readonly is: "found"; readonly archive: Archive } | Unreadable {
  let head: unknown = null;
  try {
    head = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // A deck in YAML begins so, whatever stands before it in comments.
    return /^palabre:/m.test(text) ? { is: "deck" } : { is: "unreadable" };
  }
  if (!isPlain(head) || head["palabre"] === undefined || !Array.isArray(head["polls"]))
    return { is: "unreadable" };
  if (head["archive"] === undefined) return { is: "deck" };
  const polls = head["polls"].map(earlier).filter((poll) => poll !== null);
  return { is: "found", archive: { head, polls } };
}

function bearer({ token }: Place): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const body = (await answer.json()) as Partial<Refusal>;
  return { is: "refused", code: body.code ?? "", args: body.args ?? {}, text: body.text ?? "" };
}

/** The session as an archive, as it stands now. */
export async function downloadArchive(
  get: Fetch,
  place: Place,
): Promise<{ is: "text"; text: string } | Refusal | Lost> {
  try {
    const answer = await get(`/api/sessions/${place.session}/archive`, { headers: bearer(place) });
    return answer.ok ? { is: "text", text: await answer.text() } : await refusalOf(answer);
  } catch {
    return { is: "lost" };
  }
}

/** The polls of a session that a link leads to. */
export async function lookInto(get: Fetch, place: Place): Promise<Found> {
  const had = await downloadArchive(get, place);
  return had.is === "text" ? readArchive(had.text) : had;
}

/** What is sent for a choice: of an archive the one poll, as the rest may be large. */
export function bodyOf(choice: Choice, names: Names): string {
  // biome-ignore lint/suspicious/noThenProperty: a text, and what the server calls it
  const called = { then: names.earlier, now: names.present };
  if (choice.from === "now") return JSON.stringify(called);
  const { poll } = choice;
  if (choice.from === "session") return JSON.stringify({ ...choice.place, poll, ...called });
  const { head, polls } = choice.archive;
  const one = polls.filter(({ id }) => id === poll).map(({ whole }) => whole);
  return JSON.stringify({ archive: { ...head, polls: one }, poll, ...called });
}

async function change(get: Fetch, place: Place, poll: PollId, init: RequestInit): Promise<Naming> {
  try {
    const address = `/api/sessions/${place.session}/polls/${poll}/edition`;
    const answer = await get(address, { ...init, headers: bearer(place) });
    if (!answer.ok) return await refusalOf(answer);
    const { version } = (await answer.json()) as { version: number };
    return { is: "done", version };
  } catch {
    return { is: "lost" };
  }
}

/** Compare a poll with what was chosen. */
export function nameEdition(
  get: Fetch,
  place: Place,
  poll: PollId,
  choice: Choice,
  names: Names,
): Promise<Naming> {
  return change(get, place, poll, { method: "PUT", body: bodyOf(choice, names) });
}

/** Compare a poll with nothing any more. */
export function dropEdition(get: Fetch, place: Place, poll: PollId): Promise<Naming> {
  return change(get, place, poll, { method: "DELETE" });
}
