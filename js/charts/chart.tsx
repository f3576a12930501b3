/** One breakdown: its menu, its bars, and the same numbers as a table. */

import { useState } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import type { Bar, ChartSpec, Figure } from "../wire";
import { counted, number, share } from "../wording";
import { Bars } from "./bars";
import { heightFor, isFiltered } from "./layout";
import { Plot } from "./plot";

/** What the chart shows, in one sentence, for those who do not see it. */
export function describe(label: string, bars: readonly Bar[], filtered: boolean): string {
  const count = ({ part, leads }: Bar) => (filtered ? part : leads);
  const top = [...bars]
    .sort((a, b) => count(b) - count(a))
    .slice(0, 3)
    .map((bar) => `${bar.label} ${number(count(bar))}`);
  const chosen = bars.filter((bar) => bar.chosen).map((bar) => bar.label);
  const most = top.length === 0 ? "no leads" : `most are ${top.join(", ")}`;
  const only = filtered ? " of the leads that remain" : "";
  const kept = chosen.length === 0 ? "" : `; chosen: ${chosen.join(", ")}`;
  return `${label}: bar chart, ${counted(bars.length, "bar")}; ${most}${only}${kept}`;
}

interface NumbersProps {
  label: string;
  bars: readonly Bar[];
  total: number;
  filtered: boolean;
}

function NumbersTable({ label, bars, total, filtered }: NumbersProps) {
  return (
    <table class="lw-numbers">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {filtered && <th scope="col">Remain</th>}
          <th scope="col">Leads</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.place}>
            <th scope="row">{bar.label}</th>
            {filtered && <td>{number(bar.part)}</td>}
            <td>{number(bar.leads)}</td>
            <td>{share(bar.leads / Math.max(total, 1))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps {
  spec: ChartSpec;
  index: number;
  label: string;
  /** Called as the chart is removed, and its buttons with it. */
  onGone: () => void;
}

/** The chart's menu: what it shows, in which order, and where it stands. */
function Head({ spec, index, label, onGone }: HeadProps) {
  const store = useStore();
  const fields = useObservable(store.panel, ({ charts }) => charts.fields);
  const specs = useObservable(store.charts.shown);
  const put = (changed: ChartSpec) => store.charts.arrange(specs.with(index, changed));
  const move = (to: number) => {
    const others = specs.filter(({ by }) => by !== spec.by);
    store.charts.arrange(others.toSpliced(to, 0, spec));
  };
  const bySize = spec.order === "size";
  return (
    <div class="lw-card-head">
      <select
        aria-label={`Chart ${index + 1} by`}
        value={spec.by}
        onChange={({ currentTarget }) => put({ ...spec, by: currentTarget.value })}
      >
        {fields
          .filter(({ name }) => name === spec.by || !specs.some(({ by }) => by === name))
          .map(({ name, label: text }) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
      </select>
      <span class="lw-card-tools">
        <button
          type="button"
          class="lw-quiet"
          aria-pressed={bySize}
          aria-label={`${label} by size`}
          onClick={() => put({ ...spec, order: bySize ? "field" : "size" })}
        >
          By size
        </button>
        <button
          type="button"
          class="lw-quiet"
          aria-label={`Move ${label} forward`}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          class="lw-quiet"
          aria-label={`Move ${label} back`}
          disabled={index === specs.length - 1}
          onClick={() => move(index + 1)}
        >
          <Icon name="right" />
        </button>
        <button
          type="button"
          class="lw-quiet"
          aria-label={`Remove ${label}`}
          onClick={() => {
            store.charts.arrange(specs.toSpliced(index, 1));
            onGone();
          }}
        >
          <Icon name="cross" />
        </button>
      </span>
    </div>
  );
}

interface ChartProps extends HeadProps {
  /** Undefined until there is one. */
  figure: Figure | undefined;
  /** All leads of the figure. */
  total: number;
  /** Whether bars can be chosen: only in a result. */
  choosable: boolean;
  /** Height of the tallest plot in the row, in pixels. */
  tallest: number;
}

export function Chart({ figure, total, choosable, tallest, ...head }: ChartProps) {
  const { spec, label } = head;
  const store = useStore();
  const [engineError, setEngineError] = useState<string | null>(null);
  // Of another field while this one's is on its way: dimmed, and nothing can be chosen in it.
  const awaited = figure?.by !== spec.by;
  const bars = figure?.bars ?? [];
  const filtered = isFiltered(bars);
  const height = heightFor(bars.length, tallest);
  const said = describe(label, bars, filtered);
  return (
    <section class="lw-card" aria-label={`Breakdown: ${label}`} aria-busy={awaited}>
      <Head {...head} />
      {engineError && <p class="lw-error">{engineError}</p>}
      {figure === undefined && <div class="lw-plot-empty" />}
      {figure && bars.length === 0 && (
        <p class="lw-empty">{figure.message ?? "No leads to break down."}</p>
      )}
      {bars.length > 0 && (
        <>
          {engineError === null && (
            <div
              class="lw-plot-frame"
              {...((awaited || !choosable) && { role: "img", "aria-label": said })}
            >
              <Plot bars={bars} total={total} height={height} onError={setEngineError} />
              {choosable && !awaited && (
                <Bars
                  label={said}
                  bars={bars}
                  total={total}
                  filtered={filtered}
                  onChoose={(places) => store.chooseBars(spec.by, places)}
                />
              )}
            </div>
          )}
          <details class="lw-as-table" open={engineError !== null}>
            <summary>Show as table</summary>
            <NumbersTable label={label} bars={bars} total={total} filtered={filtered} />
          </details>
        </>
      )}
    </section>
  );
}
