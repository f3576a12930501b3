/** The leads of the last search, or why there are none to see. */

import { useCallback, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import type { SearchState, TableState } from "../wire";
import { counted, number, of } from "../wording";
import { Bar } from "./bar";
import { Card } from "./card";
import { Grid } from "./grid";
import { type Selection, spanOf } from "./selection";

/** That the leads are not all: how many have come, and how many of them are here. */
export function soFarText({ leads, matched }: SearchState, rows: number): string {
  const come = matched === null ? number(leads) : `${number(leads)} of ${number(matched)}`;
  return `${come} so far. Until the search ends, the first ${counted(rows, "lead")} can be seen here.`;
}

function SoFar({ rows }: { rows: number }) {
  const text = useObservable(useStore().panel, ({ search }) => soFarText(search, rows));
  return <p class="lw-so-far">{text}</p>;
}

/** What is selected; nothing in rows that are others. */
function useSelection(rows: string) {
  const [kept, keep] = useState<{ rows: string; selection: Selection } | null>(null);
  const select = useCallback((selection: Selection) => keep({ rows, selection }), [rows]);
  return { selection: kept?.rows === rows ? kept.selection : null, select };
}

function Found({ table }: { table: TableState }) {
  const store = useStore();
  const { search, rows, total, columns } = table;
  const shown = `${search}-${table.filter}`;
  const layout = useObservable(store.arrangement.shown);
  const { selection, select } = useSelection(shown);
  const [said, say] = useState("");
  const [card, openCard] = useState<number | null>(null);
  const span = selection && spanOf(selection, layout.shown.length);
  const error = useObservable(store.rows.error);
  return (
    <>
      {error && (
        <p class="lw-error" role="alert">
          {error}{" "}
          <button type="button" class="lw-quiet" onClick={() => store.rows.retry()}>
            Ask again
          </button>
        </p>
      )}
      {total > 0 && (
        <Bar
          table={table}
          span={span}
          onGo={(row) => {
            const cell = { row, column: 0 };
            select({ anchor: cell, active: cell, rows: true });
          }}
          onSay={say}
        />
      )}
      {rows > 0 ? (
        <Grid
          table={table}
          shown={shown}
          selection={selection}
          span={span}
          said={said}
          onSelect={select}
          onSay={say}
          onOpen={openCard}
        />
      ) : (
        <p class="lw-empty">
          {total > 0 ? "No lead is left by this filter." : "No lead matches this search."}
        </p>
      )}
      {card !== null && <Card row={card} columns={columns} onClose={() => openCard(null)} />}
    </>
  );
}

export function LeadTable() {
  const store = useStore();
  const table = useObservable(store.panel, (panel) => panel.table);
  const { rows, soFar } = table;
  const searched = useObservable(store.panel, (panel) => panel.receipt !== null);
  const left = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  const old = left && !soFar;
  if (!searched && !soFar) return null;
  return (
    <section class="lw-table" data-old={old} aria-label={of(old, "Leads found")}>
      {soFar && <SoFar rows={rows} />}
      <Found table={table} />
    </section>
  );
}
