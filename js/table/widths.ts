/** The columns' widths: as the user set them, else guessed from the first rows that arrived. */

import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { TableColumn } from "../wire";
import { guessWidth, SAMPLE } from "./columns";
import type { RowWindows } from "./row-windows";

/** Widths of text as an element would set it, without drawing it. */
function textMeasure(element: Element | null): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null || element === null) return (text) => text.length * 8;
  const { fontSize, fontFamily } = getComputedStyle(element);
  context.font = `${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
}

interface Guess {
  width: number;
  /** Whether any row was known then. */
  rowsKnown: boolean;
}

/** Guesses are made once a search's first rows are known and then kept, or columns would jump about. */
export function useWidths(
  search: number,
  columns: readonly TableColumn[],
  chosen: Readonly<Record<string, number>>,
  windows: RowWindows,
  grid: RefObject<HTMLElement>,
): number[] {
  const guesses = useRef<{ search: number; byName: Map<string, Guess> } | null>(null);
  if (guesses.current?.search !== search) guesses.current = { search, byName: new Map() };
  const { byName } = guesses.current;
  return columns.map((column) => {
    const { name } = column;
    const rowsKnown = windows.text(0, name) !== undefined;
    const known = byName.get(name);
    if (known === undefined || (rowsKnown && !known.rowsKnown)) {
      const first = Array.from({ length: SAMPLE }, (_, row) => windows.text(row, name));
      const sample = first.filter((text) => text !== undefined).map((text) => text ?? "");
      const width = guessWidth(column, sample, textMeasure(grid.current));
      byName.set(name, { width, rowsKnown });
    }
    return chosen[name] ?? byName.get(name)?.width ?? 0;
  });
}
