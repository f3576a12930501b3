/** The grid's window onto its rows and columns, kept while it is scrolled, resized and zoomed. */

import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { isScaled, reveal, type ScrollSpace, scrollSpace, toOffset, toScrollTop } from "./scroll";

export interface Viewport {
  space: ScrollSpace;
  /** Pixels of the rows' full height above the view. */
  offset: number;
  scrollTop: number;
  left: number;
  width: number;
  firstRow: number;
  lastRow: number;
  showRow: (row: number) => void;
  showSpan: (from: number, to: number) => void;
  toTop: () => void;
}

interface Measures {
  top: number;
  left: number;
  height: number;
  width: number;
  ratio: number;
}

const measure = (element: HTMLElement): Measures => ({
  top: element.scrollTop,
  left: element.scrollLeft,
  height: element.clientHeight,
  width: element.clientWidth,
  ratio: window.devicePixelRatio,
});

export function useViewport(
  scroller: RefObject<HTMLElement>,
  rows: number,
  rowHeight: number,
  headHeight: number,
): Viewport {
  const [at, setAt] = useState<Measures>({ top: 0, left: 0, height: 400, width: 800, ratio: 1 });
  /** In a scaled space a pixel of scrolling is many rows; the wheel keeps its own finer place. */
  const fine = useRef<number | null>(null);
  const view = Math.max(0, at.height - headHeight);
  const space = useMemo(
    () => scrollSpace(rows, rowHeight, view, at.ratio),
    [rows, rowHeight, view, at.ratio],
  );

  const coarse = toOffset(space, at.top);
  const kept = fine.current;
  const offset = kept !== null && Math.abs(toScrollTop(space, kept) - at.top) <= 1 ? kept : coarse;

  const goTo = (target: number) => {
    const element = scroller.current;
    if (element === null) return;
    fine.current = isScaled(space) ? target : null;
    element.scrollTop = toScrollTop(space, target);
    setAt(measure(element));
  };

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
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isScaled(space)) return;
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      const target = offset + event.deltaY * lines;
      if (target < 0 || target > space.full - space.view) return;
      event.preventDefault();
      goTo(target);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [space, offset]);

  return {
    space,
    offset,
    scrollTop: at.top,
    left: at.left,
    width: at.width,
    firstRow: Math.max(0, Math.min(rows - 1, Math.floor(offset / rowHeight))),
    lastRow: Math.max(0, Math.min(rows - 1, Math.ceil((offset + view) / rowHeight) - 1)),
    showRow: (row) => {
      const target = reveal(space, offset, row, rowHeight);
      if (target !== offset) goTo(target);
    },
    showSpan: (from, to) => {
      const element = scroller.current;
      if (element === null) return;
      if (from < element.scrollLeft) element.scrollLeft = from;
      else if (to > element.scrollLeft + element.clientWidth) {
        element.scrollLeft = Math.min(from, to - element.clientWidth);
      }
    },
    toTop: () => goTo(0),
  };
}
