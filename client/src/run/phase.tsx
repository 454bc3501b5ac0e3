// A poll's phase as a chip: sign, word and colour, so that none of them carries it alone.
import type { VNode } from "preact";
import type { RunWords } from "../i18n/run.ts";
import type { Phase } from "../protocol.ts";
import { Icon, type IconName } from "./icons.tsx";

const SIGNS: { readonly [P in Phase]: IconName } = { draft: "pencil", open: "play", closed: "stop" };

export function PhaseChip({ phase, w }: { phase: Phase; w: RunWords }): VNode {
  return (
    <span class="phase" data-phase={phase}>
      <Icon name={SIGNS[phase]} /> {w.t(`phase.${phase}`)}
    </span>
  );
}
