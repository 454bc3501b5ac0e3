import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Figure } from "../../client/src/protocol.ts";
import { buildOf, canvasOf, drawer, fitted, still, textsOf } from "../../client/src/stage/draw.ts";
import { settled, throttled } from "../../client/src/stage/throttle.ts";
import { roomsOf, shrink, tighten } from "../../client/src/stage/tighten.ts";

function figure(text: string): Figure {
  return { data: [{ type: "scatter", text: [text] }], layout: { width: 1600, height: 800 } };
}

/** An easel whose frames come when the test says so. */
function easel() {
  const painted: Figure[] = [];
  const frames: (() => void)[] = [];
  const waited: string[] = [];
  const faults: unknown[] = [];
  const drawing = drawer({
    frame: (call) => frames.push(call),
    letters: async (texts) => void waited.push(...texts),
    paint: async (one) => {
      if (textsOf(one).includes("broken")) throw new Error("no such trace");
      painted.push(one);
    },
    fault: (why) => faults.push(why),
  });
  async function nextFrame(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    for (const call of frames.splice(0)) call();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { drawing, painted, waited, faults, nextFrame };
}

/** A timer that runs when the test says so. */
function clock() {
  let due: (() => void) | null = null;
  return {
    after: (_ms: number, call: () => void) => {
      due = call;
      return () => {
        due = null;
      };
    },
    ring: () => {
      const call = due;
      due = null;
      call?.();
    },
  };
}

describe("drawing", () => {
  test("of figures that come within one frame only the last is drawn", async () => {
    const { drawing, painted, nextFrame } = easel();
    for (const text of ["a", "b", "c"]) drawing.draw(figure(text));
    await nextFrame();
    expect(painted).toEqual([figure("c")]);
  });

  test("a figure that equals the last one is not drawn again", async () => {
    const { drawing, painted, nextFrame } = easel();
    drawing.draw(figure("a"));
    await nextFrame();
    drawing.draw(figure("a"));
    await nextFrame();
    expect(painted).toEqual([figure("a")]);
  });

  test("a figure that comes while another is drawn is drawn next", async () => {
    const { drawing, painted, nextFrame } = easel();
    drawing.draw(figure("a"));
    await nextFrame();
    drawing.draw(figure("b"));
    await nextFrame();
    expect(painted).toEqual([figure("a"), figure("b")]);
  });

  test("the letters are waited for before the first stroke", async () => {
    const { drawing, waited, painted } = easel();
    drawing.draw(figure("سلام"));
    await new Promise((resolve) => setTimeout(resolve));
    expect([waited, painted]).toEqual([["سلام"], []]);
  });

  test("a figure that cannot be drawn is told once, and the next one is drawn", async () => {
    const { drawing, painted, faults, nextFrame } = easel();
    drawing.draw(figure("broken"));
    await nextFrame();
    drawing.draw(figure("b"));
    await nextFrame();
    expect([painted, faults.length]).toEqual([[figure("b")], 1]);
  });

  test("nothing is drawn after the figure was taken off", async () => {
    const { drawing, painted, nextFrame } = easel();
    drawing.draw(figure("a"));
    drawing.stop();
    await nextFrame();
    expect(painted).toEqual([]);
  });

  test("the texts of traces and annotations are found, and no colour or name", () => {
    const data = [{ text: ["paix", "joie"], name: "x", marker: { color: "red" } }];
    const layout = { annotations: [{ text: "and 3 more", font: { family: "F" } }] };
    expect(textsOf({ data, layout })).toEqual(["paix", "joie", "and 3 more"]);
  });

  test("a figure moves into another one of the same build, however many answers it has", () => {
    const bar = { type: "bar", x: [1] };
    const label = { type: "scatter", mode: "text", textposition: "middle left" };
    const few = { data: [bar, label], layout: { width: 1600, height: 800 } };
    expect(buildOf({ ...few, data: [bar, bar, { ...label, x: [9] }] })).toBe(buildOf(few));
    expect(buildOf({ ...few, data: [label, bar] })).not.toBe(buildOf(few));
    expect(buildOf({ ...few, layout: { width: 1600, height: 900 } })).not.toBe(buildOf(few));
  });

  test("who wants no motion gets the same figure without its transition", () => {
    const { layout } = still({ data: [], layout: { width: 1600, transition: { duration: 320 } } });
    expect(layout).toEqual({ width: 1600 });
  });

  test("a canvas stands whole and centred in its box", () => {
    expect(canvasOf(figure("a"))).toEqual({ width: 1600, height: 800 });
    expect(fitted({ width: 1600, height: 800 }, { width: 800, height: 600 })).toEqual({
      scale: 0.5,
      x: 0,
      y: 100,
    });
  });
});

describe("saying it less often", () => {
  test("a throttled value is said at once, then the latest when the time is over", () => {
    const said: number[] = [];
    const { after, ring } = clock();
    const latest = throttled<number>(10, after, (value) => said.push(value));
    for (const value of [1, 2, 3]) latest.offer(value);
    ring();
    expect(said).toEqual([1, 3]);
  });

  test("a throttled value that was stopped is not said later", () => {
    const said: number[] = [];
    const { after, ring } = clock();
    const latest = throttled<number>(10, after, (value) => said.push(value));
    for (const value of [1, 2]) latest.offer(value);
    latest.stop();
    ring();
    expect(said).toEqual([1]);
  });

  test("a settled value is said only when it kept still", () => {
    const said: number[] = [];
    const { after, ring } = clock();
    const latest = settled<number>(10, after, (value) => said.push(value));
    for (const value of [1, 2]) latest.offer(value);
    ring();
    expect(said).toEqual([2]);
  });
});

test("every column that a kind names has its heading in the stage's catalogue", () => {
  const root = join(import.meta.dirname, "../..");
  const words = JSON.parse(readFileSync(join(root, "client/src/i18n/stage/en.json"), "utf8")) as object;
  const kinds = ["words", "colours", "choice", "scale"].map((kind) =>
    readFileSync(join(root, `server/palabre/kinds/${kind}.py`), "utf8"),
  );
  const columns = kinds.flatMap((text) =>
    [...text.matchAll(/Column\("(\w+)"/g)].map((match) => `table.${match[1]}`),
  );
  expect(columns.length).toBeGreaterThan(5);
  expect(Object.keys(words)).toEqual(expect.arrayContaining(columns));
});

test("the page carries Plotly's few rules itself, so that Plotly writes no style element", () => {
  const client = join(import.meta.dirname, "../../client");
  const page = new DOMParser().parseFromString(readFileSync(join(client, "stage.html"), "utf8"), "text/html");
  const bundle = readFileSync(
    join(client, "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"),
    "utf8",
  );
  expect(page.getElementById("plotly.js-style-global")?.matches(".no-inline-styles")).toBe(true);
  expect(bundle).toContain('matches(".no-inline-styles")');
});

describe("room for a text", () => {
  function words(text: string[], customdata: number[], size: number[]): Figure {
    return { data: [{ type: "scatter", text, customdata, textfont: { size } }], layout: {} };
  }

  test("is what its trace says, in ems, and nothing is known of other texts", () => {
    const more = { type: "scatter", text: ["+37"], textfont: { size: 20 } };
    const figure = words(["paix", "和平"], [120, 80], [40, 40]);
    expect([...roomsOf({ ...figure, data: [...figure.data, more] })]).toEqual([
      ["paix", 3],
      ["和平", 2],
    ]);
  });

  test("is as many ems for a large word as for a small one that reads alike, and the lesser where they differ", () => {
    expect([...roomsOf(words(["pain", "pain"], [240, 60], [80, 20]))]).toEqual([["pain", 3]]);
    expect([...roomsOf(words(["pain", "pain"], [240, 50], [80, 20]))]).toEqual([["pain", 2.5]]);
    expect([...roomsOf(words(["pain", "pain"], [50, 240], [20, 80]))]).toEqual([["pain", 2.5]]);
  });

  test.each([
    ["fits", 100, 20, 6, 1],
    ["is too wide", 150, 20, 6, 0.8],
    ["is too wide at the size that it has on its way", 75, 10, 6, 0.8],
    ["is no wider than its room at its size", 150, 40, 6, 1],
  ])("a text that %s", (_, drawn, now, room, part) => {
    expect(shrink(drawn, now, room)).toBeCloseTo(part);
  });

  test("each element becomes as much smaller as it takes, also one of two that read alike", () => {
    const picture = document.createElement("div");
    picture.innerHTML = [80, 20, 20]
      .map(
        (size) =>
          `<text data-unformatted="${size === 80 ? "pain" : "paix"}" style="font-size: ${size}px"></text>`,
      )
      .join("");
    const texts = [...picture.querySelectorAll<HTMLElement>("text")];
    texts.forEach((text, place) => {
      Object.assign(text, { getComputedTextLength: () => [320, 50, 80][place] });
    });
    document.body.append(picture);
    tighten(
      picture,
      new Map([
        ["pain", 3],
        ["paix", 3],
      ]),
    );
    expect(texts.map((text) => text.style.fontSize)).toEqual(["60px", "20px", "15px"]);
    picture.remove();
  });
});
