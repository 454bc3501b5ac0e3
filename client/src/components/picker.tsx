// Any colour at all: by hue, lightness and vividness, each a native slider with its number keys and no drag needed.
import { useState } from "preact/hooks";
import type { CommonKey } from "../i18n/common.ts";
import type { Words } from "../i18n.ts";
import { hexOf, type Pick } from "../oklch.ts";

interface Props {
  readonly words: Words<CommonKey>;
  /** No more colours can be taken. */
  readonly full: boolean;
  /** What a colour is called, roughly. */
  nameOf(hex: string): string;
  take(hex: string): void;
}

interface Slider {
  readonly of: keyof Pick;
  readonly max: number;
  readonly key: "colours.hue" | "colours.lightness" | "colours.vividness";
}

const SLIDERS: readonly Slider[] = [
  { of: "hue", max: 360, key: "colours.hue" },
  { of: "lightness", max: 1, key: "colours.lightness" },
  { of: "vividness", max: 1, key: "colours.vividness" },
];
const STEPS = 100;
/** A clear green: somewhere to start from that is not on the list of swatches. */
const FIRST: Pick = { hue: 165, lightness: 0.72, vividness: 0.8 };

/** The slider's track shows what each of its positions would give. */
function track(pick: Pick, { of, max }: Slider): string {
  const stops = Array.from({ length: 13 }, (_, stop) => hexOf({ ...pick, [of]: (stop / 12) * max }));
  return stops.join(", ");
}

export function Picker({ words, full, nameOf, take }: Props) {
  const [pick, setPick] = useState(FIRST);
  const hex = hexOf(pick);
  const side = words.dir === "rtl" ? "left" : "right";
  return (
    <div class="picker">
      <div class="picker-now">
        <i class="chip picker-chip" style={{ background: hex }} />
        <output class="picker-name" aria-live="polite">
          {nameOf(hex)}
        </output>
      </div>
      {SLIDERS.map((slider) => (
        <label key={slider.of} class="slider">
          <span>{words.t(slider.key)}</span>
          <input
            class="slider-input"
            type="range"
            min={0}
            max={STEPS}
            value={Math.round((pick[slider.of] / slider.max) * STEPS)}
            aria-valuetext={`${words.percent(pick[slider.of] / slider.max)}, ${nameOf(hex)}`}
            style={{ background: `linear-gradient(to ${side}, ${track(pick, slider)})` }}
            onInput={(event) =>
              setPick({ ...pick, [slider.of]: (event.currentTarget.valueAsNumber / STEPS) * slider.max })
            }
          />
        </label>
      ))}
      <button type="button" class="button" aria-disabled={full} onClick={() => !full && take(hex)}>
        {words.t("colours.take")}
      </button>
    </div>
  );
}
