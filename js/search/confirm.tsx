/** What a search asks before it starts: whether to end the running one, or to read very many leads. */

import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique-id";
import type { CountState } from "../wire";
import { counted, number, seconds } from "../wording";

export function costText({ leads, seconds: least, megabytes }: CountState): string {
  const time = least > 0 ? `at least ${seconds(least)} by the account's limits, ` : "";
  return `${counted(leads ?? 0, "lead")}: ${time}about ${number(megabytes)} MB of memory.`;
}

export function Confirm() {
  const store = useStore();
  const doubt = useObservable(store.doubt);
  const { search, count } = useObservable(store.panel);
  const id = useUniqueId();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (doubt !== null) first.current?.focus();
  }, [doubt]);
  if (doubt === null || (doubt === "restart" && search.status !== "running")) return null;
  const text =
    doubt === "restart"
      ? `A search is running; it has read ${counted(search.leads, "lead")}.`
      : costText(count);
  return (
    <div
      class="lw-changed"
      role="alertdialog"
      aria-label="Before searching"
      aria-describedby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        store.doubt.set(null);
      }}
    >
      <span id={id}>{text}</span>
      <button type="button" class="lw-button" ref={first} onClick={() => store.search()}>
        {doubt === "restart" ? "End it and search anew" : "Read them all"}
      </button>
      <button type="button" class="lw-quiet" onClick={() => store.doubt.set(null)}>
        {doubt === "restart" ? "Let it go on" : "Not now"}
      </button>
    </div>
  );
}

/** What was read before a search ended early is offered. */
export function Kept() {
  const store = useStore();
  const { status, kept } = useObservable(store.panel, (panel) => panel.search);
  if (status === "running" || kept === 0) return null;
  return (
    <div class="lw-changed" role="status">
      <span>{counted(kept, "lead")} had been read before the search ended.</span>
      <button type="button" class="lw-quiet" onClick={() => store.keep()}>
        Show them
      </button>
    </div>
  );
}
