/** What the keys do in the grid, which holds the focus for all its cells. */

import { type Cell, type Extent, moved } from "./navigation";

/** By how much a key widens a column, in pixels. */
const STEP = 24;

export interface GridActions {
  go: (cell: Cell) => void;
  sortBy: (column: number) => void;
  widenBy: (column: number, pixels: number) => void;
  copy: (cell: Cell) => void;
}

function actOnHeading({ key, shiftKey }: KeyboardEvent, { column }: Cell, actions: GridActions) {
  if (key === "Enter" || key === " ") actions.sortBy(column);
  else if (shiftKey && key === "ArrowLeft") actions.widenBy(column, -STEP);
  else if (shiftKey && key === "ArrowRight") actions.widenBy(column, STEP);
  else return false;
  return true;
}

/**
 * Does what a key means at the active cell, and tells whether it means anything. Where no cell is
 * active yet, a key that moves shows `start` first.
 */
export function actOnKey(
  event: KeyboardEvent,
  at: { active: Cell | null; start: Cell },
  extent: Extent,
  actions: GridActions,
): boolean {
  const ctrl = event.ctrlKey || event.metaKey;
  const cell = at.active ?? at.start;
  if (cell.row === -1 && actOnHeading(event, cell, actions)) return true;
  const target = moved(cell, { key: event.key, ctrl }, extent);
  if (target !== null) {
    actions.go(at.active === null ? cell : target);
    return true;
  }
  if (!ctrl || event.key !== "c" || getSelection()?.isCollapsed === false) return false;
  actions.copy(cell);
  return true;
}
