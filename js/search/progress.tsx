/** How far the running search is: pages, leads, and why it waits. */

import type { SearchState } from "../wire";
import { counted, number, seconds } from "../wording";

export function progressText({
  matched,
  pages,
  leads,
  secondsLeft,
  waitingSeconds,
}: SearchState): string {
  const read = matched === null ? number(leads) : `${number(leads)} of ${number(matched)}`;
  const parts =
    pages === 0
      ? ["Asking for the first page"]
      : [counted(pages, "page"), `${read} ${(matched ?? leads) === 1 ? "lead" : "leads"}`];
  if (secondsLeft !== null && secondsLeft > 1) parts.push(`about ${seconds(secondsLeft)} left`);
  if (waitingSeconds > 0) parts.push(`waiting ${seconds(waitingSeconds)} for the account's limit`);
  return parts.join(" · ");
}

export function Progress({ search }: { search: SearchState }) {
  if (search.status !== "running") return null;
  const { matched, leads } = search;
  const text = progressText(search);
  const known = matched !== null && matched > 0;
  return (
    <div class="lw-progress">
      <div
        class="lw-progress-track"
        role="progressbar"
        aria-label="Search"
        aria-valuetext={text}
        {...(known && {
          "aria-valuemin": 0,
          "aria-valuemax": matched,
          "aria-valuenow": Math.min(leads, matched),
        })}
      >
        <div
          class="lw-progress-bar"
          data-known={known}
          style={known ? { width: `${Math.min(100, (100 * leads) / matched)}%` } : {}}
        />
      </div>
      <span>{text}</span>
    </div>
  );
}
