import { describe, expect, test } from "vitest";
import { spaceBeside } from "../top-layer";

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
