import { expect, test } from "vitest";
import { moved } from "../table/navigation";

const extent = { rows: 100, columns: 5, page: 14 };
const press = (row: number, column: number, key: string, ctrl = false) =>
  moved({ row, column }, { key, ctrl }, extent);

test("arrows move by one cell and stop at the edges", () => {
  expect(press(3, 2, "ArrowDown")).toEqual({ row: 4, column: 2 });
  expect(press(99, 4, "ArrowDown")).toEqual({ row: 99, column: 4 });
  expect(press(99, 4, "ArrowRight")).toEqual({ row: 99, column: 4 });
  expect(press(3, 0, "ArrowLeft")).toEqual({ row: 3, column: 0 });
});

test("the headings stand above the first row", () => {
  expect(press(0, 2, "ArrowUp")).toEqual({ row: -1, column: 2 });
  expect(press(-1, 2, "ArrowUp")).toEqual({ row: -1, column: 2 });
  expect(press(-1, 2, "ArrowDown")).toEqual({ row: 0, column: 2 });
});

test("Home and End go along the row, with Ctrl to the corners", () => {
  expect(press(7, 2, "Home")).toEqual({ row: 7, column: 0 });
  expect(press(7, 2, "End")).toEqual({ row: 7, column: 4 });
  expect(press(7, 2, "Home", true)).toEqual({ row: 0, column: 0 });
  expect(press(7, 2, "End", true)).toEqual({ row: 99, column: 4 });
});

test("pages move by what is in view, and stop at the first and last row", () => {
  expect(press(7, 2, "PageDown")).toEqual({ row: 21, column: 2 });
  expect(press(90, 2, "PageDown")).toEqual({ row: 99, column: 2 });
  expect(press(7, 2, "PageUp")).toEqual({ row: 0, column: 2 });
});

test("other keys move nothing", () => {
  expect(press(7, 2, "x")).toBeNull();
});
