import { describe, expect, test } from "vitest";
import {
  isScaled,
  offsetAt,
  revealed,
  scrollSpace,
  toOffset,
  toScrollTop,
} from "../viewport/scroll";

const ROW = 28;

describe("a table that fits the browser's tallest element", () => {
  const space = scrollSpace(50_000, ROW, 400, 1);

  test("scrolls pixel by pixel", () => {
    expect(isScaled(space)).toBe(false);
    expect(toOffset(space, 12_345)).toBe(12_345);
    expect(toScrollTop(space, 12_345)).toBe(12_345);
  });

  test("never scrolls past the last row", () => {
    expect(toOffset(space, 1e9)).toBe(50_000 * ROW - 400);
  });
});

describe.each([1, 1.25, 2, 3])("a million rows at %s device pixels per pixel", (ratio) => {
  const space = scrollSpace(1_000_000, ROW, 400, ratio);

  test("stays under what the browser can lay out", () => {
    expect(space.space * ratio).toBeLessThanOrEqual(33_554_428);
  });

  test("reaches the first and the last row", () => {
    expect(toOffset(space, 0)).toBe(0);
    const bottom = toOffset(space, space.space - space.view);
    expect(Math.floor((bottom + 400 - 1) / ROW)).toBe(999_999);
  });

  test("comes back to where it was", () => {
    const offset = 777_777 * ROW;
    expect(toOffset(space, toScrollTop(space, offset))).toBeCloseTo(offset, 3);
  });
});

test("a table without rows stands still", () => {
  const space = scrollSpace(0, ROW, 400, 1);
  expect(toOffset(space, 100)).toBe(0);
});

test("a finer place is kept for as long as the scroll position is its own", () => {
  const space = scrollSpace(10_000_000, ROW, 400, 1);
  const fine = 123_456;
  const top = Math.round(toScrollTop(space, fine));
  expect(toOffset(space, top)).not.toBe(fine);
  expect(offsetAt(space, top, fine)).toBe(fine);
  expect(offsetAt(space, top + 50, fine)).toBe(toOffset(space, top + 50));
});

describe("bringing rows into view", () => {
  const space = scrollSpace(1000, ROW, 280, 1);
  const reveal = (offset: number, first: number, last = first) =>
    revealed(space, offset, first * ROW, (last + 1) * ROW);

  test("moves nothing when they are there", () => {
    expect(reveal(100, 5)).toBe(100);
  });

  test("moves up or down no further than needed", () => {
    expect(reveal(280, 2)).toBe(2 * ROW);
    expect(reveal(0, 20)).toBe(21 * ROW - 280);
    expect(reveal(280, 1, 2)).toBe(ROW);
  });
});
