/**
 * The leads as an ARIA grid. Only rows and columns in view are drawn; the grid itself keeps the
 * focus and names the active cell, so that scrolling never takes the focus away.
 */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique";
import type { TableColumn } from "../wire";
import { number } from "../wording";
import { columnsInView, leftEdges } from "./columns";
import { Heading } from "./heading";
import { type Cell, moved } from "./navigation";
import { useViewport } from "./viewport";
import { useWidths } from "./widths";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 32;
/** 15 rows. */
const TALLEST = 468;
const SCROLLBAR = 16;
const STEP = 24;

interface GridProps {
  version: number;
  rows: number;
  columns: readonly TableColumn[];
}

export function Grid({ version, rows, columns }: GridProps) {
  const { rows: windows } = useStore();
  useObservable(windows.changes);
  const sort = useObservable(windows.sort);
  const id = useUniqueId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Cell | null>(null);
  const view = useViewport(scroller, rows, ROW_HEIGHT, HEAD_HEIGHT);

  const first = windows.at(0);
  const sample = useMemo(
    () =>
      Array.from({ length: Math.min(60, rows) }, (_, row) => windows.at(row)).filter(
        (row) => row !== undefined,
      ),
    [first === undefined, version],
  );
  const { widths, widen } = useWidths(columns, sample, scroller);
  const edges = leftEdges(widths);
  const total = edges[edges.length - 1] ?? 0;
  const inView = columnsInView(edges, view.left, view.width);
  const page = Math.max(1, view.lastRow - view.firstRow);

  useEffect(() => {
    setActive(null);
    view.toTop();
  }, [version]);

  useEffect(() => {
    windows.want(view.firstRow - page, view.lastRow + 2 * page);
  }, [version, view.firstRow, view.lastRow, sort]);

  const go = (cell: Cell) => {
    setActive(cell);
    if (cell.row >= 0) view.showRow(cell.row);
    view.showSpan(edges[cell.column] ?? 0, edges[cell.column + 1] ?? 0);
  };

  const sortBy = (column: number) => {
    const name = columns[column]?.name;
    if (name === undefined) return;
    if (sort?.column !== name) windows.sortBy({ column: name, descending: false });
    else windows.sortBy(sort.descending ? null : { column: name, descending: true });
  };

  const copy = ({ row, column }: Cell) =>
    void navigator.clipboard?.writeText(windows.at(row)?.[column] ?? "");

  /** What a key does; false where it is not ours. */
  const act = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    const ctrl = ctrlKey || metaKey;
    const cell = active ?? { row: view.firstRow, column: inView.first };
    const onHeading = cell.row === -1;
    const target = moved(cell, { key, ctrl }, { rows, columns: columns.length, page });
    if (onHeading && shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
      widen(cell.column, (widths[cell.column] ?? 0) + (key === "ArrowLeft" ? -STEP : STEP));
    } else if (target !== null) {
      go(active === null ? cell : target);
    } else if (onHeading && (key === "Enter" || key === " ")) {
      sortBy(cell.column);
    } else if (ctrl && key === "c" && getSelection()?.isCollapsed !== false) {
      copy(cell);
    } else {
      return false;
    }
    return true;
  };

  const keyDown = (event: KeyboardEvent) => {
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const cellId = ({ row, column }: Cell) => `${id}-${row}-${column}`;
  const drawn =
    active !== null &&
    (active.row === -1 || (active.row >= view.firstRow && active.row <= view.lastRow)) &&
    active.column >= inView.first &&
    active.column <= inView.last;
  const indexes = Array.from(
    { length: inView.last - inView.first + 1 },
    (_, at) => inView.first + at,
  );

  const drawRow = (row: number) => {
    const values = windows.at(row);
    return (
      // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
      // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
      <div
        key={row}
        class="lw-row"
        role="row"
        aria-rowindex={row + 2}
        data-odd={row % 2 === 1 || undefined}
        data-known={values !== undefined}
        style={{ top: row * ROW_HEIGHT - view.offset + view.scrollTop, width: total }}
      >
        {indexes.map((column) => {
          const text = values?.[column] ?? "";
          return (
            // biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table.
            // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus.
            <div
              key={column}
              id={cellId({ row, column })}
              class="lw-cell"
              role="gridcell"
              aria-colindex={column + 1}
              data-kind={columns[column]?.kind}
              data-active={(active?.row === row && active.column === column) || undefined}
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
  };

  const visible = Array.from(
    { length: view.lastRow - view.firstRow + 1 },
    (_, at) => view.firstRow + at,
  );
  const place =
    active !== null && active.row >= 0
      ? `Row ${number(active.row + 1)} of ${number(rows)}`
      : `Rows ${number(view.firstRow + 1)}–${number(view.lastRow + 1)} of ${number(rows)}`;

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table. */}
      <div
        class="lw-grid"
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Leads"
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        aria-readonly="true"
        aria-activedescendant={drawn && active ? cellId(active) : undefined}
        style={{ height: Math.min(TALLEST, HEAD_HEIGHT + rows * ROW_HEIGHT + SCROLLBAR) }}
        onKeyDown={keyDown}
        onClick={({ target }) => {
          const cell = (target as Element).closest<HTMLElement>(".lw-cell")?.dataset;
          if (cell) setActive({ row: Number(cell.row), column: Number(cell.column) });
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus. */}
        <div
          class="lw-grid-head"
          role="row"
          aria-rowindex={1}
          style={{ height: HEAD_HEIGHT, width: Math.max(total, view.width) }}
        >
          {indexes.map((index) => {
            const column = columns[index];
            if (column === undefined) return null;
            return (
              <Heading
                key={column.name}
                id={cellId({ row: -1, column: index })}
                column={column}
                index={index}
                left={edges[index] ?? 0}
                width={widths[index] ?? 0}
                sort={sort}
                active={active?.row === -1 && active.column === index}
                onSort={() => sortBy(index)}
                onWiden={(width) => widen(index, width)}
              />
            );
          })}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table. */}
        <div
          role="rowgroup"
          class="lw-grid-space"
          style={{ height: view.space.space, width: total }}
        >
          {visible.map(drawRow)}
        </div>
      </div>
      <p class="lw-place">{place}</p>
    </>
  );
}
