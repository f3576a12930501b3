/** What every component of a view can reach. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Theme } from "./host/theme";
import type { Store } from "./store";

export const StoreContext = createContext<Store | null>(null);

export const ThemeContext = createContext<Theme>("light");

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("useStore is for components inside the panel");
  return store;
}
