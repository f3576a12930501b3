import { expect, test } from "vitest";
import { isSet } from "../form/extended";
import { comparison, parseNumber } from "../form/inputs";
import { splitValues } from "../form/tokens";

test("pasted values part at commas, semicolons and line ends", () => {
  expect(splitValues("6175550101, 6175550102\n6175550103;", false)).toEqual([
    "6175550101",
    "6175550102",
    "6175550103",
  ]);
});

test("texts keep their inner spaces and leading zeros", () => {
  expect(splitValues(" 007 , New York ", false)).toEqual(["007", "New York"]);
});

test("ids become numbers, and what is no number goes up as typed", () => {
  expect(splitValues("12 13,x", true)).toEqual([12, 13, "x"]);
  expect(parseNumber(" 12 ")).toBe(12);
  expect(parseNumber("12.5")).toBe("12.5");
  expect(parseNumber("")).toBeNull();
});

test("a number too long for JavaScript stays text", () => {
  expect(parseNumber("9007199254740993")).toBe("9007199254740993");
});

test("empty lists, empty texts and unchecked flags are not set", () => {
  expect([[], "", null, false, undefined].map(isSet)).toEqual([false, false, false, false, false]);
  expect([["x"], "x", 0, true].map(isSet)).toEqual([true, true, true, true]);
});

test("at least and at most are said in the API's operators", () => {
  expect(comparison("AT_LEAST", 3)).toEqual({ operator: "GREATER_THAN", value: 2 });
  expect(comparison("AT_MOST", 3)).toEqual({ operator: "LESS_THAN", value: 4 });
  expect(comparison("AT_LEAST", 0)).toBeNull();
  expect(comparison("EQUALS", 3)).toEqual({ operator: "EQUALS", value: 3 });
  expect(comparison("", 3)).toBeNull();
});
