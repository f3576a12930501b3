/** What the kernel has to say unasked: what went wrong, and notices to be dismissed. */

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
