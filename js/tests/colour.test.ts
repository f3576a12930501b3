import { expect, test } from "vitest";
import { isDark } from "../colour";

test("a background is dark, light, or lets through what is behind it", () => {
  expect(isDark([17, 17, 17, 1])).toBe(true);
  expect(isDark([255, 255, 255, 1])).toBe(false);
  expect(isDark([0, 0, 0, 0])).toBeNull();
});
