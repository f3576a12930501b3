/** Where a key moves the active cell of the grid; row -1 is the row of headings. */

export interface Cell {
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows in view, which is how far a page goes. */
  page: number;
}

export interface Keys {
  key: string;
  ctrl: boolean;
}

const within = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to));

/** The cell that a key leads to, or null where the key moves nothing. */
export function moved(cell: Cell, { key, ctrl }: Keys, extent: Extent): Cell | null {
  const { row, column } = cell;
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  const targets: Record<string, Cell> = {
    ArrowDown: { row: ctrl ? lastRow : row + 1, column },
    ArrowUp: { row: ctrl ? 0 : row - 1, column },
    ArrowRight: { row, column: ctrl ? lastColumn : column + 1 },
    ArrowLeft: { row, column: ctrl ? 0 : column - 1 },
    PageDown: { row: row + extent.page, column },
    PageUp: { row: Math.max(row - extent.page, Math.min(row, 0)), column },
    Home: { row: ctrl ? 0 : row, column: 0 },
    End: { row: ctrl ? lastRow : row, column: lastColumn },
  };
  const target = targets[key];
  if (target === undefined) return null;
  return { row: within(target.row, -1, lastRow), column: within(target.column, 0, lastColumn) };
}
