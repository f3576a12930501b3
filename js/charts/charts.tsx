/** The breakdowns, side by side: of a result's leads, or counted before a search. */

import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import type { ChartSpec, ChartsState, Figure } from "../wire";
import { counted, of, seconds } from "../wording";
import { Chart } from "./chart";
import { Filter } from "./filter";
import { leastHeight } from "./layout";

/** Of which leads the numbers are, and what it took to know them. */
function origin({ source, leads, counted: state }: ChartsState): string {
  if (source === "none") return "";
  if (source === "leads") return `Of the ${counted(leads, "lead")} found`;
  const cost = `${counted(state.counts, "count")}, ${seconds(state.seconds)}`;
  const how = state.status === "counting" ? "Counting" : "Counted";
  return `${how}, not fetched: ${counted(leads, "lead")} (${cost})`;
}

function Tools() {
  const store = useStore();
  const state = useObservable(store.panel, ({ charts }) => charts);
  const charts = useObservable(store.charts.shown);
  const free = state.fields.filter(({ name }) => !charts.some(({ by }) => by === name));
  return (
    <div class="lw-charts-head">
      <span>{origin(state)}</span>
      <label class="lw-charts-switch">
        <input
          type="checkbox"
          checked={state.counted.wanted}
          onChange={({ currentTarget }) => store.count(currentTarget.checked)}
        />
        Count before searching
      </label>
      {state.source !== "none" && free.length > 0 && (
        <select
          aria-label="Add a chart"
          value=""
          onChange={({ currentTarget }) => {
            const by = currentTarget.value;
            currentTarget.value = "";
            if (by) store.charts.arrange([...charts, { by, order: "field" }]);
          }}
        >
          <option value="">Add a chart…</option>
          {free.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** The figure at each place; until a chart's own is there, the one that was there before. */
function useFigures(
  source: ChartsState["source"],
  charts: readonly ChartSpec[],
): (Figure | undefined)[] {
  const { figures } = useStore();
  const reply = useObservable(figures.reply);
  const before = useRef<{ source: string; figures: (Figure | undefined)[] }>();
  // Numbers of another question are not shown as the answer to this one.
  const known = reply?.source === source ? reply.figures : [];
  const last = before.current?.source === source ? before.current.figures : [];
  const shown = charts.map((spec, at) => known.find(({ by }) => by === spec.by) ?? last[at]);
  useEffect(() => {
    before.current = { source, figures: shown };
  });
  return shown;
}

/** A key for each chart, which it keeps when it moves and when it shows another field. */
function useKeys(specs: readonly ChartSpec[]): number[] {
  const known = useRef(new Map<string, number>());
  const made = useRef(0);
  const order = useRef<string[]>([]);
  const keys = new Map<string, number>();
  specs.forEach(({ by }, at) => {
    const before = order.current[at];
    const replaced = before !== undefined && !specs.some((spec) => spec.by === before);
    const key = known.current.get(by) ?? (replaced ? known.current.get(before) : undefined);
    if (key === undefined) made.current += 1;
    keys.set(by, key ?? made.current);
  });
  known.current = keys;
  order.current = specs.map(({ by }) => by);
  return [...keys.values()];
}

export function Charts() {
  const store = useStore();
  const state = useObservable(store.panel, (panel) => panel.charts);
  const { fields, source } = state;
  const charts = useObservable(store.charts.shown);
  const figures = useFigures(source, charts);
  const keys = useKeys(charts);
  const section = useRef<HTMLElement>(null);
  const focus = () => section.current?.focus();
  const reply = useObservable(store.figures.reply);
  const error = useObservable(store.figures.error);
  const old = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  const ofOld = old && source === "leads";
  const tallest = Math.max(0, ...figures.map((figure) => leastHeight(figure?.bars.length ?? 0)));
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  return (
    <section
      class="lw-charts"
      ref={section}
      tabIndex={-1}
      data-old={ofOld}
      aria-label={source === "counted" ? "Breakdowns, counted" : of(ofOld, "Breakdowns")}
    >
      <Tools />
      {error && <p class="lw-error">{error}</p>}
      {reply && source === "leads" && reply.source === "leads" && (
        <Filter reply={reply} onGone={focus} />
      )}
      {source !== "none" && (
        <div class="lw-cards">
          {charts.map((spec, index) => (
            <Chart
              key={keys[index]}
              spec={spec}
              index={index}
              label={labels.get(spec.by) ?? spec.by}
              figure={figures[index]}
              total={reply?.leads ?? 0}
              choosable={source === "leads"}
              tallest={tallest}
              onGone={focus}
            />
          ))}
        </div>
      )}
    </section>
  );
}
