/** The breakdowns of the present result, side by side. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import { of } from "../wording";
import { Chart } from "./chart";
import { leastHeight } from "./layout";

export function Charts() {
  const store = useStore();
  const { version, charts } = useObservable(store.panel, (panel) => panel.charts);
  const tallest = useObservable(store.figures.changes, (figures) =>
    Math.max(
      0,
      ...Object.values(figures).map(({ reply }) => leastHeight(reply?.table.length ?? 0)),
    ),
  );
  const searched = useObservable(store.panel, (panel) => panel.receipt !== null);
  const old = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  if (!searched) return null;
  return (
    <section class="lw-charts" data-old={old} aria-label={of(old, "Breakdowns")}>
      {charts.map((spec) => (
        <Chart key={spec.label} spec={spec} version={version} tallest={tallest} />
      ))}
    </section>
  );
}
