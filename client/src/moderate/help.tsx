// The keys of the moderation page, as keys.ts has them.
import type { VNode } from "preact";
import type { ModerateWords } from "../i18n/moderate.ts";
import { Dialog } from "../run/dialog.tsx";
import { ACTIONS, KEYS } from "./keys.ts";

interface HelpProps {
  readonly w: ModerateWords;
  readonly lettersOn: boolean;
  setLetters(on: boolean): void;
  close(): void;
}

const SIGNS: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

export function Help({ w, lettersOn, setLetters, close }: HelpProps): VNode {
  return (
    <Dialog title={w.t("keys")} closeLabel={w.t("close")} close={close}>
      <label class="tick">
        <input
          type="checkbox"
          checked={lettersOn}
          onChange={(event) => setLetters(event.currentTarget.checked)}
        />
        <span>{w.t("letters")}</span>
      </label>
      <dl class="keys">
        {ACTIONS.map((action) => {
          const key = KEYS[action];
          return (
            <div key={action} data-off={key.length === 1 && !lettersOn}>
              <dt>
                <kbd dir="ltr">{key === " " ? w.t("key.space") : (SIGNS[key] ?? key.toUpperCase())}</kbd>
              </dt>
              <dd>{w.t(`key.${action}`)}</dd>
            </div>
          );
        })}
      </dl>
    </Dialog>
  );
}
