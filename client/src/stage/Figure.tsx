// The live figure: Plotly draws it on its own canvas, and CSS enlarges that to the box, so that the picture is the same on
// every projector. The picture is hidden from screen readers; the same numbers stand beside it as a table.
import { useEffect, useRef } from "preact/hooks";
import type { Figure as Plot } from "../protocol.ts";
import { canvasOf, type Drawer, drawer, fitted, still } from "./draw.ts";
import { letters } from "./fonts.ts";
import { roomsOf, tighten } from "./tighten.ts";
import type { Box } from "./use.ts";

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false, showTips: false } as const;

/** Start to draw on an element; plotly.js is only asked for here. */
function easelOn(root: HTMLElement): Drawer {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const loading = import("plotly.js-basic-dist-min");
  return drawer({
    frame: (call) => requestAnimationFrame(() => call()),
    letters: (texts) => letters(document.fonts, texts),
    async paint(figure) {
      const plotly = (await loading).default;
      const { data, layout } = calm.matches ? still(figure) : figure;
      // Plotly writes defaults into what it is given; it gets copies.
      await plotly.react(root, structuredClone(data), structuredClone(layout), CONFIG);
      tighten(root, roomsOf(figure));
    },
    fault: (why) => console.error("The figure could not be drawn.", why),
  });
}

export function Figure({ plot, box }: { readonly plot: Plot; readonly box: Box }) {
  const root = useRef<HTMLDivElement>(null);
  const easel = useRef<Drawer | null>(null);

  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const drawing = easelOn(element);
    easel.current = drawing;
    return () => {
      drawing.stop();
      void import("plotly.js-basic-dist-min").then(({ default: plotly }) => plotly.purge(element));
    };
  }, []);

  useEffect(() => easel.current?.draw(plot), [plot]);

  const canvas = canvasOf(plot);
  const { scale, x, y } = fitted(canvas, box);
  return (
    <div class="figure" aria-hidden="true">
      <div
        ref={root}
        class="canvas"
        style={{
          width: `${canvas.width}px`,
          height: `${canvas.height}px`,
          transform: `translate(${x}px, ${y}px) scale(${scale})`,
        }}
      />
    </div>
  );
}
