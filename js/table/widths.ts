/** The columns' widths: as the user set them, else guessed from the first rows that arrived. */

import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { TableColumn } from "../wire";
import { guessWidth, MOST_NARROW, SAMPLE } from "./columns";
import type { Row } from "./row-windows";

/** Widths of text as an element would set it, without drawing it. */
function textMeasure(element: Element | null): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null || element === null) return (text) => text.length * 8;
  const { fontSize, fontFamily } = getComputedStyle(element);
  context.font = `${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
}

interface Widths {
  widths: number[];
  /** Sets a column's width; null goes back to the guess. */
  widen: (column: number, width: number | null) => void;
}

interface Guess {
  search: number;
  /** Whether any row was known then. */
  rowsKnown: boolean;
  widths: number[];
}

export function useWidths(
  search: number,
  columns: readonly TableColumn[],
  rowAt: (row: number) => Row | undefined,
  grid: RefObject<HTMLElement>,
): Widths {
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  // Made once the first rows of a result are known and then kept, or columns would jump about.
  const guess = useRef<Guess>({ search: -1, rowsKnown: false, widths: [] });
  const rowsKnown = rowAt(0) !== undefined;
  const { current } = guess;
  const stale = current.search !== search || current.widths.length !== columns.length;
  if (stale || (rowsKnown && !current.rowsKnown)) {
    const first = Array.from({ length: SAMPLE }, (_, row) => rowAt(row));
    const sample = first.filter((row) => row !== undefined);
    const measure = textMeasure(grid.current);
    const widths = columns.map((column, index) => guessWidth(column, index, sample, measure));
    guess.current = { search, rowsKnown, widths };
  }
  const widths = columns.map(({ name }, index) => chosen[name] ?? guess.current.widths[index] ?? 0);
  const widen = (column: number, width: number | null) => {
    const name = columns[column]?.name ?? "";
    const { [name]: _, ...others } = chosen;
    setChosen(width === null ? others : { ...others, [name]: Math.max(MOST_NARROW, width) });
  };
  return { widths, widen };
}
