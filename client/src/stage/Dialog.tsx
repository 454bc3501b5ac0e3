// A dialog that is open as long as it is on the page; the browser keeps the focus in it and gives it back.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ACTS, keysOf } from "./keys.ts";
import type { Say } from "./words.ts";

interface DialogProps {
  readonly title: string;
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, close, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} class="panel" aria-labelledby="panel-title" onClose={onClose}>
      <header class="panel-head">
        <h2 id="panel-title">{title}</h2>
        <button type="button" class="button" onClick={onClose}>
          {close}
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="panel-body" tabIndex={0} aria-labelledby="panel-title">
        {children}
      </section>
    </dialog>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowRight: "→",
  ArrowLeft: "←",
  PageDown: "Page Down",
  PageUp: "Page Up",
  Escape: "Esc",
};

/** A key as it is written on a keyboard. */
export function keyName(key: string, words: Say): string {
  return key === " " ? words.t("key.space") : (NAMES[key] ?? key.toUpperCase());
}

export function Help({ words }: { readonly words: Say }) {
  return (
    <dl class="keys">
      {ACTS.map((act) => (
        <div key={act} class="keys-row">
          <dt>
            {keysOf(act, words.dir).map((key) => (
              <kbd key={key} dir="ltr">
                {keyName(key, words)}
              </kbd>
            ))}
          </dt>
          <dd>{words.t(`act.${act}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
