/** The leads of the last search, or why there are none to see. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import { of } from "../wording";
import { Grid } from "./grid";

export function LeadTable() {
  const store = useStore();
  const { version, rows, columns } = useObservable(store.panel, (panel) => panel.table);
  const searched = useObservable(store.panel, (panel) => panel.receipt !== null);
  const old = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  const error = useObservable(store.rows.error);
  if (!searched) return null;
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
      {rows > 0 ? (
        <Grid version={version} rows={rows} columns={columns} />
      ) : (
        <p class="lw-empty">No lead matches this search.</p>
      )}
    </section>
  );
}
