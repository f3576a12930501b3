import { describe, expect, test } from "vitest";
import { move, pick } from "../charts/choosing";
import type { Bar } from "../wire";

/** Bars by size: they do not stand in the order of their places. */
const PLACES = [2, 0, 1, 3];

const bars = (...chosen: number[]): Bar[] =>
  PLACES.map((place) => ({
    place,
    label: "",
    markup: "",
    kind: "value",
    leads: 1,
    part: 1,
    chosen: chosen.includes(place),
  }));

const ALONE = { range: false, several: false };
const RANGE = { range: true, several: false };
const SEVERAL = { range: false, several: true };

describe("choosing bars", () => {
  test("a click chooses one bar alone", () => {
    expect(pick(bars(0, 1), 0, 0, ALONE)).toEqual([2]);
    expect(pick(bars(0, 1), 1, 0, ALONE)).toEqual([0]);
  });

  test("a click on the only one that is chosen chooses none", () => {
    expect(pick(bars(2), 0, 0, ALONE)).toEqual([]);
  });

  test("with shift, those from the last one to this one, either way", () => {
    expect(pick(bars(0), 3, 1, RANGE)).toEqual([0, 1, 3]);
    expect(pick(bars(0), 0, 1, RANGE)).toEqual([2, 0]);
  });

  test("with control, one more or one less", () => {
    expect(pick(bars(0), 3, 0, SEVERAL)).toEqual([0, 3]);
    expect(pick(bars(0, 3), 3, 0, SEVERAL)).toEqual([0]);
  });

  test("arrows, Home and End lead through the bars and stop at their ends", () => {
    expect(["ArrowDown", "ArrowUp", "Home", "End"].map((key) => move(key, 1, 4))).toEqual([
      2, 0, 0, 3,
    ]);
    expect([move("ArrowUp", 0, 4), move("ArrowDown", 3, 4), move("x", 1, 4)]).toEqual([0, 3, null]);
  });
});
