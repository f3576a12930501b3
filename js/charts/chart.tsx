/** One breakdown: a heading, what it is by, the bars, and the same numbers as a table. */

import { useEffect, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique-id";
import type { ChartSpec, FigureReply } from "../wire";
import { counted, number, share } from "../wording";
import { heightFor } from "./layout";
import { Plot } from "./plot";

/** What the chart shows, in one sentence, for those who do not see it. */
export function describe(label: string, { table }: FigureReply): string {
  const top = table
    .slice()
    .sort((a, b) => b.leads - a.leads)
    .slice(0, 3)
    .map((row) => `${row.label} ${number(row.leads)}`);
  const most = top.length === 0 ? "no leads" : `most are ${top.join(", ")}`;
  return `${label}: bar chart, ${counted(table.length, "value")}; ${most}`;
}

function NumbersTable({ label, table }: { label: string; table: FigureReply["table"] }) {
  return (
    <table class="lw-numbers">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">Leads</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {table.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{number(row.leads)}</td>
            <td>{share(row.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ToggleProps {
  label: string;
  by: ChartSpec["by"];
  chosen: string;
  onChoose: (name: string) => void;
}

function Toggle({ label, by, chosen, onChoose }: ToggleProps) {
  const group = useUniqueId();
  return (
    <fieldset class="lw-toggle">
      <legend class="lw-hidden">{label} by</legend>
      {by.map(({ name, label: text }) => (
        <label key={name}>
          <input
            type="radio"
            name={group}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChartProps {
  spec: ChartSpec;
  version: number;
  /** Height of the tallest plot in the row, in pixels. */
  tallest: number;
}

export function Chart({ spec, version, tallest }: ChartProps) {
  const { figures } = useStore();
  const [by, setBy] = useState(spec.by[0]?.name ?? "");
  const chosen = spec.by.find(({ name }) => name === by) ?? spec.by[0];
  const [engineError, setEngineError] = useState<string | null>(null);
  const name = chosen?.name ?? "";
  const { reply, loading, error } = useObservable(figures.changes, () => figures.get(name));
  useEffect(() => figures.want(name, version), [figures, name, version]);

  const label = spec.by.length > 1 ? (chosen?.label ?? spec.label) : spec.label;
  const trouble = error ?? engineError;
  return (
    <section class="lw-card" aria-label={`Breakdown: ${spec.label}`} aria-busy={loading}>
      <div class="lw-card-head">
        <h3>{spec.label}</h3>
        {spec.by.length > 1 && (
          <Toggle label={spec.label} by={spec.by} chosen={name} onChoose={setBy} />
        )}
      </div>
      {trouble && <p class="lw-error">{trouble}</p>}
      {reply === null && !trouble && <div class="lw-plot-empty" />}
      {reply && reply.table.length === 0 && <p class="lw-empty">No leads to break down.</p>}
      {reply && reply.table.length > 0 && (
        <>
          {engineError === null && (
            <Plot
              reply={reply}
              label={describe(label, reply)}
              height={heightFor(reply.table.length, tallest)}
              onError={setEngineError}
            />
          )}
          <details class="lw-as-table" open={engineError !== null}>
            <summary>Show as table</summary>
            <NumbersTable label={label} table={reply.table} />
          </details>
        </>
      )}
    </section>
  );
}
