/** One row of the grid: the cells of the columns in view, placed where they stand. */

import type { TableColumn } from "../wire";
import type { Span } from "./selection";

/** The columns in view, and where they stand. */
export interface Across {
  columns: readonly TableColumn[];
  /** How many of the first columns stay in sight. */
  pinned: number;
  /** Numbers of the columns in view that scroll. */
  indexes: readonly number[];
  widths: readonly number[];
  edges: readonly number[];
  /** Width of the row numbers, and of all. */
  gutter: number;
  total: number;
}

/** The columns that are drawn: pinned ones, then those in view. */
export const drawn = ({ pinned, indexes }: Across): number[] => [
  ...Array.from({ length: pinned }, (_, at) => at),
  ...indexes,
];

interface GridRowProps {
  row: number;
  /** Undefined until the kernel has sent it. */
  text: (name: string) => string | null | undefined;
  across: Across;
  top: number;
  cellId: (column: number) => string;
  /** The active column, where this is the active row. */
  active: number | undefined;
  /** What is selected, where this row is in it. */
  span: Span | null;
}

export function GridRow({ row, text, across, top, cellId, active, span }: GridRowProps) {
  const { columns, pinned, indexes, widths, edges, gutter, total } = across;
  const cell = (index: number) => {
    const column = columns[index];
    if (column === undefined) return null;
    const value = text(column.name);
    const selected = span !== null && index >= span.left && index <= span.right;
    return (
      // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
      // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
      <div
        key={column.name}
        id={cellId(index)}
        class="lw-cell"
        role="gridcell"
        aria-colindex={index + 1}
        aria-selected={selected}
        data-kind={column.kind}
        data-active={index === active || undefined}
        data-known={value !== undefined}
        style={{ left: edges[index], width: widths[index] }}
        title={value ?? ""}
        data-row={row}
        data-column={index}
      >
        {value}
      </div>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
    <div
      class="lw-row"
      role="row"
      aria-rowindex={row + 2}
      data-odd={row % 2 === 1 || undefined}
      style={{ top, width: total }}
    >
      <div class="lw-pinned" style={{ width: edges[pinned] }}>
        <div
          class="lw-gutter"
          aria-hidden="true"
          data-row={row}
          data-selected={span !== null || undefined}
          style={{ width: gutter }}
        >
          {row + 1}
        </div>
        {Array.from({ length: pinned }, (_, index) => cell(index))}
      </div>
      {indexes.map(cell)}
    </div>
  );
}
