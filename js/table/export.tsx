/** What is exported, in which format, and whether people are masked. */

import { useState } from "preact/hooks";
import { messageOf } from "../connection";
import { useStore } from "../context";
import type { Body } from "../model";
import { useObservable } from "../observable";
import type { TableState } from "../wire";
import { counted, number } from "../wording";
import { download } from "./download";
import { rowsIn, type Span } from "./selection";
import { arranged } from "./shown-columns";

type Format = Body<"export">["format"];

const FORMATS: Record<Format, string> = { csv: "CSV", xlsx: "Excel", parquet: "Parquet" };

interface ExportProps {
  table: TableState;
  /** What is selected in the grid. */
  span: Span | null;
  onDone: (said: string) => void;
}

export function Export({ table, span, onDone }: ExportProps) {
  const store = useStore();
  const layout = useObservable(store.arrangement.shown);
  const [selected, select] = useState(false);
  const [every, takeEvery] = useState(false);
  const [masked, mask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { columns } = arranged(table.columns, layout);
  const all =
    table.rows < table.total
      ? `The ${counted(table.rows, "lead")} that the filter leaves`
      : `All ${counted(table.rows, "lead")} found`;

  const save = (format: Format) => {
    setBusy(true);
    setError(null);
    const part = selected && span !== null;
    download(store.connection.ask.bind(store.connection), {
      version: table.version,
      filter: table.filter,
      sort: [...store.rows.sort.value],
      columns: (every ? table.columns : columns).map(({ name }) => name),
      offset: part ? span.top : 0,
      limit: part ? rowsIn(span) : null,
      format,
      masked,
    })
      .then(({ name, size }) => onDone(`${name} was saved, ${number(Math.ceil(size / 1000))} KB.`))
      .catch((failed: unknown) => {
        setBusy(false);
        setError(messageOf(failed));
      });
  };

  return (
    <div class="lw-menu-body">
      <fieldset>
        <legend class="lw-menu-title">Which leads</legend>
        <label class="lw-check">
          <input type="radio" checked={!selected} onChange={() => select(false)} /> {all}
        </label>
        <label class="lw-check">
          <input
            type="radio"
            checked={selected}
            disabled={span === null}
            onChange={() => select(true)}
          />
          {span === null ? "Selected rows (none)" : counted(rowsIn(span), "selected row")}
        </label>
      </fieldset>
      <label class="lw-check">
        <input
          type="checkbox"
          checked={every}
          onChange={({ currentTarget }) => takeEvery(currentTarget.checked)}
        />
        All {table.columns.length} columns, not only the {columns.length} shown
      </label>
      <label class="lw-check">
        <input
          type="checkbox"
          checked={masked}
          onChange={({ currentTarget }) => mask(currentTarget.checked)}
        />
        Mask personal data
      </label>
      {error !== null && (
        <p class="lw-error" role="alert">
          {error}
        </p>
      )}
      <div class="lw-menu-buttons" aria-busy={busy}>
        {(Object.keys(FORMATS) as Format[]).map((format) => (
          <button
            key={format}
            type="button"
            class="lw-button"
            disabled={busy}
            onClick={() => save(format)}
          >
            {FORMATS[format]}
          </button>
        ))}
      </div>
      <p role="status">{busy && "The file is being written…"}</p>
    </div>
  );
}
