// When the figure is drawn: the latest one, at most once an animation frame, never the same one twice, and not before the
// letters it needs are there. Knows no Plotly and no page: both are arguments.
import type { Figure } from "../protocol.ts";

export interface Easel {
  /** Call back before the next paint. */
  frame(call: () => void): void;
  /** Resolve once the fonts for these texts are there, or it was waited long enough; never rejects. */
  letters(texts: readonly string[]): Promise<void>;
  /** Put the figure on the page; resolve once it stands. */
  paint(figure: Figure): Promise<void>;
  /** Told why a figure could not be put on the page; the next one is tried all the same. */
  fault(why: unknown): void;
}

export interface Drawer {
  draw(figure: Figure): void;
  /** Forget what stands on the page, as it was taken off. */
  stop(): void;
}

/** Draw each new figure that is offered, or only the last of several that come at once. */
export function drawer(easel: Easel): Drawer {
  let shown = "";
  let wanted: Figure | null = null;
  let busy = false;
  let stopped = false;

  async function paintLatest(): Promise<void> {
    while (wanted !== null && !stopped) {
      const asked: Figure = wanted;
      await easel.letters(textsOf(asked));
      await new Promise<void>(easel.frame);
      const latest = wanted ?? asked;
      wanted = null;
      if (!stopped) await easel.paint(latest);
    }
  }

  function begin(): void {
    busy = true;
    paintLatest()
      .catch((why: unknown) => {
        shown = "";
        easel.fault(why);
      })
      .finally(() => {
        busy = false;
      });
  }

  return {
    draw(figure) {
      const same = JSON.stringify(figure);
      if (same === shown || stopped) return;
      shown = same;
      wanted = figure;
      if (!busy) begin();
    },
    stop() {
      stopped = true;
      wanted = null;
    },
  };
}

/** Every text that a figure draws: those of its traces and annotations. */
export function textsOf(figure: Figure): readonly string[] {
  const found = new Set<string>();
  collect(figure.data, "", found);
  collect(figure.layout["annotations"], "", found);
  return [...found];
}

const TEXTS = new Set(["text", "texttemplate", "labels"]);

function collect(value: unknown, key: string, found: Set<string>): void {
  if (typeof value === "string") {
    if (TEXTS.has(key)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, key, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) collect(item, name, found);
  }
}

/**
 * Which picture a figure is: one can move into another of the same build; into any other, letters would fly across the
 * screen, so that is a new picture. Its build is its canvas, its ink, and what its traces are, in order.
 */
export function buildOf(figure: Figure): string {
  const traces = figure.data.map((trace) => {
    const { type, mode, textposition } = trace as Readonly<Record<string, unknown>>;
    return [type, mode, typeof textposition === "string" ? textposition : ""].join(" ");
  });
  const { width, height, font } = figure.layout;
  return JSON.stringify([width, height, font, ...new Set(traces)]);
}

/** The same figure for somebody who wants no motion. */
export function still(figure: Figure): Figure {
  const { transition: _, ...layout } = figure.layout;
  return { ...figure, layout };
}

/** The size of a figure's canvas, in units; Python draws every figure with its own. */
export function canvasOf(figure: Figure): { readonly width: number; readonly height: number } {
  const { width, height } = figure.layout;
  return {
    width: typeof width === "number" && width > 0 ? width : 1600,
    height: typeof height === "number" && height > 0 ? height : 800,
  };
}

/** How much a canvas is enlarged to stand whole and centred in a box, and where. */
export function fitted(
  canvas: { readonly width: number; readonly height: number },
  box: { readonly width: number; readonly height: number },
): { readonly scale: number; readonly x: number; readonly y: number } {
  const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
  return {
    scale,
    x: (box.width - canvas.width * scale) / 2,
    y: (box.height - canvas.height * scale) / 2,
  };
}
