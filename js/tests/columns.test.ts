import { describe, expect, test } from "vitest";
import { columnsInView, guessWidth, leftEdges, MOST_NARROW } from "../table/columns";

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
