/** The receipt of the last search: whether it is complete, in a line that opens to all it says. */

import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";

export function ReceiptLine() {
  const receipt = useObservable(useStore().panel, (panel) => panel.receipt);
  if (receipt === null) return null;
  const { complete, headline, facts } = receipt;
  return (
    <details class="lw-receipt" data-complete={complete}>
      <summary>
        <Icon name={complete ? "check" : "alert"} />
        <span>
          <span class="lw-receipt-word">{complete ? "Complete" : "Incomplete"}</span> {headline}
        </span>
      </summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
