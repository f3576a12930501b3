/**
 * A multi-select: a combobox whose chosen values are chips and whose options stand in a listbox
 * (WAI-ARIA combobox pattern; the focus stays in the input while the listbox is used).
 */

import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { usePopup } from "../top-layer";
import type { FieldName, OptionValue } from "../wire";
import { number } from "../wording";
import { type Chip, Chips, focusLastChip, SHOWN } from "./chips";
import { useCountedSearch } from "./counted-search";
import type { ControlProps } from "./field";
import { optionId } from "./listbox";
import { type OptionList, toggled } from "./option-list";
import { actionFor, type SelectAction } from "./select-keys";
import { SelectPopup } from "./select-popup";

interface SelectProps {
  field: FieldName;
  label: string;
  list: OptionList | null;
  values: readonly OptionValue[];
  /** Said where the list is still to come; null when it is there. */
  awaited: string | null;
  control: ControlProps;
  onChange: (values: OptionValue[]) => void;
}

const EMPTY: OptionList = {
  version: -1,
  values: [],
  labels: [],
  hints: null,
  groups: [],
  places: new Map(),
  haystacks: [],
};

function useOutsidePress(inside: RefObject<HTMLElement>, awaited: boolean, act: () => void): void {
  useEffect(() => {
    if (!awaited) return;
    const press = (event: PointerEvent) => {
      if (inside.current && !event.composedPath().includes(inside.current)) act();
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, [inside, awaited, act]);
}

const chipsOf = (values: readonly OptionValue[], { labels, places }: OptionList): Chip[] =>
  values.slice(0, SHOWN).map((value) => ({
    value,
    label: labels[places.get(value) ?? -1] ?? String(value),
  }));

function Opener(props: { label: string; open: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      class="lw-opener"
      tabIndex={-1}
      aria-label={`${props.open ? "Close" : "Open"} the list of ${props.label}`}
      onClick={props.onPress}
    >
      <Icon name="chevron" />
    </button>
  );
}

export function Select({
  field: name,
  label,
  list,
  values,
  awaited,
  control,
  onChange,
}: SelectProps) {
  const field = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const options = list ?? EMPTY;
  const chosen = useMemo(() => new Set(values), [values]);
  const { search, ...counting } = useCountedSearch(name, awaited === null ? options : EMPTY);
  const { open, query, found, active, show, close } = search;
  usePopup(open, box, popup, Boolean(list?.hints));
  useOutsidePress(field, open, close);

  const listId = `${control.id}-list`;
  const chips = chipsOf(values, options);
  const activeOption = found[active];
  const focusInput = () => input.current?.focus();
  const toggle = (option: number | undefined) => {
    if (option !== undefined) onChange(toggled(values, options.values[option] as OptionValue));
  };

  /** Carries out what a key means; false where there is nothing to carry it out on. */
  const act = (action: SelectAction): boolean => {
    switch (action.kind) {
      case "move":
        search.move(action.to);
        return true;
      case "close":
        close();
        return true;
      case "toggle":
        toggle(activeOption);
        return true;
      case "drop-last":
        if (values.length > 0) onChange(values.slice(0, -1));
        return values.length > 0;
      case "enter-chips":
        return focusLastChip(box.current);
    }
  };
  const keyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const atStart = selectionStart === 0 && selectionEnd === 0;
    const action = actionFor(event, { ...search, size: found.length, atStart });
    if (action === null || !act(action)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      class="lw-select"
      ref={field}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget !== null && !field.current?.contains(relatedTarget as Node)) close();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a wider target for the input within. */}
      <div
        class="lw-control"
        ref={box}
        data-open={open || undefined}
        onMouseDown={({ target }) => {
          if (target === input.current) return;
          if ((target as Element).closest("button") === null) requestAnimationFrame(focusInput);
        }}
      >
        <Chips
          label={label}
          chips={chips}
          more={values.length - chips.length}
          onRemove={(value) => onChange(values.filter((other) => other !== value))}
          onMore={() => {
            focusInput();
            show(chosen);
          }}
          onLeave={focusInput}
        />
        <input
          {...control}
          ref={input}
          class="lw-select-input"
          style={{ minWidth: `${Math.min(query.length + 2, 24)}ch` }}
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          placeholder={values.length === 0 ? "Any" : ""}
          value={query}
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-busy={awaited !== null}
          aria-activedescendant={
            open && activeOption !== undefined ? optionId(listId, activeOption) : undefined
          }
          onInput={({ currentTarget }) => search.type(currentTarget.value)}
          onKeyDown={keyDown}
          onClick={() => (open ? undefined : show())}
        />
        <Opener
          label={label}
          open={open}
          onPress={() => {
            focusInput();
            if (open) close();
            else show();
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of all that stands within. */}
      <div
        class="lw-popup"
        ref={popup}
        popover="manual"
        hidden={!open}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          close();
          focusInput();
        }}
      >
        {open && (
          <SelectPopup
            id={listId}
            field={name}
            label={label}
            {...counting}
            options={options}
            search={search}
            values={values}
            chosen={chosen}
            awaited={awaited}
            onChange={onChange}
            onToggle={(option, position) => {
              search.point(position);
              toggle(option);
              focusInput();
            }}
          />
        )}
        <p class="lw-hidden" role="status">
          {open && query && `${number(found.length)} found`}
        </p>
      </div>
    </div>
  );
}
