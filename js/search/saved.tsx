/** What is left of a panel in a page that was saved: a form that nobody answers would mislead. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import { HealthLine } from "./health";
import { ReceiptLine } from "./receipt";

export function SavedPanel() {
  const account = useObservable(useStore().panel, (panel) => panel.account);
  return (
    <section aria-label="Lead search">
      <div class="lw-head">
        <h2>Lead search</h2>
        <span class="lw-account">{account.name}</span>
      </div>
      <HealthLine />
      <ReceiptLine />
    </section>
  );
}
