/**
 * A multi-select: a combobox whose chosen values are chips and whose options stand in a listbox
 * (WAI-ARIA combobox pattern; the focus stays in the input while the listbox is used).
 */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../icons";
import { layOut, matching, type OptionList, toggled, withAll, withNone } from "../options";
import type { OptionValue } from "../wire";
import { number } from "../wording";
import { Chips, focusLastChip, SHOWN } from "./chips";
import type { ControlProps } from "./field";
import { Listbox, optionId } from "./listbox";
import { usePopup } from "./popup";

const PAGE = 10;

interface SelectProps {
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

export function Select({ label, list, values, awaited, control, onChange }: SelectProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(-1);
  /** Arrows were used since the last letter: space toggles, where it would be typed otherwise. */
  const [moving, setMoving] = useState(false);
  const [onlyChosen, setOnlyChosen] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  usePopup(open, box, popup, Boolean(list?.hints));

  const options = list ?? EMPTY;
  const chosen = useMemo(() => new Set(values), [values]);
  const found = useMemo(() => {
    if (!open) return [];
    const all = matching(options, query);
    return onlyChosen ? all.filter((at) => chosen.has(options.values[at] as OptionValue)) : all;
    // What was chosen as "only chosen" was pressed stays listed while choices are taken back.
  }, [open, options, query, onlyChosen]);
  const lines = useMemo(() => layOut(options, found), [options, found]);
  const chips = useMemo(
    () =>
      values.slice(0, SHOWN).map((value) => ({
        value,
        label: options.labels[options.places.get(value) ?? -1] ?? String(value),
      })),
    [values, options],
  );

  const listId = `${control.id}-list`;
  const at = Math.min(active, found.length - 1);
  const activeOption = found[at];

  const show = (chosenOnly = false) => {
    setOnlyChosen(chosenOnly);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setQuery("");
    setActive(-1);
    setMoving(false);
  };
  const focusInput = () => input.current?.focus();
  const toggle = (option: number) =>
    onChange(toggled(values, options.values[option] as OptionValue));

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (field.current && !event.composedPath().includes(field.current)) close();
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [open]);

  const move = (to: number) => {
    if (!open) show();
    setMoving(true);
    setActive(Math.max(0, open ? Math.min(to, found.length - 1) : 0));
  };

  const keyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const { key, altKey, currentTarget } = event;
    const atStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
    if (key === "ArrowDown") move(altKey ? at : at + 1);
    else if (key === "ArrowUp" && altKey) close();
    else if (key === "ArrowUp") move(at - 1);
    else if (key === "PageDown" && open) move(at + PAGE);
    else if (key === "PageUp" && open) move(at - PAGE);
    else if (key === "Home" && open) move(0);
    else if (key === "End" && open) move(found.length - 1);
    else if (key === "Escape" && (open || query)) close();
    else if (key === "Enter" && open) {
      if (activeOption !== undefined) toggle(activeOption);
    } else if (key === " " && open && moving && activeOption !== undefined) toggle(activeOption);
    else if (key === "Backspace" && atStart && values.length > 0) onChange(values.slice(0, -1));
    else if (key !== "ArrowLeft" || !atStart || !focusLastChip(box.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const typed = (text: string) => {
    setQuery(text);
    setMoving(false);
    setActive(text === "" ? -1 : 0);
    if (!open) show();
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
            show(true);
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
          onInput={({ currentTarget }) => typed(currentTarget.value)}
          onKeyDown={keyDown}
          onClick={() => (open ? undefined : show())}
        />
        <button
          type="button"
          class="lw-opener"
          tabIndex={-1}
          aria-label={`${open ? "Close" : "Open"} the list of ${label}`}
          onClick={() => {
            focusInput();
            if (open) close();
            else show();
          }}
        >
          <Icon name="chevron" />
        </button>
      </div>
      <div class="lw-popup" ref={popup} popover="manual" hidden={!open}>
        {open && (
          <>
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
                aria-pressed={onlyChosen}
                disabled={values.length === 0 && !onlyChosen}
                onClick={() => setOnlyChosen(!onlyChosen)}
              >
                {number(values.length)} chosen
              </button>
            </div>
            {found.length === 0 && (
              <p class="lw-list-empty">
                {awaited ?? (query ? `Nothing matches “${query}”.` : "Nothing to choose from.")}
              </p>
            )}
          </>
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: pressing here must not take the focus from the input. */}
        <div class="lw-list-frame" onMouseDown={(event) => event.preventDefault()}>
          {open && (
            <Listbox
              id={listId}
              label={label}
              list={options}
              lines={lines}
              size={found.length}
              chosen={chosen}
              active={at}
              onToggle={(option, position) => {
                setActive(position);
                toggle(option);
                focusInput();
              }}
            />
          )}
        </div>
        <p class="lw-hidden" role="status">
          {open && query && `${number(found.length)} found`}
        </p>
      </div>
    </div>
  );
}
