/** The row of headings; each sorts when pressed and widens its column when its edge is dragged. */

import { useRef } from "preact/hooks";
import { Icon } from "../icons";
import type { FilteredColumn, Sort, TableColumn } from "../wire";
import type { Across } from "./grid-row";

interface HeadingProps {
  id: string;
  column: TableColumn;
  index: number;
  left: number;
  width: number;
  sorts: readonly Sort[];
  active: boolean;
  filtered: boolean;
  menu: boolean;
  onSort: (adds: boolean) => void;
  onMenu: () => void;
  /** While the edge is dragged, and at its end; null goes back to the width that fits. */
  onWiden: (width: number | null, ends: boolean) => void;
}

function Widen({ width, onWiden }: Pick<HeadingProps, "width" | "onWiden">) {
  const drag = useRef<{ x: number; width: number; to: number } | null>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; keys are Shift+arrows on the heading.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click must only not reach the heading.
    <span
      class="lw-widen"
      onClick={(event) => event.stopPropagation()}
      onDblClick={() => onWiden(null, true)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width, to: width };
      }}
      onPointerMove={({ clientX }) => {
        if (drag.current === null) return;
        drag.current.to = drag.current.width + clientX - drag.current.x;
        onWiden(drag.current.to, false);
      }}
      onPointerUp={() => {
        if (drag.current !== null && drag.current.to !== drag.current.width)
          onWiden(drag.current.to, true);
        drag.current = null;
      }}
    />
  );
}

function Order({ sorts, at }: { sorts: readonly Sort[]; at: number }) {
  const sort = sorts[at];
  if (sort === undefined) return null;
  return (
    <>
      <Icon name={sort.descending ? "down" : "up"} />
      {sorts.length > 1 && (
        <span class="lw-order">
          {at + 1}
          {at > 0 && <span class="lw-hidden">{sort.descending ? "descending" : "ascending"}</span>}
        </span>
      )}
    </>
  );
}

function Heading(props: HeadingProps) {
  const { id, column, index, left, width, sorts, active, filtered, menu } = props;
  const { onSort, onMenu, onWiden } = props;
  const at = sorts.findIndex((sort) => sort.column === column.name);
  const direction = sorts[at]?.descending ? "descending" : "ascending";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid holds the focus and takes the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant).
    // biome-ignore lint/a11y/useSemanticElements: rows and cells are positioned, not laid out as a table.
    <div
      id={id}
      class="lw-heading"
      role="columnheader"
      aria-colindex={index + 1}
      aria-haspopup={menu ? "dialog" : undefined}
      aria-sort={at === 0 ? direction : "none"}
      data-kind={column.kind}
      data-active={active || undefined}
      style={{ left, width }}
      title={column.label}
      onClick={({ shiftKey }) => onSort(shiftKey)}
    >
      <span class="lw-cell-text">{column.label}</span>
      <Order sorts={sorts} at={at} />
      {filtered && <span class="lw-hidden">filtered</span>}
      {menu && (
        <button
          type="button"
          class="lw-heading-menu"
          tabIndex={-1}
          aria-hidden="true"
          title={`Sort, filter, hide ${column.label}`}
          data-filtered={filtered || undefined}
          onClick={(event) => {
            event.stopPropagation();
            onMenu();
          }}
        >
          <Icon name={filtered ? "funnel" : "chevron"} />
        </button>
      )}
      <Widen width={width} onWiden={onWiden} />
    </div>
  );
}

interface HeadingsProps {
  across: Across;
  /** Of the row, in pixels; and its height. */
  width: number;
  height: number;
  cellId: (column: number) => string;
  sorts: readonly Sort[];
  /** The active column, where this is the active row. */
  active: number | undefined;
  filtered: readonly FilteredColumn[];
  /** Whether each has a menu. */
  menus: boolean;
  onMenu: (column: number) => void;
  onSort: (column: number, adds: boolean) => void;
  onWiden: (column: number, width: number | null, ends: boolean) => void;
}

export function Headings(props: HeadingsProps) {
  const { across, width, height, cellId, sorts, active, filtered, menus } = props;
  const { onSort, onWiden, onMenu } = props;
  const { pinned, edges, indexes } = across;
  const heading = (index: number) => {
    const column = across.columns[index];
    if (column === undefined) return null;
    return (
      <Heading
        key={column.name}
        id={cellId(index)}
        column={column}
        index={index}
        left={edges[index] ?? 0}
        width={across.widths[index] ?? 0}
        sorts={sorts}
        active={index === active}
        filtered={filtered.some((one) => one.column === column.name)}
        menu={menus}
        onMenu={() => onMenu(index)}
        onSort={(adds) => onSort(index, adds)}
        onWiden={(to, ends) => onWiden(index, to, ends)}
      />
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
    <div class="lw-grid-head" role="row" aria-rowindex={1} style={{ height, width }}>
      <div class="lw-pinned" style={{ width: edges[pinned] }}>
        {Array.from({ length: pinned }, (_, index) => heading(index))}
      </div>
      {indexes.map(heading)}
    </div>
  );
}
