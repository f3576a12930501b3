/** How the search ended: heard in one sentence; what is seen is the receipt. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import type { PanelState } from "../wire";

export function endWords({ search, receipt }: Pick<PanelState, "search" | "receipt">): string {
  if (search.status === "cancelled") return "Search cancelled.";
  if (search.status !== "done" || receipt === null) return "";
  return `${receipt.complete ? "Complete" : "Incomplete"}: ${receipt.headline}.`;
}

export function SearchEnd() {
  const store = useStore();
  const words = useObservable(store.panel, endWords);
  const cancelled = useObservable(store.panel, ({ search }) => search.status === "cancelled");
  return (
    <span class={cancelled ? "lw-aside" : "lw-hidden"} role="status">
      {words}
    </span>
  );
}
