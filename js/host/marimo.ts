/** marimo runs cells again when a page writes to a widget, and not when Python does. */

import type { Model } from "../model";

/**
 * Writes each new version back as it is. Elsewhere that changes nothing, and so nothing is sent; the
 * kernel takes no state from a page anyway.
 */
export function writeVersionBack(model: Model, signal: AbortSignal): void {
  let known = model.get("version");
  const back = () => {
    const version = model.get("version");
    if (version === known) return;
    known = version;
    model.set("version", version);
    model.save_changes();
  };
  model.on("change:version", back);
  signal.addEventListener("abort", () => model.off("change:version", back));
}
