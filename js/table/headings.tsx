/** The row of headings; each sorts when pressed and widens its column when its edge is dragged. */

import { useRef } from "preact/hooks";
import { Icon } from "../icons";
import type { Sort, TableColumn } from "../wire";
import type { Across } from "./grid-row";

interface HeadingProps {
  id: string;
  column: TableColumn;
  index: number;
  left: number;
  width: number;
  sort: Sort | null;
  active: boolean;
  onSort: () => void;
  onWiden: (width: number | null) => void;
}

function Heading(props: HeadingProps) {
  const { id, column, index, left, width, sort, active, onSort, onWiden } = props;
  const drag = useRef<{ x: number; width: number } | null>(null);
  const sorted = sort?.column === column.name ? sort : null;
  const direction = sorted?.descending ? "descending" : "ascending";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid holds the focus and takes the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant).
    // biome-ignore lint/a11y/useSemanticElements: rows and cells are positioned, not laid out as a table.
    <div
      id={id}
      class="lw-heading"
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sorted ? direction : "none"}
      data-kind={column.kind}
      data-active={active || undefined}
      style={{ left, width }}
      title={column.label}
      onClick={onSort}
    >
      <span class="lw-cell-text">{column.label}</span>
      {sorted && <Icon name={sorted.descending ? "down" : "up"} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; keys are Shift+arrows on the heading. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the click must only not reach the heading. */}
      <span
        class="lw-widen"
        onClick={(event) => event.stopPropagation()}
        onDblClick={() => onWiden(null)}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, width };
        }}
        onPointerMove={({ clientX }) => {
          if (drag.current) onWiden(drag.current.width + clientX - drag.current.x);
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
      />
    </div>
  );
}

interface HeadingsProps {
  across: Across;
  /** Of the row, in pixels; and its height. */
  width: number;
  height: number;
  cellId: (column: number) => string;
  sort: Sort | null;
  /** The active column, where this is the active row. */
  active: number | undefined;
  onSort: (column: number) => void;
  onWiden: (column: number, width: number | null) => void;
}

export function Headings(props: HeadingsProps) {
  const { across, width, height, cellId, sort, active, onSort, onWiden } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
    <div class="lw-grid-head" role="row" aria-rowindex={1} style={{ height, width }}>
      {across.indexes.map((index) => {
        const column = across.columns[index];
        if (column === undefined) return null;
        return (
          <Heading
            key={column.name}
            id={cellId(index)}
            column={column}
            index={index}
            left={across.edges[index] ?? 0}
            width={across.widths[index] ?? 0}
            sort={sort}
            active={index === active}
            onSort={() => onSort(index)}
            onWiden={(to) => onWiden(index, to)}
          />
        );
      })}
    </div>
  );
}
