// A modal dialog that the browser keeps focus in, closes on Escape, and gives focus back from.
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.tsx";

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
  close(): void;
}

export function Dialog({ title, closeLabel, wide = false, children, close }: DialogProps): VNode {
  const self = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = self.current;
    const from = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  return (
    <dialog
      ref={self}
      class="dialog"
      data-wide={wide}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button
          type="button"
          class="button icon-button"
          data-look="quiet"
          aria-label={closeLabel}
          onClick={close}
        >
          <Icon name="cross" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
