/** Jupyter's sign of a lost way to the kernel: the comm that a widget's messages go by is closed. */

import type { Model } from "../model";
import type { Store } from "../store";

const DISCONNECTED = "jupyter-widgets-disconnected";

/**
 * Jupyter marks a view whose comm is closed with a class; the model itself does not tell us. One that
 * was saved with its page has that class from the start.
 */
export function reportReach(
  model: Model,
  el: HTMLElement,
  store: Store,
  signal: AbortSignal,
): void {
  const look = () => {
    if (!signal.aborted) store.reach(el.closest(`.${DISCONNECTED}`) === null);
  };
  const report = () => queueMicrotask(look);
  look();
  model.on("comm_live_update", report);
  signal.addEventListener("abort", () => model.off("comm_live_update", report));
}
