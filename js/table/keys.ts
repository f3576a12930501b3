/** What the keys do in the grid, which holds the focus for all its cells. */

import { type Cell, type Extent, moved } from "./navigation";
import type { Selection } from "./selection";

/** By how much a key widens a column, in pixels. */
const STEP = 24;

export interface GridActions {
  select: (selection: Selection) => void;
  sortBy: (column: number, adds: boolean) => void;
  widenBy: (column: number, pixels: number) => void;
  copy: () => void;
  openMenu: (column: number) => void;
  openCard: (row: number) => void;
}

export interface GridState {
  /** Null where no cell is active yet: a key that moves shows `start` first. */
  selection: Selection | null;
  start: Cell;
  extent: Extent;
}

type Does = () => void;

const one = (cell: Cell): Selection => ({ anchor: cell, active: cell, rows: false });

function onHeading(event: KeyboardEvent, { column }: Cell, actions: GridActions): Does | null {
  const { key, shiftKey, altKey } = event;
  if ((altKey && key === "ArrowDown") || key === "ContextMenu")
    return () => actions.openMenu(column);
  if (key === "Enter" || key === " ") return () => actions.sortBy(column, shiftKey);
  if (shiftKey && key === "ArrowLeft") return () => actions.widenBy(column, -STEP);
  if (shiftKey && key === "ArrowRight") return () => actions.widenBy(column, STEP);
  return null;
}

/** Ctrl+A selects all cells, Shift+Space rows, Ctrl+Space columns, and Escape the active cell alone. */
function selected(event: KeyboardEvent, at: Selection, { rows, columns }: Extent) {
  const ctrl = event.ctrlKey || event.metaKey;
  const { anchor, active } = at;
  const last = { row: rows - 1, column: columns - 1 };
  if (ctrl && event.key.toLowerCase() === "a")
    return { anchor: last, active: { row: 0, column: 0 }, rows: false };
  if (event.key === " " && event.shiftKey && active.row >= 0) return { ...at, rows: true };
  if (event.key === " " && ctrl) {
    return {
      anchor: { ...anchor, row: rows - 1 },
      active: { ...active, row: 0 },
      rows: false,
    };
  }
  const several = anchor.row !== active.row || anchor.column !== active.column || at.rows;
  return event.key === "Escape" && several ? one(active) : null;
}

function moves(event: KeyboardEvent, at: GridState, from: Selection): Selection | null {
  const ctrl = event.ctrlKey || event.metaKey;
  const target = moved(from.active, { key: event.key, ctrl }, at.extent);
  if (target === null) return null;
  if (at.selection === null) return from;
  if (!event.shiftKey) return one(target);
  return { ...from, active: { ...target, row: Math.max(0, target.row) } };
}

/** Does what a key means, and tells whether it means anything. */
export function actOnKey(event: KeyboardEvent, at: GridState, actions: GridActions): boolean {
  const from = at.selection ?? one(at.start);
  const { row } = from.active;
  const does = row === -1 ? onHeading(event, from.active, actions) : null;
  if (does !== null) {
    does();
    return true;
  }
  if (event.key === "Enter" && at.selection !== null) {
    actions.openCard(row);
    return true;
  }
  const selection = selected(event, from, at.extent) ?? moves(event, at, from);
  if (selection !== null) {
    actions.select(selection);
    return true;
  }
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "c") return false;
  actions.copy();
  return true;
}
