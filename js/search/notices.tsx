/** What the kernel has to say: an error, notices, and the receipt of the last search. */

import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import type { Problem } from "../wire";

function Alert({ problem: { title, detail, next } }: { problem: Problem }) {
  return (
    <div class="lw-problem">
      <Icon name="alert" />
      <div>
        <strong>{title}</strong>
        <p>{detail}</p>
        {next && <p class="lw-next">{next}</p>}
      </div>
    </div>
  );
}

export function Problems() {
  const store = useStore();
  const problem = useObservable(store.panel, (panel) => panel.problem);
  const trouble = useObservable(store.trouble);
  return (
    <div role="alert">
      {problem && <Alert problem={problem} />}
      {trouble && <Alert problem={trouble} />}
    </div>
  );
}

export function Notices() {
  const store = useStore();
  const notices = useObservable(store.panel, (panel) => panel.notices);
  return (
    <div role="status">
      {notices.map(({ number, text }) => (
        <div class="lw-notice" key={number}>
          <span>{text}</span>
          <button
            type="button"
            class="lw-quiet lw-dismiss"
            aria-label={`Dismiss: ${text}`}
            onClick={() => store.dismiss(number)}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}

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
