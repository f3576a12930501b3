/** A pop-up with controls of its own, beside what opens it: a menu with a search, a small form. */

import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { usePopup } from "./top-layer";

interface PopupProps {
  anchor: RefObject<HTMLElement>;
  label: string;
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

const FIRST = "input, select, button:not(:disabled)";

/** Takes the focus when it opens; Escape, a press elsewhere and leaving it by Tab close it. */
export function Popup({ anchor, label, wide = false, onClose, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  usePopup(true, anchor, popup, wide);
  useEffect(() => popup.current?.querySelector<HTMLElement>(FIRST)?.focus(), []);
  useEffect(() => {
    const press = (event: PointerEvent) => {
      const inside = [popup.current, anchor.current];
      if (!inside.some((one) => one !== null && event.composedPath().includes(one))) onClose();
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, [anchor, onClose]);
  return (
    <div
      class="lw-popup lw-menu"
      ref={popup}
      popover="manual"
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget !== null && !popup.current?.contains(relatedTarget as Node)) onClose();
      }}
    >
      {children}
    </div>
  );
}
