// The controls for a hand on the trackpad: everything the keys do, there while the pointer moves or the focus is on them.
import type { PollNow } from "../protocol.ts";
import { keyName } from "./Dialog.tsx";
import { ICONS } from "./icons.ts";
import { type Act, keysOf } from "./keys.ts";
import type { Say } from "./words.ts";

const TOOLS = ["variant", "editions", "table", "qr", "language", "theme", "full", "help"] as const;

interface BarProps {
  readonly words: Say;
  readonly poll: PollNow | null;
  /** Whether the poll can be shown beside its earlier edition. */
  readonly compared: boolean;
  readonly hidden: boolean;
  readonly onAct: (act: Act) => void;
}

export function Bar({ words, poll, compared, hidden, onAct }: BarProps) {
  const phase = poll?.phase === "open" ? "close" : "open";
  const results = poll?.revealed ? "hide" : "reveal";
  const button = (act: Act, name: string, icon: string) => (
    <button
      key={act}
      type="button"
      class="bar-button"
      title={`${name} (${keyName(keysOf(act, words.dir)[0] ?? "", words)})`}
      aria-label={name}
      onClick={(event) => {
        // A button that was clicked must not keep the focus, or the next press of space would be its own.
        if (event.detail > 0) event.currentTarget.blur();
        onAct(act);
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icon} />
      </svg>
    </button>
  );
  return (
    <section class="bar" aria-label={words.t("bar")} data-hidden={hidden}>
      {button("back", words.t("act.back"), ICONS.back)}
      {poll !== null && button("toggle", words.t(`bar.${phase}`), ICONS[phase])}
      {poll !== null && button("reveal", words.t(`bar.${results}`), ICONS[results])}
      {button("next", words.t("act.next"), ICONS.next)}
      <span class="bar-gap" />
      {TOOLS.filter((act) => compared || act !== "editions").map((act) =>
        button(act, words.t(`act.${act}`), ICONS[act]),
      )}
    </section>
  );
}
