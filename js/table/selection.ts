/** What is selected in the grid: the cells between two corners, or the rows between two. */

import { counted } from "../wording";
import type { Cell } from "./navigation";

export interface Selection {
  /** Where it began. */
  anchor: Cell;
  /** Where it goes to: the active cell. */
  active: Cell;
  /** Whether rows are selected, with all their columns. */
  rows: boolean;
}

/** All four included. */
export interface Span {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The cells that are selected; null where the active cell is a heading. */
export function spanOf({ anchor, active, rows }: Selection, columns: number): Span | null {
  if (active.row < 0 || anchor.row < 0) return null;
  const sides = [anchor.column, active.column];
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: rows ? 0 : Math.min(...sides),
    right: rows ? columns - 1 : Math.max(...sides),
  };
}

export const rowsIn = ({ top, bottom }: Span) => bottom - top + 1;
export const columnsIn = ({ left, right }: Span) => right - left + 1;
export const cellsIn = (span: Span) => rowsIn(span) * columnsIn(span);

/** Whether whole rows or whole columns are selected, which say little without headings. */
export const isWhole = (span: Span, rows: number, columns: number) =>
  columnsIn(span) === columns || (rowsIn(span) === rows && rows > 1);

export const sizeText = (span: Span) =>
  `${counted(rowsIn(span), "row")} × ${counted(columnsIn(span), "column")}`;
