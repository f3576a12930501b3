/**
 * A pop-up in the browser's top layer, beside its anchor. The popover API is used because
 * JupyterLab's cells clip and displace everything else that reaches out of them.
 */

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const GAP = 4;
const MARGIN = 8;
const TALLEST = 380;
const NARROWEST = 300;
const NARROWEST_WITH_HINTS = 480;

export interface Space {
  left: number;
  width: number;
  height: number;
  above: boolean;
}

interface Box {
  left: number;
  top: number;
  bottom: number;
  width: number;
}

/** Where a pop-up fits: below its anchor, or above where there is clearly more room. */
export function spaceBeside(
  anchor: Box,
  window: { width: number; height: number },
  narrowest: number,
): Space {
  const below = window.height - anchor.bottom - GAP - MARGIN;
  const over = anchor.top - GAP - MARGIN;
  const above = below < 220 && over > below;
  const width = Math.min(Math.max(anchor.width, narrowest), window.width - 2 * MARGIN);
  const left = Math.max(MARGIN, Math.min(anchor.left, window.width - width - MARGIN));
  return { left, width, height: Math.min(TALLEST, Math.max(120, above ? over : below)), above };
}

function place(anchor: HTMLElement, popup: HTMLElement, narrowest: number): void {
  const box = anchor.getBoundingClientRect();
  const page = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, width, height, above } = spaceBeside(box, page, narrowest);
  popup.style.left = `${left}px`;
  popup.style.width = `${width}px`;
  popup.style.maxHeight = `${height}px`;
  popup.style.top = above ? "auto" : `${box.bottom + GAP}px`;
  popup.style.bottom = above ? `${window.innerHeight - box.top + GAP}px` : "auto";
}

/** Shows the pop-up while `open`, and keeps it beside its anchor. */
export function usePopup(
  open: boolean,
  anchor: RefObject<HTMLElement>,
  popup: RefObject<HTMLElement>,
  hinted: boolean,
): void {
  useLayoutEffect(() => {
    const [from, shown] = [anchor.current, popup.current];
    if (!open || from === null || shown === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const narrowest = hinted ? NARROWEST_WITH_HINTS : NARROWEST;
    const again = () => place(from, shown, narrowest);
    shown.showPopover?.();
    again();
    const sizes = new ResizeObserver(again);
    sizes.observe(from);
    window.addEventListener("scroll", again, { signal, capture: true, passive: true });
    window.addEventListener("resize", again, { signal });
    return () => {
      controller.abort();
      sizes.disconnect();
      if (shown.isConnected) shown.hidePopover?.();
    };
  }, [open, anchor, popup, hinted]);
}
