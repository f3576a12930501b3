/** What the keys do in a multi-select's input (WAI-ARIA combobox pattern). */

/** Options that PageDown and PageUp pass. */
const PAGE = 10;

export interface SelectState {
  open: boolean;
  query: string;
  /** Position of the active option, or -1, and how many are shown. */
  active: number;
  size: number;
  /** Arrows were used since the last letter: space toggles, where it would be typed otherwise. */
  moving: boolean;
  /** The cursor stands before all that is typed. */
  atStart: boolean;
}

export type SelectAction =
  | { kind: "move"; to: number }
  | { kind: "close" | "toggle" | "drop-last" | "enter-chips" };

/** The position that a key makes active; undefined for a key that makes none. */
function target({ key, altKey }: KeyboardEvent, state: SelectState): number | undefined {
  const { open, active, size } = state;
  if (key === "ArrowDown") return altKey ? active : active + 1;
  if (key === "ArrowUp" && !altKey) return active - 1;
  const targets: Record<string, number> = {
    PageDown: active + PAGE,
    PageUp: active - PAGE,
    Home: 0,
    End: size - 1,
  };
  return open ? targets[key] : undefined;
}

/** What a key means, or null where it is the input's own. */
export function actionFor(event: KeyboardEvent, state: SelectState): SelectAction | null {
  const { open, query, active, moving, atStart } = state;
  const to = target(event, state);
  if (to !== undefined) return { kind: "move", to };
  const meant: Record<string, [boolean, Exclude<SelectAction["kind"], "move">]> = {
    ArrowUp: [true, "close"],
    Escape: [open || query !== "", "close"],
    Enter: [open, "toggle"],
    " ": [open && moving && active >= 0, "toggle"],
    Backspace: [atStart, "drop-last"],
    ArrowLeft: [atStart, "enter-chips"],
  };
  const [holds, kind] = meant[event.key] ?? [];
  return holds && kind ? { kind } : null;
}
