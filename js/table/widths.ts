/** The columns' widths: as the user set them, else guessed from the first rows that arrived. */

import type { RefObject } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { TableColumn } from "../wire";
import type { Row } from "./arrow";
import { guessWidth, MOST_NARROW } from "./columns";

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

export function useWidths(
  columns: readonly TableColumn[],
  sample: readonly Row[],
  grid: RefObject<HTMLElement>,
): Widths {
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const ready = sample.length > 0;
  // The guess is made once the first rows are known and then kept, or columns would jump about.
  const guessed = useMemo(() => {
    const measure = textMeasure(grid.current);
    return columns.map((column, index) => guessWidth(column, index, sample, measure));
  }, [columns, ready]);
  const widths = columns.map(({ name }, index) => chosen[name] ?? guessed[index] ?? 0);
  const widen = (column: number, width: number | null) => {
    const name = columns[column]?.name ?? "";
    const { [name]: _, ...others } = chosen;
    setChosen(width === null ? others : { ...others, [name]: Math.max(MOST_NARROW, width) });
  };
  return { widths, widen };
}
