/** The leads of the last search, or why there are none to see. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import type { SearchState } from "../wire";
import { counted, number, of } from "../wording";
import { Grid } from "./grid";

/** That the leads are not all: how many have come, and how many of them are here. */
export function soFarText({ leads, matched }: SearchState, rows: number): string {
  const come = matched === null ? number(leads) : `${number(leads)} of ${number(matched)}`;
  return `${come} so far. Until the search ends, the first ${counted(rows, "lead")} can be seen here.`;
}

function SoFar({ rows }: { rows: number }) {
  const text = useObservable(useStore().panel, ({ search }) => soFarText(search, rows));
  return <p class="lw-so-far">{text}</p>;
}

export function LeadTable() {
  const store = useStore();
  const { search, rows, columns, soFar } = useObservable(store.panel, (panel) => panel.table);
  const searched = useObservable(store.panel, (panel) => panel.receipt !== null);
  const left = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  const old = left && !soFar;
  const error = useObservable(store.rows.error);
  if (!searched && !soFar) return null;
  return (
    <section class="lw-table" data-old={old} aria-label={of(old, "Leads found")}>
      {error && (
        <p class="lw-error" role="alert">
          {error}{" "}
          <button type="button" class="lw-quiet" onClick={() => store.rows.retry()}>
            Ask again
          </button>
        </p>
      )}
      {soFar && <SoFar rows={rows} />}
      {rows > 0 ? (
        <Grid search={search} rows={rows} columns={columns} />
      ) : (
        <p class="lw-empty">No lead matches this search.</p>
      )}
    </section>
  );
}
