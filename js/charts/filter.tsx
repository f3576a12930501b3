/** What the charts filter by, how many leads remain, and what can be done with them. */

import { useState } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import type { FiguresReply } from "../wire";
import { counted, number } from "../wording";

/** More values than this are summed up. */
const SHOWN = 3;

function said(values: readonly string[]): string {
  const more = values.length - SHOWN;
  const first = values.slice(0, SHOWN).join(", ");
  return more > 0 ? `${first} and ${number(more)} more` : first;
}

interface FilterProps {
  reply: FiguresReply;
  /** Called where the button that was pressed goes away. */
  onGone: () => void;
}

export function Filter({ reply: { leads, remaining, chips }, onGone }: FilterProps) {
  const store = useStore();
  const [kept, setKept] = useState<number | null>(null);
  const filtered = chips.length > 0;
  const keep = async () => {
    if (await store.take()) setKept(remaining);
  };
  return (
    <div class="lw-filter" data-empty={!filtered}>
      {filtered && (
        <ul class="lw-chips" aria-label="Filtered by">
          {chips.map(({ by, label, values }) => (
            <li class="lw-chip" key={by} title={`${label}: ${values.join(", ")}`}>
              <span class="lw-chip-text">
                {label}: {said(values)}
              </span>
              <button
                type="button"
                aria-label={`Remove the filter ${label}`}
                onClick={() => {
                  store.chooseBars(by, []);
                  onGone();
                }}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <span role="status">
        {(filtered || remaining < leads) &&
          `${number(remaining)} of ${counted(leads, "lead")} remain`}
        {filtered && kept === remaining && `; ${number(kept)} kept as panel.selected`}
      </span>
      {filtered && (
        <span class="lw-filter-tools">
          <button
            type="button"
            class="lw-quiet"
            onClick={() => {
              store.clear();
              onGone();
            }}
          >
            Clear
          </button>
          <button type="button" class="lw-quiet" onClick={() => store.narrow()}>
            Put into the search
          </button>
          <button type="button" class="lw-quiet" onClick={keep}>
            Keep these leads
          </button>
        </span>
      )}
    </div>
  );
}
