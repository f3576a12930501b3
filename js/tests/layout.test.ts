import { describe, expect, test } from "vitest";
import { heightFor, layoutOf, leastHeight } from "../charts/layout";
import { isDark } from "../colour";
import { spaceBeside } from "../form/popup";
import { progressText } from "../search/progress";
import { columnsInView, guessWidth, leftEdges, MOST_NARROW } from "../table/columns";

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

describe("a pop-up", () => {
  const page = { width: 1000, height: 800 };
  const at = (left: number, top: number) => ({ left, top, bottom: top + 32, width: 240 });

  test("opens below its field, at least as wide", () => {
    expect(spaceBeside(at(100, 100), page, 300)).toMatchObject({
      above: false,
      left: 100,
      width: 300,
    });
  });

  test("opens above where there is no room below", () => {
    expect(spaceBeside(at(100, 700), page, 300).above).toBe(true);
  });

  test("never leaves the page", () => {
    const { left, width } = spaceBeside(at(900, 100), page, 300);
    expect(left + width).toBeLessThanOrEqual(1000);
    expect(spaceBeside(at(0, 100), { width: 260, height: 800 }, 300).width).toBeLessThan(260);
  });
});

describe("columns", () => {
  const measure = (text: string) => text.length * 7;
  const column = { name: "city", label: "City", kind: "text" } as const;

  test("are as wide as most of their texts, within limits", () => {
    const short = guessWidth(column, 0, [["Reno"]], measure);
    const long = guessWidth(column, 0, [["x".repeat(500)]], measure);
    expect(short).toBeGreaterThanOrEqual(MOST_NARROW);
    expect(long).toBeLessThanOrEqual(280);
    expect(long).toBeGreaterThan(short);
  });

  test("are drawn only where they are in view", () => {
    const edges = leftEdges([100, 100, 100, 100]);
    expect(edges).toEqual([0, 100, 200, 300, 400]);
    expect(columnsInView(edges, 0, 150)).toEqual({ first: 0, last: 1 });
    expect(columnsInView(edges, 150, 100)).toEqual({ first: 1, last: 2 });
    expect(columnsInView(edges, 0, 4000)).toEqual({ first: 0, last: 3 });
  });
});

test("a background is dark, light, or lets through what is behind it", () => {
  expect(isDark([17, 17, 17, 1])).toBe(true);
  expect(isDark([255, 255, 255, 1])).toBe(false);
  expect(isDark([0, 0, 0, 0])).toBeNull();
});

describe("progress", () => {
  const search = {
    status: "running",
    matched: 12_345,
    pages: 3,
    leads: 3000,
    waitingSeconds: 0,
  } as const;

  test("tells pages and leads, of how many where that is known", () => {
    expect(progressText(search)).toBe("3 pages · 3,000 of 12,345 leads");
    expect(progressText({ ...search, matched: null })).toBe("3 pages · 3,000 leads");
    expect(progressText({ ...search, pages: 0 })).toBe("Asking for the first page");
  });

  test("says why it waits", () => {
    expect(progressText({ ...search, waitingSeconds: 3.2 })).toContain("waiting 4 s");
  });
});
