// The short list of results that phones show: a label, a bar, and the number in words. Colour is never the only channel.
import type { ComponentChildren } from "preact";

export interface Line {
  readonly key: string;
  readonly label: string;
  /** What the bar says, as text: "42 %", "17". */
  readonly value: string;
  /** How long the bar is, from 0 to 1. */
  readonly share: number;
  /** The person's own answer. */
  readonly own: boolean;
  /** The colour that the line stands for, if it stands for one. */
  readonly swatch: string | null;
}

interface Props {
  readonly lines: readonly Line[];
  /** What marks the person's own answer, in words. */
  readonly ownLabel: string | null;
  readonly children: ComponentChildren;
}

export function Bars({ lines, ownLabel, children }: Props) {
  return (
    <>
      <ul class="bars">
        {lines.map((line) => (
          <li key={line.key} class="bar" data-own={line.own}>
            {line.swatch !== null && <i class="bar-swatch" style={{ background: line.swatch }} />}
            <span class="bar-label">
              <bdi>{line.label}</bdi>
              {line.own && ownLabel !== null && <span class="bar-own">{ownLabel}</span>}
            </span>
            <span class="bar-value number">{line.value}</span>
            <i class="bar-track">
              <i class="bar-fill" style={{ inlineSize: `${line.share * 100}%` }} />
            </i>
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
