/** What differs between hosts: JupyterLab's shortcuts, and its sign of a lost way to the kernel. */

import type { Model } from "./model";
import type { Store } from "./store";

const SUPPRESS = "data-lm-suppress-shortcuts";
const DISCONNECTED = "jupyter-widgets-disconnected";

const saves = ({ ctrlKey, metaKey, key }: KeyboardEvent) =>
  (ctrlKey || metaKey) && key.toLowerCase() === "s";

/**
 * Keeps JupyterLab's notebook shortcuts from acting on keys meant for the panel: "x" would cut the
 * cell. Lab looks at the focused element alone and listens on the document, so the mark is set
 * just before, on the window. Saving still reaches Lab.
 */
export function keepShortcutsAway(root: HTMLElement, signal: AbortSignal): void {
  const mark = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || !event.composedPath().includes(root)) return;
    if (saves(event)) target.removeAttribute(SUPPRESS);
    else target.setAttribute(SUPPRESS, "true");
  };
  window.addEventListener("keydown", mark, { capture: true, signal });
}

/** Jupyter marks a view whose comm is closed with a class; the model itself does not tell us. */
export function reportReach(
  model: Model,
  el: HTMLElement,
  store: Store,
  signal: AbortSignal,
): void {
  const report = () =>
    queueMicrotask(() => {
      if (!signal.aborted) store.reach(el.closest(`.${DISCONNECTED}`) === null);
    });
  model.on("comm_live_update", report);
  signal.addEventListener("abort", () => model.off("comm_live_update", report));
}
