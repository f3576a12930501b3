/** What can be done with the form, and what came of it. */

import { useStore } from "../context";
import { Searches } from "../form/searches";
import { useObservable } from "../observable";
import { Notices, Problems } from "./alerts";
import { Confirm, Kept } from "./confirm";
import { MatchCount } from "./count";
import { HealthLine } from "./health";
import { SearchEnd } from "./outcome";
import { Progress } from "./progress";
import { ReceiptLine } from "./receipt";
import { Steps } from "./steps";
import { WaitLine } from "./wait";

export function ActionBar({ onReset }: { onReset: () => void }) {
  const store = useStore();
  const search = useObservable(store.panel, (panel) => panel.search);
  const starting = useObservable(store.starting);
  const running = search.status === "running";
  return (
    <div class="lw-actions">
      <div class="lw-bar">
        <button type="submit" class="lw-button lw-primary" aria-busy={starting}>
          Search
        </button>
        {running && (
          <button type="button" class="lw-button" onClick={() => store.cancel()}>
            Cancel
          </button>
        )}
        <button type="button" class="lw-button" onClick={onReset}>
          Reset
        </button>
        <Steps />
        <Searches />
        <MatchCount />
        <Progress search={search} />
        <SearchEnd />
      </div>
      <Confirm />
      <HealthLine />
      <WaitLine />
      <Problems />
      <Notices />
      <Kept />
      <ReceiptLine />
    </div>
  );
}
