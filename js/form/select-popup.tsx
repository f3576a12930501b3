/** What a multi-select opens: what can be done with all that is found, and the list of it. */

import type { OptionValue } from "../wire";
import { number } from "../wording";
import { Listbox } from "./listbox";
import { type OptionList, withAll, withNone } from "./option-list";
import type { OptionSearch } from "./option-search";

interface SelectPopupProps {
  id: string;
  label: string;
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

export function SelectPopup(props: SelectPopupProps) {
  const { id, label, options, search, chosen, awaited, onToggle } = props;
  const { query, found, lines, active } = search;
  return (
    <>
      <Tools {...props} />
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
          active={active}
          onToggle={onToggle}
        />
      </div>
    </>
  );
}
