/**
 * The leads as an ARIA grid. Only rows and columns in view are drawn; the grid itself keeps the
 * focus and names the active cell, so that scrolling never takes the focus away.
 */

import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../connection";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { Popup } from "../popup";
import { useUniqueId } from "../unique-id";
import { useViewport, type Viewport } from "../viewport/viewport";
import type { Sort, TableColumn, TableState } from "../wire";
import { number } from "../wording";
import { ColumnMenu } from "./column-menu";
import { columnsInView, leftEdges, MOST_NARROW, pinnedIn } from "./columns";
import { asHtml, asText, MOST_CELLS, putIntoClipboard } from "./copying";
import { type Across, drawn, GridRow } from "./grid-row";
import { Headings } from "./headings";
import { actOnKey, type GridActions } from "./keys";
import { usePointing } from "./pointing";
import type { RowWindows } from "./row-windows";
import { cellsIn, isWhole, type Selection, type Span, sizeText } from "./selection";
import { arranged, withWidth } from "./shown-columns";
import { pressed, sortText } from "./sorting";
import { useWidths } from "./widths";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 32;
/** 15 rows. */
const TALLEST = 468;
const SCROLLBAR = 16;
const DIGIT = 8;

interface GridProps {
  table: TableState;
  /** Another one with other rows. */
  shown: string;
  selection: Selection | null;
  span: Span | null;
  /** What was said last of what the user did. */
  said: string;
  onSelect: (selection: Selection) => void;
  onSay: (said: string) => void;
  onOpen: (row: number) => void;
}

const numbersFrom = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

function acrossOf(
  columns: readonly TableColumn[],
  pinned: number,
  widths: readonly number[],
  rows: number,
  view: Viewport,
): Across {
  const gutter = 16 + DIGIT * String(rows).length;
  const edges = leftEdges(widths, gutter);
  const stays = pinnedIn(edges, pinned, view.width);
  const { first, last } = columnsInView(edges, view.left, view.width, stays);
  const total = edges[edges.length - 1] ?? 0;
  const indexes = numbersFrom(first, Math.min(last, columns.length - 1));
  return { columns, pinned: stays, indexes, widths, edges, gutter, total };
}

/** Scrolls sideways no further than needed to show a column. */
function showColumn(scroller: HTMLElement | null, { edges, pinned }: Across, column: number): void {
  const [from, to] = [edges[column], edges[column + 1]];
  if (scroller === null || from === undefined || to === undefined || column < pinned) return;
  const { scrollLeft, clientWidth } = scroller;
  const covered = edges[pinned] ?? 0;
  if (from - covered < scrollLeft) scroller.scrollLeft = from - covered;
  else if (to > scrollLeft + clientWidth)
    scroller.scrollLeft = Math.min(from - covered, to - clientWidth);
}

/** Keeps the rows in view and around it coming, and goes back to the top for other leads. */
function useRows(windows: RowWindows, rows: string, view: Viewport): void {
  const { first, last, toTop } = view;
  const page = last - first + 1;
  // After every drawing, since what is known may have changed; asking for known rows costs nothing.
  useEffect(() => windows.want(first - page, last + 2 * page));
  const shown = useRef(rows);
  useEffect(() => {
    if (shown.current !== rows) toTop();
    shown.current = rows;
  }, [toTop, rows]);
}

function placeText(active: Selection["active"] | undefined, view: Viewport, rows: number): string {
  if (active !== undefined && active.row >= 0)
    return `Row ${number(active.row + 1)} of ${number(rows)}`;
  return `Rows ${number(view.first + 1)}–${number(view.last + 1)} of ${number(rows)}`;
}

/** Copies what is selected, and says what became of it. */
async function copy(
  windows: RowWindows,
  span: Span,
  columns: readonly TableColumn[],
  rows: number,
): Promise<string> {
  if (cellsIn(span) > MOST_CELLS) {
    return `Not copied: ${number(cellsIn(span))} cells are more than the ${number(MOST_CELLS)} that can be copied. Export them instead.`;
  }
  const chosen = columns.slice(span.left, span.right + 1);
  const headings = isWhole(span, rows, columns.length) ? chosen.map(({ label }) => label) : null;
  try {
    const names = chosen.map(({ name }) => name);
    const texts = await windows.read(span.top, span.bottom, names);
    await putIntoClipboard(asText(headings, texts), asHtml(headings, texts));
    return `Copied ${sizeText(span)}${headings === null ? "" : ", with headings"}.`;
  } catch (error) {
    return `Not copied: ${messageOf(error)}`;
  }
}

/** The columns' widths: the layout's, and while an edge is dragged that column's own. */
function useDraggedWidths(search: number, columns: readonly TableColumn[], windows: RowWindows) {
  const { arrangement } = useStore();
  const layout = useObservable(arrangement.shown);
  const scroller = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Record<string, number>>({});
  const widths = useWidths(search, columns, { ...layout.widths, ...dragged }, windows, scroller);
  const widen = (column: number, to: number | null, ends: boolean) => {
    const name = columns[column]?.name;
    if (name === undefined) return;
    const width = to === null ? null : Math.max(MOST_NARROW, to);
    setDragged(ends || width === null ? {} : { [name]: width });
    if (ends) arrangement.arrange(withWidth(layout, name, width));
  };
  return { scroller, widths, widen };
}

/** Which column's menu is open, and what it stands beside. */
function useColumnMenu(grid: RefObject<HTMLElement>, headingId: (column: number) => string) {
  const [column, open] = useState<number | null>(null);
  const anchor = useRef<HTMLElement>(null);
  const root = grid.current?.getRootNode() as Document | ShadowRoot | undefined;
  anchor.current = column === null ? null : (root?.getElementById(headingId(column)) ?? null);
  const close = useCallback(() => {
    const held = root?.activeElement?.closest(".lw-menu") != null;
    open(null);
    if (held) grid.current?.focus();
  }, [root, grid]);
  return { column, anchor, open, close };
}

export function Grid(props: GridProps) {
  const { table, shown, selection, span, said, onSelect, onSay, onOpen } = props;
  const { search, rows, columns: all } = table;
  const { rows: windows, arrangement, filters } = useStore();
  const layout = useObservable(arrangement.shown);
  const filtered = useObservable(filters.columns);
  const sorts = useObservable(windows.sort);
  useObservable(windows.changes);
  const id = useUniqueId();
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const { columns, pinned } = arranged(all, layout);
  const { scroller, widths, widen } = useDraggedWidths(search, columns, windows);
  const view = useViewport(scroller, { rows, rowHeight: ROW_HEIGHT, headHeight: HEAD_HEIGHT });
  useRows(windows, shown, view);
  const across = acrossOf(columns, pinned, widths, rows, view);
  const menu = useColumnMenu(scroller, (column) => cellId(-1, column));
  const active = selection?.active;
  const { reveal } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what scrolls by itself stays where it is.
  useEffect(() => {
    if (active === undefined) return;
    if (active.row >= 0) reveal(active.row);
    showColumn(scroller.current, across, active.column);
  }, [active]);

  const sortBy = (sorted: readonly Sort[]) => {
    windows.sortBy(sorted);
    onSay(sortText(sorted, all));
  };
  const press = (column: number, adds: boolean) =>
    sortBy(pressed(sorts, columns[column]?.name ?? "", adds));
  const select = (to: Selection) => {
    onSelect(to);
    onSay("");
  };
  const actions: GridActions = {
    select,
    sortBy: press,
    widenBy: (column, pixels) => widen(column, (widths[column] ?? 0) + pixels, true),
    copy: () => {
      if (span !== null) void copy(windows, span, columns, rows).then(onSay);
    },
    openMenu: menu.open,
    openCard: onOpen,
  };
  const keyDown = (event: KeyboardEvent) => {
    const start = { row: view.first, column: 0 };
    const extent = { rows, columns: columns.length, page: Math.max(1, view.last - view.first) };
    if (!actOnKey(event, { selection, start, extent }, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const opened = menu.column === null ? undefined : columns[menu.column];

  const isDrawn = ({ row, column }: Selection["active"]) =>
    (row === -1 || (row >= view.first && row <= view.last)) && drawn(across).includes(column);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: positioned, not laid out as a table. */}
      <div
        class="lw-grid"
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Leads"
        aria-describedby={`${id}-keys`}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        aria-readonly="true"
        aria-multiselectable="true"
        aria-activedescendant={
          active !== undefined && isDrawn(active) ? cellId(active.row, active.column) : undefined
        }
        style={{ height: Math.min(TALLEST, HEAD_HEIGHT + rows * ROW_HEIGHT + SCROLLBAR) }}
        onKeyDown={keyDown}
        {...usePointing(selection, select)}
        onDblClick={({ target }) => {
          const row = (target as Element).closest<HTMLElement>(".lw-cell")?.dataset.row;
          if (row !== undefined) onOpen(Number(row));
        }}
      >
        <Headings
          across={across}
          width={Math.max(across.total, view.width)}
          height={HEAD_HEIGHT}
          cellId={(column) => cellId(-1, column)}
          sorts={sorts}
          active={active?.row === -1 ? active.column : undefined}
          filtered={filtered}
          menus={!table.soFar}
          onSort={press}
          onWiden={widen}
          onMenu={menu.open}
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
              text={(name) => windows.text(row, name)}
              across={across}
              top={view.topOf(row)}
              cellId={(column) => cellId(row, column)}
              active={active?.row === row ? active.column : undefined}
              span={span !== null && row >= span.top && row <= span.bottom ? span : null}
            />
          ))}
        </div>
      </div>
      <p class="lw-hidden" id={`${id}-keys`}>
        Enter opens the lead. Shift and arrows select, Control and C copies. On a heading Enter
        sorts, with Shift by one more column, and Alt and the down arrow open its menu.
      </p>
      {opened !== undefined && (
        <Popup anchor={menu.anchor} label={`Column ${opened.label}`} onClose={menu.close}>
          <ColumnMenu
            key={opened.name}
            column={opened}
            version={table.version}
            onSort={sortBy}
            onClose={menu.close}
          />
        </Popup>
      )}
      <div class="lw-foot">
        <p class="lw-place">{placeText(active, view, rows)}</p>
        {span !== null && cellsIn(span) > 1 && <p>{sizeText(span)} selected</p>}
        <p role="status">{said}</p>
      </div>
    </>
  );
}
