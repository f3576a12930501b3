/** A column's menu: order by it, filter by it, keep it in sight, hide it. */

import { useEffect, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import type { ColumnFilter, Sort, TableColumn, ValuesReply } from "../wire";
import { number } from "../wording";
import { withPinned, withShown } from "./shown-columns";

interface ColumnMenuProps {
  column: TableColumn;
  version: number;
  onSort: (sorts: readonly Sort[]) => void;
  onClose: () => void;
}

const NOTHING: ColumnFilter = { contains: null, anyOf: null, low: null, high: null };
const NO_VALUE = "no value";

const isNothing = ({ contains, anyOf, low, high }: ColumnFilter) =>
  contains === null && anyOf === null && low === null && high === null;

function useValues(column: string, version: number): ValuesReply | null {
  const { connection } = useStore();
  const [values, setValues] = useState<ValuesReply | null>(null);
  useEffect(() => {
    connection.ask("values", { version, column }).then(setValues, () => undefined);
  }, [connection, version, column]);
  return values;
}

interface FilterProps {
  column: TableColumn;
  wanted: ColumnFilter;
  onWant: (filter: ColumnFilter) => void;
}

function Range({ column, wanted, onWant }: FilterProps) {
  const type = column.kind === "time" ? "date" : "text";
  const bound = (name: "low" | "high", text: string) => (
    <label class="lw-menu-field">
      {text}
      <input
        class="lw-input"
        type={type}
        inputMode={column.kind === "number" ? "decimal" : undefined}
        value={wanted[name] ?? ""}
        onInput={({ currentTarget }) => onWant({ ...wanted, [name]: currentTarget.value || null })}
      />
    </label>
  );
  return (
    <div class="lw-menu-range">
      {bound("low", "From")}
      {bound("high", "To")}
    </div>
  );
}

function Values({ column, version, wanted, onWant }: FilterProps & { version: number }) {
  const values = useValues(column.name, version);
  const [query, setQuery] = useState("");
  if (values === null) return <p class="lw-menu-foot">The values are being counted…</p>;
  const { counts, distinct } = values;
  const chosen = wanted.anyOf;
  const toggle = (value: string | null, on: boolean) => {
    const others = (chosen ?? []).filter((other) => other !== value);
    const next = on ? [...others, value] : others;
    onWant({ ...wanted, anyOf: next.length > 0 ? next : null });
  };
  const found = counts.filter(({ value }) =>
    (value ?? NO_VALUE).toLowerCase().includes(query.toLowerCase()),
  );
  return (
    <>
      {counts.length > 8 && (
        <input
          class="lw-input"
          type="search"
          aria-label="Search values"
          placeholder="Search values"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      )}
      <ul class="lw-lines lw-values" aria-label="Values">
        {found.map(({ value, leads }) => (
          <li class="lw-line" key={value ?? ""}>
            <label class="lw-line-label">
              <input
                type="checkbox"
                checked={chosen?.includes(value) ?? false}
                onChange={({ currentTarget }) => toggle(value, currentTarget.checked)}
              />
              <span>{value ?? <i>{NO_VALUE}</i>}</span>
            </label>
            <span class="lw-aside">{number(leads)}</span>
          </li>
        ))}
      </ul>
      {distinct > counts.length && (
        <p class="lw-menu-foot">
          The {number(counts.length)} most frequent of {number(distinct)} values.
        </p>
      )}
    </>
  );
}

export function ColumnMenu({ column, version, onSort, onClose }: ColumnMenuProps) {
  const { arrangement, filters } = useStore();
  const layout = useObservable(arrangement.shown);
  const error = useObservable(filters.error);
  const [wanted, want] = useState(filters.of(column.name) ?? NOTHING);
  const { name, kind } = column;
  const pinned = layout.pinned.includes(name);
  const put = (filter: ColumnFilter) =>
    void filters.put(name, isNothing(filter) ? null : filter).then(() => {
      if (filters.error.value === null) onClose();
    });
  const act = (does: () => void) => () => {
    does();
    onClose();
  };
  const sort = (descending: boolean) => act(() => onSort([{ column: name, descending }]));
  return (
    <form
      class="lw-menu-body"
      onSubmit={(event) => {
        event.preventDefault();
        put(wanted);
      }}
    >
      <div class="lw-menu-actions">
        <button type="button" class="lw-quiet" onClick={sort(false)}>
          Sort ascending
        </button>
        <button type="button" class="lw-quiet" onClick={sort(true)}>
          Sort descending
        </button>
        <button
          type="button"
          class="lw-quiet"
          onClick={act(() => arrangement.arrange(withPinned(layout, name, !pinned)))}
        >
          {pinned ? "Let it scroll" : "Keep in sight"}
        </button>
        <button
          type="button"
          class="lw-quiet"
          disabled={layout.shown.length === 1}
          onClick={act(() => arrangement.arrange(withShown(layout, name, false)))}
        >
          Hide
        </button>
      </div>
      {kind === "text" && (
        <label class="lw-menu-field">
          Contains
          <input
            class="lw-input"
            type="text"
            maxLength={200}
            value={wanted.contains ?? ""}
            onInput={({ currentTarget }) =>
              want({ ...wanted, contains: currentTarget.value || null })
            }
          />
        </label>
      )}
      {(kind === "number" || kind === "time") && (
        <Range column={column} wanted={wanted} onWant={want} />
      )}
      {kind !== "time" && (
        <Values column={column} version={version} wanted={wanted} onWant={want} />
      )}
      {error !== null && (
        <p class="lw-error" role="alert">
          {error}
        </p>
      )}
      <div class="lw-menu-buttons">
        <button type="submit" class="lw-button lw-primary">
          Filter
        </button>
        <button type="button" class="lw-quiet" onClick={() => put(NOTHING)}>
          No filter
        </button>
      </div>
    </form>
  );
}
