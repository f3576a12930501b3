/** A column's heading: sorts when pressed, widens when its edge is dragged. */

import { useRef } from "preact/hooks";
import { Icon } from "../icons";
import type { Sort, TableColumn } from "../wire";

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

export function Heading(props: HeadingProps) {
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
