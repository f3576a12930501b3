/** Says when the kernel does not answer, and why as far as that can be known. */

import type { Health } from "../connection";
import { useStore } from "../context";
import { useObservable } from "../observable";

const WORDS: Record<Health, string> = {
  well: "",
  slow: "Waiting for the kernel; if no cell is running, run this one again. What you chose is kept.",
  busy: "Waiting for the kernel: a cell is running. What you chose is kept.",
  lost: "The kernel behind this panel is gone. Run the cell again to go on.",
  none: "No kernel is behind this panel: what it shows was saved with the page. Run the cell to go on.",
};

export function HealthLine() {
  const health = useObservable(useStore().connection.health);
  return (
    <div class="lw-health" role="status" data-health={health}>
      {WORDS[health]}
    </div>
  );
}
