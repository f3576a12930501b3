/** One view of the panel: the parts that the model asks for, in the page's theme. */

import { useEffect, useState } from "preact/hooks";
import { Charts } from "./charts/charts";
import { StoreContext, ThemeContext } from "./context";
import { SearchForm } from "./form/form";
import { useObservable } from "./observable";
import { HealthLine } from "./search/health";
import type { Store } from "./store";
import { LeadTable } from "./table/table";
import { followTheme, type Theme } from "./theme";

interface PanelProps {
  store: Store;
  root: HTMLElement;
  signal: AbortSignal;
}

export function Panel({ store, root, signal }: PanelProps) {
  const parts = useObservable(store.parts);
  const [theme, setTheme] = useState<Theme>("light");
  useEffect(
    () =>
      followTheme(root, signal, (found) => {
        root.dataset.theme = found;
        setTheme(found);
      }),
    [root, signal],
  );
  return (
    <StoreContext.Provider value={store}>
      <ThemeContext.Provider value={theme}>
        {parts.includes("form") ? <SearchForm /> : <HealthLine />}
        {parts.includes("charts") && <Charts />}
        {parts.includes("table") && <LeadTable />}
      </ThemeContext.Provider>
    </StoreContext.Provider>
  );
}
