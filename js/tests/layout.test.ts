import { describe, expect, test } from "vitest";
import { barText, heightFor, layoutOf, leastHeight, tracesOf } from "../charts/layout";
import type { Bar } from "../wire";

const colours = {
  text: "#111",
  faint: "#555",
  line: "#ccc",
  surface: "#fff",
  bar: "blue",
  pale: "lightblue",
  none: "grey",
  nonePale: "lightgrey",
  chosen: "orange",
  font: "sans-serif",
};

const bar = (changes: Partial<Bar>): Bar => ({
  place: 0,
  label: "Ready",
  markup: "Ready",
  kind: "value",
  leads: 3,
  part: changes.leads ?? 3,
  chosen: false,
  ...changes,
});

const READY = bar({});
const NONE = bar({ place: 1, label: "(none)", markup: "(none)", kind: "none", leads: 1 });

const coloursOf = (bars: Bar[]) =>
  tracesOf(bars, 4, colours).map((trace) => (trace.marker as { color: string[] }).color);

describe("a chart", () => {
  const draw = (markups: string[], width = 300) =>
    layoutOf(
      markups.map((markup, place) => bar({ place, markup })),
      4,
      colours,
      { width, height: 200 },
    );

  test("has the page's size and colours", () => {
    expect(draw(["Ready", "Busy"])).toMatchObject({ width: 300, font: { color: "#111" } });
  });

  test("names its bars from top to bottom", () => {
    expect(draw(["Ready", "Busy"]).yaxis).toMatchObject({
      range: [1.5, -0.5],
      ticktext: ["Ready", "Busy"],
      tickvals: [0, 1],
    });
  });

  test("leaves the longest number its room beyond the bar", () => {
    const margin = (leads: number) => {
      const drawn = layoutOf([bar({ leads })], leads, colours, { width: 300, height: 200 });
      return (drawn.margin as { r: number }).r;
    };
    expect(margin(1_234_567)).toBeGreaterThan(margin(1));
  });

  test("cuts long labels where they would leave no room for the bars, and an entity is one", () => {
    const names = ["IVR requeue abandoned", "&lt;&lt;&lt;&lt;&lt;&lt;", "Busy"];
    const labels = (width: number) => (draw(names, width).yaxis as { ticktext: string[] }).ticktext;
    expect(labels(400)).toEqual(names);
    const [long, entities, short] = labels(220);
    expect(long).toMatch(/^IVR requeue .*…$/);
    expect([entities, short]).toEqual(names.slice(1));
    expect(labels(1)[1]).toBe(names[1]);
  });

  test("is as tall as its neighbour, unless its bars would grow fat", () => {
    expect(heightFor(18, leastHeight(20))).toBe(leastHeight(20));
    expect(heightFor(3, leastHeight(20))).toBeLessThan(leastHeight(20));
    expect(heightFor(20, 0)).toBe(leastHeight(20));
  });

  test("has one hue, but for leads without a value", () => {
    expect(coloursOf([READY, NONE])).toEqual([["blue", "grey"]]);
  });

  test("draws what other charts leave within the whole", () => {
    const bars = [{ ...READY, part: 2 }, NONE];
    expect(coloursOf(bars)).toEqual([
      ["lightblue", "lightgrey"],
      ["blue", "grey"],
    ]);
    expect(tracesOf(bars, 4, colours).map(({ x }) => x)).toEqual([
      [3, 1],
      [2, 1],
    ]);
    expect(barText({ ...READY, part: 2 }, 4, true)).toBe("2 of 3");
  });

  test("gives what is chosen in it a colour of its own", () => {
    expect(coloursOf([{ ...READY, chosen: true }, NONE])[1]).toEqual(["orange", "lightgrey"]);
  });

  test("says each bar's leads and share", () => {
    expect(barText(READY, 4, false)).toBe("3 (75%)");
    expect(barText(bar({ leads: 1 }), 1_000_000, false)).toBe("1 (<0.1%)");
  });
});
