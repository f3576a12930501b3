/** Where columns stand: widths, left edges, and which of them are in view. */

import type { TableColumn } from "../wire";
import type { Row } from "./row-windows";

const PADDING = 22;
const SORT_MARK = 17;
/** Headings are set in bold, which runs wider. */
const BOLD = 1.1;
export const MOST_NARROW = 56;
const WIDEST = 280;
/** Rows looked at for a first guess of the widths. */
export const SAMPLE = 60;

/** A width that fits the heading and most of what the first rows hold. */
export function guessWidth(
  column: TableColumn,
  index: number,
  sample: readonly Row[],
  measure: (text: string) => number,
): number {
  const widths = sample.map((row) => measure(row[index] ?? "")).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * 0.95)] ?? 0;
  const heading = measure(column.label) * BOLD + SORT_MARK;
  const width = Math.max(heading, usual) + PADDING;
  return Math.round(Math.max(MOST_NARROW, Math.min(WIDEST, width)));
}

/** Left edges of the columns, and after the last one the width of all. */
export function leftEdges(widths: readonly number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges[edges.length - 1] ?? 0) + width);
  return edges;
}

/** First and last column in view, both included. */
export function columnsInView(
  edges: readonly number[],
  left: number,
  view: number,
): { first: number; last: number } {
  const count = edges.length - 1;
  let first = 0;
  while (first < count - 1 && (edges[first + 1] ?? 0) <= left) first += 1;
  let last = first;
  while (last < count - 1 && (edges[last + 1] ?? 0) < left + view) last += 1;
  return { first, last };
}
