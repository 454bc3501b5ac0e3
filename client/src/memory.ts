// What a phone keeps, as text: an id and the casts not yet acknowledged, and apart from them what was typed. Pure. What is
// read back is believed only where it is whole, of this version and not too old; whatever else stands there (another
// release's, half of it, somebody's experiment) is nothing. Whether a ballot answers its poll is for its kind to say.
import type { Ballot } from "./kinds.ts";
import type { Outbox, Slot } from "./outbox.ts";
import type { Me } from "./protocol.ts";

export const DAY_MS = 86_400_000;
/** Raised whenever the shape changes: a page never reads what another version wrote. */
const VERSION = 1;
/** 128 bits as base64url. */
const ID = /^[\w-]{22}$/;

export interface Kept {
  readonly me: Me;
  readonly untilMs: number;
  readonly casts: Outbox;
}

/** A person's unsent answers by poll. */
export type Drafts = Readonly<Record<string, Ballot>>;

export function textOf(kept: Kept): string {
  return JSON.stringify({ ...kept, version: VERSION });
}

/** What was kept, or nothing. A clock that was put back lengthens nothing beyond a day from now. */
export function recall(text: string | null, nowMs: number): Kept | null {
  const found = parse(text);
  if (!isRecord(found) || found["version"] !== VERSION) return null;
  const { me, untilMs, casts } = found;
  if (typeof me !== "string" || !ID.test(me) || !isOutbox(casts)) return null;
  if (typeof untilMs !== "number" || untilMs <= nowMs || untilMs > nowMs + 2 * DAY_MS) return null;
  return { me, untilMs: Math.min(untilMs, nowMs + DAY_MS), casts };
}

export function recallDrafts(text: string | null): Drafts {
  const found = parse(text);
  return isRecord(found) && Object.values(found).every(isBallot) ? (found as Drafts) : {};
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBallot(value: unknown): value is Ballot {
  return isRecord(value) && typeof value["kind"] === "string";
}

function isOutbox(value: unknown): value is Outbox {
  return isRecord(value) && Object.entries(value).every(([poll, slot]) => isSlot(slot, poll));
}

function isSlot(value: unknown, poll: string): value is Slot {
  if (!isRecord(value) || value["poll"] !== poll || typeof value["act"] !== "string") return false;
  const { run, rev, ballot } = value;
  return [run, rev].every((n) => Number.isSafeInteger(n) && Number(n) > 0) && isBallot(ballot);
}
