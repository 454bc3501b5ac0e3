import { h, render } from "preact";
import { expect, test } from "vitest";
import common from "../../client/src/i18n/common/en.json";
import phone from "../../client/src/i18n/phone/en.json";
import { speak } from "../../client/src/i18n.ts";
import { type ScreenOf, Sent } from "../../client/src/phone/screens.tsx";
import type { PollId } from "../../client/src/protocol.ts";

const words = speak("en", { ...common, ...phone }) as Parameters<typeof Sent>[0]["words"];
const ballot = { kind: "choice", picks: [0] } as const;
const spec = {
  kind: "choice",
  question: "Shall we?",
  hidden: false,
  options: ["Yes", "No"],
  most: 1,
} as const;
const poll = { id: "p1" as PollId, run: 1, phase: "open", revealed: true, position: 0, spec } as const;
const sending: ScreenOf<"sending"> = { is: "sending", poll, ballot, held: "no" };
const counted: ScreenOf<"counted"> = { is: "counted", poll, ballot, joy: true, results: null };

function drawn(root: HTMLElement, screen: ScreenOf<"sending" | "counted">): Element | null {
  render(h(Sent, { screen, words, change: () => undefined }), root);
  return root.querySelector("[role=status]");
}

test("that an answer counts is said in the live region that was there while it was sent", () => {
  const root = document.createElement("div");
  const before = drawn(root, sending);
  expect(before?.querySelector("h1")?.textContent).toBe("Sending…");
  const after = drawn(root, counted);
  expect(after).toBe(before);
  expect(after?.querySelector("h1")?.textContent).toBe("Your answer counts");
});

test("why an answer waits is said in the same region", () => {
  const root = document.createElement("div");
  const before = drawn(root, sending);
  expect(drawn(root, { ...sending, held: "offline" })).toBe(before);
  expect(before?.textContent).toContain("Your answer is kept");
});
