/** One view of the panel: the parts that the model asks for, in the page's theme. */

import { useEffect, useState } from "preact/hooks";
import { Charts } from "./charts/charts";
import { StoreContext, ThemeContext, useStore } from "./context";
import { SearchForm } from "./form/form";
import { followLook, type Theme } from "./host/theme";
import { useObservable } from "./observable";
import { HealthLine } from "./search/health";
import { Words } from "./search/receipt";
import { SavedPanel } from "./search/saved";
import type { Store } from "./store";
import { LeadTable } from "./table/table";
import type { Part } from "./wire";

const APPEAR: Partial<Record<Part, string>> = { charts: "breakdowns", table: "leads" };

/** Holds the place of charts and table until there is a result to show. */
function Before({ parts }: { parts: readonly Part[] }) {
  const { panel } = useStore();
  const searched = useObservable(panel, ({ receipt }) => receipt !== null);
  const begun = useObservable(panel, ({ table }) => table.soFar);
  const counted = useObservable(panel, ({ charts }) => charts.source !== "none");
  const awaited = parts
    .filter((part) => !(begun && part === "table") && !(counted && part === "charts"))
    .map((part) => APPEAR[part])
    .filter((word) => word !== undefined);
  if (searched || awaited.length === 0) return null;
  return <p class="lw-empty">After a search, {awaited.join(" and ")} appear here.</p>;
}

/** What charts and table say where the form, which says it all, may be elsewhere on the page. */
function Beside() {
  const store = useStore();
  const failed = useObservable(
    store.panel,
    ({ search, receipt }) => search.status === "failed" && receipt !== null,
  );
  const old = useObservable(store.panel, ({ receipt }) => receipt?.current === false);
  return (
    <>
      <HealthLine />
      <Words />
      {old && <p class="lw-aside">The form has changed; this is of the search before.</p>}
      {failed && <p class="lw-aside">The last search failed; this is the result before it.</p>}
    </>
  );
}

/** Hides the static HTML that stands beside the panel for pages without a kernel. */
function HideTwin({ css }: { css: string }) {
  return (
    <style>
      {`.${css} { display: none; } .jp-OutputArea-child:has(.${css}) { display: none; }`}
    </style>
  );
}

interface PanelProps {
  store: Store;
  root: HTMLElement;
  signal: AbortSignal;
}

export function Panel({ store, root, signal }: PanelProps) {
  const parts = useObservable(store.parts);
  const health = useObservable(store.connection.health);
  const [theme, setTheme] = useState<Theme>("light");
  useEffect(
    () =>
      followLook(root, signal, (look) => {
        Object.assign(root.dataset, look);
        setTheme(look.theme);
      }),
    [root, signal],
  );
  return (
    <StoreContext.Provider value={store}>
      <ThemeContext.Provider value={theme}>
        {health === "none" ? (
          <SavedPanel />
        ) : (
          <>
            {parts.includes("form") ? <SearchForm /> : <Beside />}
            {parts.includes("charts") && <Charts />}
            {parts.includes("table") && <LeadTable />}
            <Before parts={parts} />
            {health !== "lost" && <HideTwin css={store.twin} />}
          </>
        )}
      </ThemeContext.Provider>
    </StoreContext.Provider>
  );
}
