/** Values typed by hand, each a chip: several phone numbers, ids, or a field whose list failed. */

import { useRef, useState } from "preact/hooks";
import type { OptionValue } from "../wire";
import { Chips, focusLastChip, SHOWN } from "./chips";
import type { ControlProps } from "./field";

interface TokensProps {
  label: string;
  values: readonly OptionValue[];
  control: ControlProps;
  /** Whole numbers are handed on as numbers. */
  numeric: boolean;
  placeholder?: string;
  /** Shows all values, where there is more room. */
  onMore?: (() => void) | undefined;
  onChange: (values: OptionValue[]) => void;
}

/** Values in a pasted or typed text: parted by commas, semicolons or line ends. */
export function splitValues(text: string, numeric: boolean): OptionValue[] {
  const parting = numeric ? /[\s,;]+/ : /[\n\r\t,;]+/;
  const parts = text.split(parting).map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => (numeric && /^\d{1,15}$/.test(part) ? Number(part) : part));
}

export function Tokens(props: TokensProps) {
  const { label, values, control, numeric, placeholder = "", onMore, onChange } = props;
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);

  const add = (added: string) => {
    const fresh = splitValues(added, numeric);
    setText("");
    if (fresh.length > 0) onChange([...new Set([...values, ...fresh])]);
  };

  const keyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const { key, currentTarget } = event;
    const atStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
    if ((key === "Enter" || key === "," || key === ";") && text.trim() !== "") add(text);
    else if (key === "Backspace" && atStart && values.length > 0) onChange(values.slice(0, -1));
    else if (key !== "ArrowLeft" || !atStart || !focusLastChip(box.current)) return;
    event.preventDefault();
  };

  const shown = values.slice(0, SHOWN).map((value) => ({ value, label: String(value) }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a wider target for the input within.
    <div
      class="lw-control"
      ref={box}
      onMouseDown={({ target, currentTarget }) => {
        if (target === currentTarget) requestAnimationFrame(() => input.current?.focus());
      }}
    >
      <Chips
        label={label}
        chips={shown}
        more={values.length - shown.length}
        onRemove={(value) => onChange(values.filter((other) => other !== value))}
        onMore={onMore}
        onLeave={() => input.current?.focus()}
      />
      <input
        {...control}
        ref={input}
        class="lw-select-input"
        style={{ minWidth: values.length === 0 ? "100%" : `${Math.min(text.length + 2, 24)}ch` }}
        autocomplete="off"
        spellcheck={false}
        placeholder={values.length === 0 ? placeholder : ""}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={keyDown}
        onBlur={() => add(text)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData("text") ?? "";
          if (splitValues(pasted, numeric).length < 2) return;
          event.preventDefault();
          add(`${text}\n${pasted}`);
        }}
      />
    </div>
  );
}
