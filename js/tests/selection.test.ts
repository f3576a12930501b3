import { expect, test } from "vitest";
import { actOnKey, type GridState } from "../table/keys";
import { isWhole, type Selection, sizeText, spanOf } from "../table/selection";

const EXTENT = { rows: 100, columns: 5, page: 10 };

/** What is selected after these keys, from a cell. */
function after(...keys: string[]): Selection | null {
  const cell = { row: 3, column: 2 };
  let selection: Selection = { anchor: cell, active: cell, rows: false };
  for (const pressed of keys) {
    const [key = "", ...held] = pressed.split("+").reverse();
    const event = {
      key: key === "Space" ? " " : key,
      shiftKey: held.includes("Shift"),
      ctrlKey: held.includes("Control"),
    } as KeyboardEvent;
    const state: GridState = { selection, start: cell, extent: EXTENT };
    const nothing = () => undefined;
    actOnKey(event, state, {
      select: (to) => {
        selection = to;
      },
      sortBy: nothing,
      widenBy: nothing,
      copy: nothing,
      openMenu: nothing,
      openCard: nothing,
    });
  }
  return selection;
}

const spanAfter = (...keys: string[]) => {
  const selection = after(...keys);
  return selection && spanOf(selection, EXTENT.columns);
};

test("Shift and keys that move select from the cell where they began", () => {
  expect(spanAfter("Shift+ArrowDown", "Shift+ArrowRight")).toEqual({
    top: 3,
    bottom: 4,
    left: 2,
    right: 3,
  });
  expect(spanAfter("Shift+PageUp", "Shift+Home")).toEqual({ top: 0, bottom: 3, left: 0, right: 2 });
  expect(spanAfter("Shift+ArrowDown", "ArrowDown")).toEqual({
    top: 5,
    bottom: 5,
    left: 2,
    right: 2,
  });
});

test("rows, columns and all cells are selected by keys, and Escape leaves the active cell", () => {
  const all = { top: 0, bottom: 99, left: 0, right: 4 };
  expect(spanAfter("Shift+Space", "Shift+ArrowDown")).toEqual({ ...all, top: 3, bottom: 4 });
  expect(spanAfter("Control+Space", "Shift+ArrowRight")).toEqual({ ...all, left: 2, right: 3 });
  expect(spanAfter("Control+a")).toEqual(all);
  expect(after("Shift+ArrowDown", "Escape")?.anchor).toEqual({ row: 4, column: 2 });
});

test("whole rows and whole columns are told from cells", () => {
  const whole = (...keys: string[]) => {
    const span = spanAfter(...keys);
    return span && isWhole(span, EXTENT.rows, EXTENT.columns);
  };
  expect([whole("Shift+Space"), whole("Control+Space"), whole("Shift+ArrowDown")]).toEqual([
    true,
    true,
    false,
  ]);
  expect(sizeText({ top: 0, bottom: 1_999, left: 2, right: 2 })).toBe("2,000 rows × 1 column");
});
