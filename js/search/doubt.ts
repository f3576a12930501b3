/** What speaks against starting a search at once. */

import type { CountState, SearchState } from "../wire";

const MANY_LEADS = 250_000;
const LONG = 60; // seconds

export type Doubt = "restart" | "large";

/** Why a search should not start at once; null if nothing speaks against it. */
export function doubtOf(search: SearchState, count: CountState): Doubt | null {
  if (search.status === "running") return "restart";
  const many = (count.leads ?? 0) > MANY_LEADS || count.seconds > LONG;
  return count.status === "known" && many ? "large" : null;
}
