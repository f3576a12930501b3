/**
 * The window onto rows of equal height of which only those in view are drawn: the options of a
 * listbox, the leads of a grid. It follows the element that scrolls through scrolling, resizing and
 * zooming, and brings rows into view.
 */

import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isScaled, offsetAt, revealed, type ScrollSpace, scrollSpace, toScrollTop } from "./scroll";

export interface Viewport {
  /** First and last row in view, both included. */
  first: number;
  last: number;
  /** Of the element that holds the rows, in pixels. */
  height: number;
  /** Where a row stands in that element. */
  topOf: (row: number) => number;
  left: number;
  width: number;
  /** Moves no further than needed to show these rows whole. */
  reveal: (first: number, last?: number) => void;
  toTop: () => void;
}

interface Rows {
  rows: number;
  rowHeight: number;
  /** What stands above the rows and does not scroll away. */
  headHeight?: number;
}

interface Measures {
  top: number;
  left: number;
  height: number;
  width: number;
  ratio: number;
}

const UNMEASURED: Measures = { top: 0, left: 0, height: 400, width: 800, ratio: 1 };

const measure = (element: HTMLElement): Measures => ({
  top: element.scrollTop,
  left: element.scrollLeft,
  height: element.clientHeight,
  width: element.clientWidth,
  ratio: window.devicePixelRatio,
});

export function useViewport(
  scroller: RefObject<HTMLElement>,
  { rows, rowHeight, headHeight = 0 }: Rows,
): Viewport {
  const [at, setAt] = useState(UNMEASURED);
  /** In a scaled space a pixel of scrolling is many rows; the wheel keeps its own finer place. */
  const fine = useRef<number | null>(null);

  const spaceIn = useCallback(
    ({ height, ratio }: Measures): ScrollSpace =>
      scrollSpace(rows, rowHeight, Math.max(0, height - headHeight), ratio),
    [rows, rowHeight, headHeight],
  );

  /** Scrolls to what the change makes of the offset; false where there is nothing to scroll. */
  const move = useCallback(
    (change: (offset: number, space: ScrollSpace) => number): boolean => {
      const element = scroller.current;
      if (element === null) return false;
      const before = measure(element);
      const space = spaceIn(before);
      const offset = offsetAt(space, before.top, fine.current);
      const target = change(offset, space);
      if (target === offset || target < 0 || target > space.full - space.view) return false;
      fine.current = isScaled(space) ? target : null;
      element.scrollTop = toScrollTop(space, target);
      setAt(measure(element));
      return true;
    },
    [scroller, spaceIn],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const update = () => setAt(measure(element));
    const sizes = new ResizeObserver(update);
    sizes.observe(element);
    element.addEventListener("scroll", update, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", update);
    };
  }, [scroller]);

  const space = spaceIn(at);
  const scaled = isScaled(space);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !scaled) return;
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      if (move((offset) => offset + event.deltaY * lines)) event.preventDefault();
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [scroller, scaled, move, rowHeight]);

  const reveal = useCallback(
    (first: number, last = first) =>
      void move((offset, space) =>
        revealed(space, offset, first * rowHeight, (last + 1) * rowHeight),
      ),
    [move, rowHeight],
  );
  const toTop = useCallback(() => void move(() => 0), [move]);

  const offset = offsetAt(space, at.top, fine.current);
  const within = (row: number) => Math.max(0, Math.min(rows - 1, row));
  return {
    first: within(Math.floor(offset / rowHeight)),
    last: within(Math.ceil((offset + space.view) / rowHeight) - 1),
    height: space.space,
    topOf: (row) => row * rowHeight - (scaled ? offset - at.top : 0),
    left: at.left,
    width: at.width,
    reveal,
    toTop,
  };
}
