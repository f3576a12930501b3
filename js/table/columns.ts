/** Where columns stand: widths, left edges, and which of them are in view. */

import type { TableColumn } from "../wire";

const PADDING = 22;
/** The heading's padding, menu button and sign of order. */
const SIGNS = 61;
/** Headings are set in bold, which runs wider. */
const BOLD = 1.1;
export const MOST_NARROW = 56;
const WIDEST = 280;
/** Of the width of the table, what pinned columns may take before they scroll like the others. */
const MOST_PINNED = 0.6;
/** Rows looked at for a first guess of the widths. */
export const SAMPLE = 60;

/** A width that fits the heading and most of what the first rows hold. */
export function guessWidth(
  column: TableColumn,
  sample: readonly string[],
  measure: (text: string) => number,
): number {
  const widths = sample.map(measure).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * 0.95)] ?? 0;
  const heading = measure(column.label) * BOLD + SIGNS;
  const width = Math.max(heading, usual + PADDING);
  return Math.round(Math.max(MOST_NARROW, Math.min(WIDEST, width)));
}

/** Left edges of the columns after what stands before them, and at last the width of all. */
export function leftEdges(widths: readonly number[], before = 0): number[] {
  const edges = [before];
  for (const width of widths) edges.push((edges[edges.length - 1] ?? 0) + width);
  return edges;
}

/** How many of the first columns stay in sight: none where they would leave too little room. */
export function pinnedIn(edges: readonly number[], pinned: number, view: number): number {
  return (edges[pinned] ?? 0) > view * MOST_PINNED ? 0 : pinned;
}

/** First and last column in view among those that scroll, both included. */
export function columnsInView(
  edges: readonly number[],
  left: number,
  view: number,
  pinned = 0,
): { first: number; last: number } {
  const count = edges.length - 1;
  const covered = pinned > 0 ? (edges[pinned] ?? 0) : 0;
  let first = pinned;
  while (first < count - 1 && (edges[first + 1] ?? 0) <= left + covered) first += 1;
  let last = first;
  while (last < count - 1 && (edges[last + 1] ?? 0) < left + view) last += 1;
  return { first, last };
}
