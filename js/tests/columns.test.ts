import { describe, expect, test } from "vitest";
import { columnsInView, guessWidth, leftEdges, MOST_NARROW, pinnedIn } from "../table/columns";

describe("columns", () => {
  const measure = (text: string) => text.length * 7;
  const column = { name: "city", label: "City", kind: "text", empty: false } as const;

  test("are as wide as most of their texts, within limits", () => {
    const short = guessWidth(column, ["Reno"], measure);
    const long = guessWidth(column, ["x".repeat(500)], measure);
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

  test("that are pinned cover what scrolls beneath them, and take no more than their share", () => {
    const edges = leftEdges([100, 100, 100, 100], 40);
    expect(edges).toEqual([40, 140, 240, 340, 440]);
    expect(columnsInView(edges, 100, 200, 1)).toEqual({ first: 2, last: 2 });
    expect(columnsInView(edges, 0, 200, 1)).toEqual({ first: 1, last: 1 });
    expect(pinnedIn(edges, 1, 400)).toBe(1);
    expect(pinnedIn(edges, 1, 200)).toBe(0);
  });
});
