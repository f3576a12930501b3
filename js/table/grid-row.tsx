/** One row of the grid: the cells of the columns in view, placed where they stand. */

import type { TableColumn } from "../wire";
import type { Row } from "./row-windows";

/** The columns in view, and where they stand. */
export interface Across {
  columns: readonly TableColumn[];
  /** Numbers of the columns in view. */
  indexes: readonly number[];
  widths: readonly number[];
  edges: readonly number[];
  /** Width of all columns. */
  total: number;
}

interface GridRowProps {
  row: number;
  /** Undefined until the kernel has sent them. */
  values: Row | undefined;
  across: Across;
  top: number;
  cellId: (column: number) => string;
  /** The active column, where this is the active row. */
  active: number | undefined;
}

export function GridRow({ row, values, across, top, cellId, active }: GridRowProps) {
  const { columns, indexes, widths, edges, total } = across;
  return (
    // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
    <div
      class="lw-row"
      role="row"
      aria-rowindex={row + 2}
      data-odd={row % 2 === 1 || undefined}
      data-known={values !== undefined}
      style={{ top, width: total }}
    >
      {indexes.map((column) => {
        const text = values?.[column] ?? "";
        return (
          // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
          <div
            key={column}
            id={cellId(column)}
            class="lw-cell"
            role="gridcell"
            aria-colindex={column + 1}
            data-kind={columns[column]?.kind}
            data-active={column === active || undefined}
            style={{ left: edges[column], width: widths[column] }}
            title={text}
            data-row={row}
            data-column={column}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
}
