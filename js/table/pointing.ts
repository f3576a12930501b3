/** What the pointer does in the grid: it presses, drags and, with Shift, extends. */

import { useRef } from "preact/hooks";
import type { Selection } from "./selection";

/** The cell or the row number beneath the pointer; of a row number the column is not told. */
function beneath(target: EventTarget | null): { row: number; column: number | null } | null {
  const data = (target as Element).closest<HTMLElement>(".lw-cell, .lw-gutter")?.dataset;
  if (data?.row === undefined) return null;
  return { row: Number(data.row), column: data.column === undefined ? null : Number(data.column) };
}

export function usePointing(
  selection: Selection | null,
  select: (selection: Selection) => void,
): { onPointerDown: (event: PointerEvent) => void; onPointerMove: (event: PointerEvent) => void } {
  const from = useRef<Selection | null>(null);
  const to = (event: PointerEvent, begin: Selection | null) => {
    const at = beneath(event.target);
    if (at === null) return;
    const rows = at.column === null;
    const active = { row: at.row, column: at.column ?? begin?.active.column ?? 0 };
    const next = begin === null ? { anchor: active, active, rows } : { ...begin, active };
    from.current = next;
    select(next);
  };
  return {
    onPointerDown: (event) => {
      from.current = null;
      if (event.button !== 0 || event.pointerType === "touch") return;
      to(event, event.shiftKey ? selection : null);
    },
    onPointerMove: (event) => {
      if ((event.buttons & 1) === 0 || from.current === null) return;
      const at = beneath(event.target);
      const { active } = from.current;
      if (at === null || (at.row === active.row && (at.column ?? active.column) === active.column))
        return;
      to(event, from.current);
    },
  };
}
