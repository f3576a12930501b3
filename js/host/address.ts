/** Under Voilà: the page's address carries the criteria, and its title names their campaigns. */

import type { Store } from "../store";

/** What Voilà and its server read from an address. */
const NOT_OURS = ["token", "template", "theme"];

const page = globalThis as unknown as Record<string, Store | undefined>;
const KEY = "leadwidgets:address";

function split(search: string): { ours: URLSearchParams; others: URLSearchParams } {
  const [ours, others] = [new URLSearchParams(), new URLSearchParams()];
  for (const [name, value] of new URLSearchParams(search)) {
    (NOT_OURS.includes(name) ? others : ours).append(name, value);
  }
  return { ours, others };
}

function write(query: string): void {
  const both = `${split(location.search).others}&${query}`.replace(/^&/, "");
  history.replaceState(history.state, "", `?${both}${location.hash}`);
}

/** Names the chosen campaigns; null while what they are called is not known. */
export function titleOf({ criteria, options }: Store): string | null {
  const chosen = criteria.values.value?.campaign_ids;
  const list = options.value.campaign_ids;
  if (!Array.isArray(chosen) || list === undefined) return null;
  if (chosen.length > 2) return `${chosen.length} campaigns`;
  const labels = chosen.map((id) => list.labels[list.places.get(id) ?? -1] ?? `Campaign ${id}`);
  return labels.join(", ") || "All campaigns";
}

/**
 * Lets the first form of a page under Voilà read its address, and keep it: a reload and a shared link
 * find the same criteria. An address that was not understood stays until the form is changed.
 */
export function carryCriteria(store: Store, signal: AbortSignal): void {
  const first = page[KEY] === undefined && store.parts.value.includes("form");
  if (document.body.dataset.voila === undefined || !first) return;
  page[KEY] = store;
  const { criteria, options, trouble } = store;
  let held = false;
  const carry = () => {
    if (!held && criteria.query.value !== null) write(criteria.query.value);
  };
  const title = () => {
    const named = titleOf(store);
    if (named !== null) document.title = `${named} · Lead search`;
  };
  const stops = [
    criteria.query.subscribe(carry),
    criteria.values.subscribe(title),
    options.subscribe(title),
    trouble.subscribe(() => {
      held &&= trouble.value !== null;
    }),
  ];
  const ours = String(split(location.search).ours);
  if (ours !== "") {
    held = true;
    store.takeAddress(ours).then((understood) => {
      held &&= !understood;
      carry();
    });
  }
  signal.addEventListener("abort", () => {
    for (const stop of stops) stop();
    delete page[KEY];
  });
}
