// What lies over the stage on one key, one at a time: the keys, the table, the QR code, the black screen.
import type { Table as Numbers, Welcome } from "../protocol.ts";
import { Dialog, Help } from "./Dialog.tsx";
import { JoinFull } from "./Join.tsx";
import type { Act } from "./keys.ts";
import { Table } from "./Table.tsx";
import type { Say } from "./words.ts";

export type Overlay = "none" | "help" | "table" | "qr" | "blank";

/** What lies over the stage after an act: the same key takes off what it put on. */
export function toggled(overlay: Overlay, act: Act): Overlay {
  if (act !== "help" && act !== "table" && act !== "qr" && act !== "blank") {
    return act === "leave" ? "none" : overlay;
  }
  return overlay === act ? "none" : act;
}

interface CoversProps {
  readonly overlay: Overlay;
  readonly table: Numbers | null;
  readonly caption: string;
  readonly welcome: Welcome | null;
  readonly words: Say;
  readonly onLeave: () => void;
}

export function Covers({ overlay, table, caption, welcome, words, onLeave }: CoversProps) {
  switch (overlay) {
    case "none":
      return null;
    case "blank":
      return <div class="cover blank" />;
    case "qr":
      return welcome === null ? null : <JoinFull welcome={welcome} words={words} />;
    case "help":
      return (
        <Dialog key="help" title={words.t("act.help")} close={words.t("close")} onClose={onLeave}>
          <Help words={words} />
        </Dialog>
      );
    case "table":
      return (
        <Dialog key="table" title={words.t("act.table")} close={words.t("close")} onClose={onLeave}>
          {table === null ? (
            <p>{words.t("table.none")}</p>
          ) : (
            <Table table={table} caption={caption} words={words} />
          )}
        </Dialog>
      );
  }
}
