/** The search of an open list together with the counts of its options, and whether they order it. */

import { useEffect, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { type FieldName, MOST_COUNTED } from "../wire";
import type { Counts } from "./option-counts";
import type { OptionList } from "./option-list";
import { type OptionSearch, useOptionSearch } from "./option-search";

export interface CountedSearch {
  search: OptionSearch;
  counts: Counts;
  byLeads: boolean;
  onByLeads: (byLeads: boolean) => void;
}

/** Counting is given up when the list closes. */
export function useCountedSearch(field: FieldName, options: OptionList): CountedSearch {
  const { optionCounts } = useStore();
  const counts = useObservable(optionCounts.known);
  const [byLeads, onByLeads] = useState(false);
  const ordered = byLeads && options.values.length <= MOST_COUNTED;
  const search = useOptionSearch(options, ordered ? counts : null);
  useEffect(() => {
    if (!search.open) return;
    return () => optionCounts.close(field);
  }, [optionCounts, search.open, field]);
  return { search, counts, byLeads, onByLeads };
}
