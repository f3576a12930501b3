/** What a multi-select opens: what can be done with all that is found, and the list of it. */

import { useEffect } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { type FieldName, MOST_COUNTED, type OptionValue } from "../wire";
import { number } from "../wording";
import { Listbox } from "./listbox";
import { type Counts, countsText } from "./option-counts";
import { type OptionList, withAll, withNone } from "./option-list";
import type { OptionSearch } from "./option-search";

interface SelectPopupProps {
  id: string;
  field: FieldName;
  label: string;
  counts: Counts;
  byLeads: boolean;
  onByLeads: (byLeads: boolean) => void;
  options: OptionList;
  search: OptionSearch;
  values: readonly OptionValue[];
  chosen: ReadonlySet<OptionValue>;
  /** Said where the list is still to come; null when it is there. */
  awaited: string | null;
  onChange: (values: OptionValue[]) => void;
  onToggle: (option: number, position: number) => void;
}

function Tools({ options, search, values, chosen, onChange }: SelectPopupProps) {
  const { query, found, only, show } = search;
  return (
    <div class="lw-popup-tools">
      <button
        type="button"
        class="lw-quiet"
        disabled={found.length === 0}
        onClick={() => onChange(withAll(values, options, found))}
      >
        {query ? `Add ${number(found.length)} found` : "Select all"}
      </button>
      <button
        type="button"
        class="lw-quiet"
        disabled={values.length === 0 || found.length === 0}
        onClick={() => onChange(withNone(values, options, found))}
      >
        {query ? "Drop found" : "Select none"}
      </button>
      <button
        type="button"
        class="lw-quiet lw-chosen"
        aria-pressed={only !== null}
        disabled={values.length === 0 && only === null}
        onClick={() => show(only === null ? chosen : null)}
      >
        {number(values.length)} chosen
      </button>
    </div>
  );
}

/** What is said of the counts, and the order that they can give. */
function CountLine({ field, options, byLeads, onByLeads }: SelectPopupProps) {
  const { panel, optionCounts } = useStore();
  const state = useObservable(panel, (shown) => shown.optionCounts);
  const size = options.values.length;
  useEffect(() => {
    if (size > 0 && size <= MOST_COUNTED) optionCounts.want(field, options.values);
  }, [optionCounts, field, options.values, size]);
  return (
    <div class="lw-count-line">
      <span>{countsText(state, field, size)}</span>
      {size <= MOST_COUNTED && (
        <button
          type="button"
          class="lw-quiet lw-chosen"
          aria-pressed={byLeads}
          disabled={!byLeads && (state.field !== field || state.status !== "known")}
          onClick={() => onByLeads(!byLeads)}
        >
          Most leads first
        </button>
      )}
    </div>
  );
}

export function SelectPopup(props: SelectPopupProps) {
  const { id, field, label, counts, options, search, chosen, awaited, onToggle } = props;
  const { optionCounts } = useStore();
  const { query, found, lines, active } = search;
  const hint = options.hints?.[found[active] ?? -1];
  return (
    <>
      <Tools {...props} />
      {awaited === null && options.values.length > 0 && <CountLine {...props} />}
      {found.length === 0 && (
        <p class="lw-list-empty">
          {awaited ?? (query ? `Nothing matches “${query}”.` : "Nothing to choose from.")}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pressing here must not take the focus from the input. */}
      <div class="lw-list-frame" onMouseDown={(event) => event.preventDefault()}>
        <Listbox
          id={id}
          label={label}
          list={options}
          lines={lines}
          size={found.length}
          chosen={chosen}
          counts={counts}
          onView={
            options.values.length > MOST_COUNTED
              ? (shown) => optionCounts.want(field, shown)
              : undefined
          }
          active={active}
          onToggle={onToggle}
        />
      </div>
      {hint && (
        <p class="lw-whole-hint" aria-hidden="true">
          {hint}
        </p>
      )}
    </>
  );
}
