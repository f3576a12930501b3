/**
 * The leads as an ARIA grid. Only rows and columns in view are drawn; the grid itself keeps the
 * focus and names the active cell, so that scrolling never takes the focus away.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique-id";
import { useViewport, type Viewport } from "../viewport/viewport";
import type { TableColumn } from "../wire";
import { number } from "../wording";
import { columnsInView, leftEdges } from "./columns";
import { type Across, GridRow } from "./grid-row";
import { Headings } from "./headings";
import { actOnKey, type GridActions } from "./keys";
import type { Cell } from "./navigation";
import type { RowWindows } from "./row-windows";
import { useWidths } from "./widths";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 32;
/** 15 rows. */
const TALLEST = 468;
const SCROLLBAR = 16;

interface GridProps {
  search: number;
  rows: number;
  columns: readonly TableColumn[];
}

const numbersFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

function acrossOf(
  columns: readonly TableColumn[],
  widths: readonly number[],
  view: Viewport,
): Across {
  const edges = leftEdges(widths);
  const { first, last } = columnsInView(edges, view.left, view.width);
  const total = edges[edges.length - 1] ?? 0;
  return { columns, indexes: numbersFrom(first, last), widths, edges, total };
}

/** Scrolls sideways no further than needed to show a column. */
function showColumn(scroller: HTMLElement | null, { edges }: Across, column: number): void {
  const [from, to] = [edges[column], edges[column + 1]];
  if (scroller === null || from === undefined || to === undefined) return;
  const { scrollLeft, clientWidth } = scroller;
  if (from < scrollLeft) scroller.scrollLeft = from;
  else if (to > scrollLeft + clientWidth) scroller.scrollLeft = Math.min(from, to - clientWidth);
}

/** Keeps the rows in view and around it coming, and goes back to the top for another search. */
function useRows(windows: RowWindows, search: number, view: Viewport): void {
  const { first, last, toTop } = view;
  const page = last - first + 1;
  // After every drawing, since what is known may have changed; asking for known rows costs nothing.
  useEffect(() => windows.want(first - page, last + 2 * page));
  const shown = useRef(search);
  useEffect(() => {
    if (shown.current !== search) toTop();
    shown.current = search;
  }, [toTop, search]);
}

function useSort(windows: RowWindows, columns: readonly TableColumn[]) {
  const sort = useObservable(windows.sort);
  const sortBy = (column: number) => {
    const name = columns[column]?.name;
    if (name === undefined) return;
    if (sort?.column !== name) windows.sortBy({ column: name, descending: false });
    else windows.sortBy(sort.descending ? null : { column: name, descending: true });
  };
  return { sort, sortBy };
}

/** The active cell; none in a result that is new. */
function useActiveCell(search: number): [Cell | null, (cell: Cell) => void] {
  const [active, setActive] = useState<{ search: number; cell: Cell } | null>(null);
  const cell = active?.search === search ? active.cell : null;
  return [cell, (to) => setActive({ search, cell: to })];
}

function cellOf(target: EventTarget | null): Cell | null {
  const data = (target as Element).closest<HTMLElement>(".lw-cell")?.dataset;
  return data ? { row: Number(data.row), column: Number(data.column) } : null;
}

function placeText(active: Cell | null, { first, last }: Viewport, rows: number): string {
  if (active !== null && active.row >= 0) return `Row ${number(active.row + 1)} of ${number(rows)}`;
  return `Rows ${number(first + 1)}–${number(last + 1)} of ${number(rows)}`;
}

export function Grid({ search, rows, columns }: GridProps) {
  const { rows: windows } = useStore();
  useObservable(windows.changes);
  const id = useUniqueId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useActiveCell(search);
  const view = useViewport(scroller, { rows, rowHeight: ROW_HEIGHT, headHeight: HEAD_HEIGHT });
  useRows(windows, search, view);
  const { sort, sortBy } = useSort(windows, columns);
  const { widths, widen } = useWidths(search, columns, (row) => windows.at(row), scroller);
  const across = acrossOf(columns, widths, view);

  const actions: GridActions = {
    go: (cell) => {
      setActive(cell);
      if (cell.row >= 0) view.reveal(cell.row);
      showColumn(scroller.current, across, cell.column);
    },
    sortBy,
    widenBy: (column, pixels) => widen(column, (widths[column] ?? 0) + pixels),
    copy: ({ row, column }) => void navigator.clipboard?.writeText(windows.at(row)?.[column] ?? ""),
  };
  const keyDown = (event: KeyboardEvent) => {
    const start = { row: view.first, column: across.indexes[0] ?? 0 };
    const extent = { rows, columns: columns.length, page: Math.max(1, view.last - view.first) };
    if (!actOnKey(event, { active, start }, extent, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const isDrawn = ({ row, column }: Cell) =>
    (row === -1 || (row >= view.first && row <= view.last)) && across.indexes.includes(column);

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
        aria-activedescendant={
          active !== null && isDrawn(active) ? cellId(active.row, active.column) : undefined
        }
        style={{ height: Math.min(TALLEST, HEAD_HEIGHT + rows * ROW_HEIGHT + SCROLLBAR) }}
        onKeyDown={keyDown}
        onClick={({ target }) => {
          const cell = cellOf(target);
          if (cell !== null) setActive(cell);
        }}
      >
        <Headings
          across={across}
          width={Math.max(across.total, view.width)}
          height={HEAD_HEIGHT}
          cellId={(column) => cellId(-1, column)}
          sort={sort}
          active={active?.row === -1 ? active.column : undefined}
          onSort={sortBy}
          onWiden={widen}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table. */}
        <div
          role="rowgroup"
          class="lw-grid-space"
          style={{ height: view.height, width: across.total }}
        >
          {numbersFrom(view.first, view.last).map((row) => (
            <GridRow
              key={row}
              row={row}
              values={windows.at(row)}
              across={across}
              top={view.topOf(row)}
              cellId={(column) => cellId(row, column)}
              active={active?.row === row ? active.column : undefined}
            />
          ))}
        </div>
      </div>
      <p class="lw-place">{placeText(active, view, rows)}</p>
    </>
  );
}
