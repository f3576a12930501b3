import { describe, expect, test } from "vitest";
import { heightFor, layoutOf, leastHeight } from "../charts/layout";

const colours = { text: "#111", faint: "#555", line: "#ccc", surface: "#fff", font: "sans-serif" };

describe("a chart", () => {
  const data = [
    { type: "bar", orientation: "h", x: [3, 1], y: [0, 1], text: ["3 (75%)", "1 (25%)"] },
  ];
  const draw = (labels: string[], width = 300) =>
    layoutOf({ data, labels }, colours, { width, height: 200 });

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
    const margin = (text: string) => {
      const drawn = layoutOf({ data: [{ text: [text] }], labels: [""] }, colours, {
        width: 300,
        height: 200,
      });
      return (drawn.margin as { r: number }).r;
    };
    expect(margin("1,234,567 (100.0%)")).toBeGreaterThan(margin("1 (1.0%)"));
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
});
