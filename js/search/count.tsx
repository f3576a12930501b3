/** The live match count: the last number stays, dimmed, while a new one is counted. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import type { CountState } from "../wire";
import { number, seconds } from "../wording";

/** What a screen reader hears; empty while a number is on its way. */
function words({ status, leads, message }: CountState): string {
  if (status === "failed") return message ?? "The leads could not be counted.";
  if (status !== "known" || leads === null) return "";
  return leads === 1 ? "lead matches" : "leads match";
}

export function MatchCount() {
  const store = useStore();
  const count = useObservable(store.panel, (panel) => panel.count);
  const unsettled = useObservable(store.criteria.unsettled);
  const counting = unsettled || count.status === "counting";
  const showNumber = count.leads !== null && count.status !== "failed";
  return (
    <div class="lw-count" data-counting={counting} data-failed={count.status === "failed"}>
      <span role="status" aria-busy={counting}>
        {showNumber && <strong>{number(count.leads ?? 0)}</strong>}{" "}
        {counting ? "counting…" : words(count)}
      </span>
      {count.waitingSeconds > 0 && ` waiting ${seconds(count.waitingSeconds)}`}
    </div>
  );
}
