/**
 * From scroll position to row and back. Browsers clamp an element's height (Chromium: 33.5 million
 * device pixels), so that rows taller than that scroll through a shorter space, scaled.
 */

const TALLEST_DEVICE_PIXELS = 33_000_000;

export interface ScrollSpace {
  /** Height of all rows, in CSS pixels. */
  full: number;
  /** Height of the element that scrolls. */
  space: number;
  view: number;
}

export function scrollSpace(
  rows: number,
  rowHeight: number,
  view: number,
  pixelRatio: number,
): ScrollSpace {
  const full = rows * rowHeight;
  return { full, space: Math.min(full, Math.floor(TALLEST_DEVICE_PIXELS / pixelRatio)), view };
}

export const isScaled = ({ full, space }: ScrollSpace) => full > space;

const scale = ({ full, space, view }: ScrollSpace) =>
  space > view ? (full - view) / (space - view) : 1;

/** Pixels of the full height above the view. */
export function toOffset(space: ScrollSpace, scrollTop: number): number {
  const offset = isScaled(space) ? scrollTop * scale(space) : scrollTop;
  return Math.max(0, Math.min(offset, space.full - space.view));
}

export function toScrollTop(space: ScrollSpace, offset: number): number {
  const inside = Math.max(0, Math.min(offset, space.full - space.view));
  return isScaled(space) ? inside / scale(space) : inside;
}

/** The offset at a scroll position; the finer one kept for it, where there is one. */
export function offsetAt(space: ScrollSpace, scrollTop: number, kept: number | null): number {
  const holds = kept !== null && Math.abs(toScrollTop(space, kept) - scrollTop) <= 1;
  return holds ? kept : toOffset(space, scrollTop);
}

/** The offset at which what stands between top and bottom is in view, no further away than needed. */
export function revealed(space: ScrollSpace, offset: number, top: number, bottom: number): number {
  if (top < offset) return top;
  return bottom > offset + space.view ? bottom - space.view : offset;
}
