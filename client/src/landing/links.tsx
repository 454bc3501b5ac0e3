// The links of a session that has just begun, with the code that everybody will type.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Begun } from "../landing.ts";
import type { Hands, Speech } from "./view.tsx";

const LINKS = ["run", "stage", "moderate", "join"] as const;
const COPIED_MS = 2_000;

export function Links({ begun, words, hands }: { begun: Begun; words: Speech; hands: Hands }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="landing">
      <div class="what">
        <h1 ref={heading} tabIndex={-1}>
          {words.t("begun")}
        </h1>
        <p>{words.t("begun.code")}</p>
        <p class="begun-code" dir="ltr">
          {begun.code}
        </p>
        <a class="button" data-look="main" href={begun.run} onClick={hands.leave}>
          {words.t("begun.run")}
        </a>
      </div>
      <p class="hint">{words.t("begun.keep")}</p>
      <ul>
        {LINKS.map((link) => (
          <CopyLine key={link} link={link} address={begun[link]} words={words} />
        ))}
      </ul>
      <button type="button" class="button" data-look="quiet" onClick={() => hands.tell({ is: "done" })}>
        {words.t("begun.done")}
      </button>
    </main>
  );
}

interface CopyLineProps {
  readonly link: (typeof LINKS)[number];
  readonly address: string;
  readonly words: Speech;
}

function CopyLine({ link, address, words }: CopyLineProps) {
  const name = words.t(`link.${link}`);
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), COPIED_MS) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);

  /** Pages on plain http have no clipboard interface; the selection and the older command work there too. */
  function copy(): void {
    field.current?.select();
    setCopied(document.execCommand("copy"));
    if (navigator.clipboard !== undefined) {
      void navigator.clipboard.writeText(address).then(
        () => setCopied(true),
        () => undefined,
      );
    }
  }

  return (
    <li class="copy">
      <label class="label" for={`link-${link}`}>
        {name}
      </label>
      <input
        id={`link-${link}`}
        ref={field}
        class="field copy-address"
        dir="ltr"
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button" aria-label={words.t("copy.link", { name })} onClick={copy}>
        {words.t(copied ? "copied" : "copy")}
      </button>
      <output class="unseen">{copied && words.t("copied")}</output>
    </li>
  );
}
