/** Undo and redo of the form. Nothing to undo is said, not disabled: the focus would be lost. */

import { useStore } from "../context";
import { useObservable } from "../observable";

const WORDS = {
  undo: { label: "Undo", keys: "Ctrl+Z" },
  redo: { label: "Redo", keys: "Ctrl+Shift+Z" },
};

type Way = keyof typeof WORDS;

/** What a key means for the form; null for any other key, and where a text has its own undo. */
export function stepFor(
  { altKey, ctrlKey, key, metaKey, shiftKey }: KeyboardEvent,
  target: Element,
): Way | null {
  if (altKey || !(ctrlKey || metaKey) || target.matches("input.lw-input, textarea, dialog *"))
    return null;
  if (target.matches(".lw-select-input") && (target as HTMLInputElement).value !== "") return null;
  const letter = key.toLowerCase();
  if (letter === "y") return "redo";
  if (letter !== "z") return null;
  return shiftKey ? "redo" : "undo";
}

function Step({ way }: { way: Way }) {
  const store = useStore();
  const change = useObservable(store.panel, ({ history }) => history[way]);
  const unsettled = useObservable(store.criteria.unsettled);
  const { label, keys } = WORDS[way];
  const possible = change !== null || (way === "undo" && unsettled);
  return (
    <button
      type="button"
      class="lw-quiet"
      aria-disabled={!possible}
      title={change === null ? `Nothing to ${way}` : `${label}: ${change} (${keys})`}
      onClick={() => possible && store.go(way)}
    >
      {label}
    </button>
  );
}

export function Steps() {
  return (
    <>
      <Step way="undo" />
      <Step way="redo" />
    </>
  );
}
