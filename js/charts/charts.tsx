/** The breakdowns of the present result, side by side. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import { Chart } from "./chart";

export function Charts() {
  const { version, charts } = useObservable(useStore().panel, (panel) => panel.charts);
  if (charts.length === 0) return null;
  return (
    <section class="lw-charts" aria-label="Breakdowns">
      {charts.map((spec) => (
        <Chart key={spec.label} spec={spec} version={version} />
      ))}
    </section>
  );
}
