import { afterEach, describe, expect, test } from "vitest";
import { SILENCE_MS, startCourier } from "../../client/src/courier.ts";
import type { Answer, Unsent } from "../../client/src/link.ts";
import type { Outbox, Verdict } from "../../client/src/outbox.ts";
import type { Cast, PollId, RefusalCode } from "../../client/src/protocol.ts";
import { openLocker } from "../../client/src/storage.ts";

const ANSWER = { poll: "p1" as PollId, run: 1, ballot: { kind: "choice", picks: [0] } } as const;
type Sent = { readonly cast: Omit<Cast, "ref">; answer(answer: Answer): Promise<void> };

const counted = (rev: number): Answer => ({ is: "counted", ref: 1, rev, ...ANSWER });
const refused = (code: RefusalCode, args: Record<string, number> = {}): Answer => ({
  is: "refused",
  ref: 1,
  code,
  args,
  text: "",
});

/** A courier with a clock that is wound by hand and a link whose answers are given by hand. */
function alice() {
  const sent: Sent[] = [];
  const verdicts: Verdict["is"][] = [];
  const clock: { at: number; call: () => void }[] = [];
  const state = { live: true, nowMs: 0, acts: 0, doubts: 0, box: {} as Outbox };
  const ask = (command: Unsent) =>
    new Promise<Answer>((resolve) => {
      const answer = async (given: Answer) => {
        resolve(given);
        await Promise.resolve();
      };
      sent.push({ cast: command as Omit<Cast, "ref">, answer });
    });
  const after = (ms: number, call: () => void) => {
    const entry = { at: state.nowMs + ms, call };
    clock.push(entry);
    return () => void clock.splice(clock.indexOf(entry), clock.includes(entry) ? 1 : 0);
  };
  const locker = openLocker(window, "CDFGHJ", () => 0);
  const courier = startCourier(
    { ask, after, random: () => 0, isLive: () => state.live, doubt: () => void state.doubts++ },
    locker,
    () => `act ${++state.acts}`,
    {
      onBox: (box) => {
        state.box = box;
      },
      onVerdict: (_, verdict) => verdicts.push(verdict.is),
    },
  );
  const wait = (ms: number) => {
    state.nowMs += ms;
    for (const entry of clock.splice(0)) entry.at <= state.nowMs ? entry.call() : clock.push(entry);
  };
  return { courier, sent, verdicts, state, locker, wait };
}

afterEach(() => localStorage.clear());

describe("a cast", () => {
  test("is sent at once while the link is live, and forgotten once it is counted", async () => {
    const { courier, sent, state, verdicts } = alice();
    courier.cast(ANSWER, 0);
    expect(sent[0]?.cast).toMatchObject({ do: "cast", rev: 1, ballot: ANSWER.ballot });
    await sent[0]?.answer(counted(1));
    expect([state.box, verdicts]).toEqual([{}, ["counted"]]);
  });

  test("is kept while there is no link, over a reload too, and sent when there is one", () => {
    const before = alice();
    before.state.live = false;
    before.courier.cast(ANSWER, 0);
    expect(before.sent).toEqual([]);
    const after = alice();
    after.courier.send();
    expect(after.sent[0]?.cast.rev).toBe(1);
  });

  test("is sent again, the same, if its answer is lost", async () => {
    const { courier, sent, wait } = alice();
    courier.cast(ANSWER, 0);
    await sent[0]?.answer({ is: "lost" });
    wait(0);
    expect(sent.map((one) => one.cast.rev)).toEqual([1, 1]);
  });

  test("that nobody answers has the link doubted, again and again, and is not sent twice on it", () => {
    const { courier, sent, state, wait } = alice();
    courier.cast(ANSWER, 0);
    wait(SILENCE_MS - 1);
    expect(state.doubts).toBe(0);
    wait(1);
    wait(SILENCE_MS);
    expect([state.doubts, sent.length]).toEqual([2, 1]);
  });

  test("that was answered has the link doubted no more", async () => {
    const { courier, sent, state, wait } = alice();
    courier.cast(ANSWER, 0);
    await sent[0]?.answer(counted(1));
    wait(SILENCE_MS);
    expect(state.doubts).toBe(0);
  });

  test("is not sent twice while it is under way", () => {
    const { courier, sent } = alice();
    courier.cast(ANSWER, 0);
    courier.send();
    expect(sent.length).toBe(1);
  });

  test("is sent again after the pause that the server asked for", async () => {
    const { courier, sent, wait } = alice();
    courier.cast(ANSWER, 0);
    await sent[0]?.answer(refused("too_fast", { seconds: 3 }));
    wait(2_999);
    expect(sent.length).toBe(1);
    wait(1);
    expect(sent.length).toBe(2);
  });

  test("that is behind goes above what is stored, at once", async () => {
    const { courier, sent } = alice();
    courier.cast(ANSWER, 0);
    await sent[0]?.answer(refused("behind", { rev: 4 }));
    expect(sent[1]?.cast.rev).toBe(5);
  });

  test("that another tab has answered since is left alone", async () => {
    const [one, other] = [alice(), alice()];
    one.courier.cast(ANSWER, 0);
    other.state.acts = 10;
    other.courier.cast({ ...ANSWER, ballot: { kind: "choice", picks: [1] } }, 0);
    await other.sent[0]?.answer(counted(2));
    await one.sent[0]?.answer(refused("behind", { rev: 2 }));
    expect([one.verdicts, one.sent.length]).toEqual([["superseded"], 1]);
  });
});
