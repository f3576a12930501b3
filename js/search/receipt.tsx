/** The receipt of the last search: whether it is complete, in a line that opens to all it says. */

import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";

/** Says that what stands below is not what the form asks, and offers the two ways out. */
function FormChanged() {
  const store = useStore();
  const starting = useObservable(store.starting);
  const running = useObservable(store.panel, ({ search }) => search.status === "running");
  const changed = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  return (
    <div role="status">
      {changed && !running && !starting && (
        <div class="lw-changed">
          <span>The form has changed: what stands below is of the search before.</span>
          <button type="button" class="lw-quiet" onClick={() => store.submit()}>
            Search again
          </button>
          <button type="button" class="lw-quiet" onClick={() => store.go("restore")}>
            Back to that search
          </button>
        </div>
      )}
    </div>
  );
}

export function ReceiptLine() {
  return (
    <>
      <FormChanged />
      <Receipt />
      <Words />
    </>
  );
}

/** Which leads charts and table are of, whatever the form says by now. */
export function Words() {
  const words = useObservable(useStore().words);
  return words === "" ? null : <p class="lw-words">{words}.</p>;
}

function Receipt() {
  const receipt = useObservable(useStore().panel, (panel) => panel.receipt);
  if (receipt === null) return null;
  const { current, complete, headline, facts } = receipt;
  return (
    <details class="lw-receipt" data-complete={complete} data-old={!current}>
      <summary>
        <Icon name={complete ? "check" : "alert"} />
        <span>
          {!current && "The search before: "}
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
