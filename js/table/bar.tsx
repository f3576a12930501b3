/** Above the table: its columns, going to a lead, exporting, and what it is filtered by. */

import { useState } from "preact/hooks";
import { messageOf } from "../connection";
import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import type { TableState } from "../wire";
import { number } from "../wording";
import { Chooser } from "./chooser";
import { Export } from "./export";
import { MenuButton } from "./menu-button";
import type { Span } from "./selection";

interface BarProps {
  table: TableState;
  /** What is selected in the grid. */
  span: Span | null;
  onGo: (row: number) => void;
  onSay: (said: string) => void;
}

function GoTo({ table, onGo, onSay }: Omit<BarProps, "span">) {
  const { connection, rows } = useStore();
  const [typed, type] = useState("");
  const go = async () => {
    const lead = Number(typed.trim());
    if (!Number.isSafeInteger(lead) || lead <= 0) {
      onSay("A lead id is a whole number.");
      return;
    }
    const { version, filter } = table;
    try {
      const sort = [...rows.sort.value];
      const { row, found } = await connection.ask("place", { version, filter, sort, lead });
      if (row !== null) onGo(row);
      onSay(
        row === null
          ? `Lead ${lead} is ${found ? "hidden by the filter" : "not among the leads found"}.`
          : `Lead ${lead} is in row ${number(row + 1)}.`,
      );
    } catch (error) {
      onSay(messageOf(error));
    }
  };
  return (
    <form
      class="lw-go"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <input
        class="lw-input"
        type="text"
        inputMode="numeric"
        aria-label="Go to lead id"
        placeholder="Go to lead id"
        value={typed}
        onInput={({ currentTarget }) => type(currentTarget.value)}
      />
    </form>
  );
}

function Filtered({ table }: { table: TableState }) {
  const { filters } = useStore();
  const columns = useObservable(filters.columns);
  return (
    <div class="lw-filtered" role="status">
      {columns.length > 0 && (
        <>
          <ul class="lw-chips" aria-label="Filtered by">
            {columns.map(({ column, text }) => (
              <li class="lw-chip" key={column}>
                <span class="lw-chip-text">{text}</span>
                <button
                  type="button"
                  aria-label={`Remove the filter: ${text}`}
                  onClick={() => void filters.put(column, null)}
                >
                  <Icon name="cross" />
                </button>
              </li>
            ))}
          </ul>
          <span>
            {number(table.rows)} of {number(table.total)} leads
          </span>
          <button type="button" class="lw-quiet" onClick={() => void filters.put(null, null)}>
            Show all
          </button>
        </>
      )}
    </div>
  );
}

export function Bar(props: BarProps) {
  const { table, span, onSay } = props;
  return (
    <>
      <div class="lw-table-bar">
        <MenuButton text="Columns" label="Columns of the table">
          {() => <Chooser columns={table.columns} />}
        </MenuButton>
        {!table.soFar && (
          <MenuButton text="Export" label="Export leads">
            {(close) => (
              <Export
                table={table}
                span={span}
                onDone={(said) => {
                  close();
                  onSay(said);
                }}
              />
            )}
          </MenuButton>
        )}
        <GoTo {...props} />
      </div>
      <Filtered table={table} />
    </>
  );
}
