/** Says why lists and counts wait, where the wait is long; how long stands at each of them. */

import { useRef } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import type { PanelState } from "../wire";

/** Seconds; a shorter wait would be over before it is read out. */
const LONG = 4;
const WORDS =
  "Waiting for the account, which limits how often it may be asked. What is missing comes by itself.";

export function longestWait({ fields, count }: Pick<PanelState, "fields" | "count">): number {
  const waits = Object.values(fields).map(({ waitingSeconds }) => waitingSeconds);
  return Math.max(count.waitingSeconds, ...waits);
}

/** What is said of a wait, after what was said before: the same until it is over. */
export function waitWords(longest: number, before: string): string {
  if (longest >= LONG) return WORDS;
  return longest > 0 ? before : "";
}

export function WaitLine() {
  const longest = useObservable(useStore().panel, longestWait);
  const said = useRef("");
  said.current = waitWords(longest, said.current);
  return (
    <div class="lw-wait" role="status">
      {said.current}
    </div>
  );
}
