import { expect, test } from "vitest";
import { fromLocal, offsetText, toLocal } from "../form/local-time";

test("offsets read as the clock's distance from UTC", () => {
  expect(offsetText(0)).toBe("+00:00");
  expect(offsetText(-60)).toBe("+01:00");
  expect(offsetText(300)).toBe("-05:00");
  expect(offsetText(-330)).toBe("+05:30");
  expect(offsetText(210)).toBe("-03:30");
});

test("a moment comes back the same, whatever the reader's clock", () => {
  for (const iso of ["2026-11-01T00:00:00+00:00", "2026-03-08T07:30:15-05:00"]) {
    const back = fromLocal(toLocal(iso));
    expect(new Date(back ?? "").getTime()).toBe(new Date(iso).getTime());
  }
});

test("what goes up always has seconds and an offset", () => {
  expect(fromLocal("2026-11-01T13:45")).toMatch(/^2026-11-01T13:45:00[+-]\d\d:\d\d$/);
});

test("an empty or half-typed field is no moment", () => {
  expect(fromLocal("")).toBeNull();
  expect(fromLocal("2026-")).toBeNull();
  expect(toLocal("")).toBe("");
  expect(toLocal("yesterday")).toBe("");
});
