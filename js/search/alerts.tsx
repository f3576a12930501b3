/** What the kernel has to say unasked: what went wrong, and notices to be dismissed. */

import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import type { Problem } from "../wire";

const NEAREST: ScrollIntoViewOptions = { block: "nearest" };
const STAYS = '[type="submit"]';

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
  const box = useRef<HTMLDivElement>(null);
  const newest = notices.at(-1)?.number ?? 0;
  useEffect(() => {
    const form = box.current?.closest("form");
    if (newest > 0 && form?.matches(":focus-within")) box.current?.scrollIntoView?.(NEAREST);
  }, [newest]);
  /** What is pressed goes away: the focus stays in the form. */
  const leave = () => box.current?.closest("form")?.querySelector<HTMLElement>(STAYS)?.focus();
  return (
    <div role="status" ref={box}>
      {notices.map(({ number, text, revertible }) => (
        <div class="lw-notice" key={number}>
          <span>{text}</span>
          <span class="lw-notice-ways">
            {revertible && (
              <button
                type="button"
                class="lw-quiet"
                aria-label={`Undo: ${text}`}
                onClick={() => {
                  store.revert(number);
                  leave();
                }}
              >
                Undo
              </button>
            )}
            <button
              type="button"
              class="lw-quiet lw-dismiss"
              aria-label={`Dismiss: ${text}`}
              onClick={() => {
                store.dismiss(number);
                leave();
              }}
            >
              <Icon name="cross" />
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}
