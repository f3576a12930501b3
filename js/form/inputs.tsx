/** One-line inputs of the extended fields: text, whole number, moment, and a comparison of either. */

import { useState } from "preact/hooks";
import { TYPING_DELAY } from "../criteria";
import type { Comparison, CriteriaValue } from "../wire";
import { Choice } from "./choice";
import type { ControlProps } from "./field";
import { fromLocal, toLocal } from "./local-time";

export interface InputProps {
  label: string;
  value: CriteriaValue;
  control: ControlProps;
  onChange: (value: CriteriaValue, delay?: number) => void;
}

/** Whole numbers as numbers; anything else goes up as typed, for the kernel to explain. */
export function parseNumber(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

const shown = (value: unknown) => (value === null || value === undefined ? "" : String(value));

export function TextInput({ value, control, onChange }: InputProps) {
  return (
    <input
      {...control}
      class="lw-input"
      autocomplete="off"
      spellcheck={false}
      value={shown(value)}
      onInput={({ currentTarget }) => onChange(currentTarget.value || null, TYPING_DELAY)}
    />
  );
}

export function NumberInput({ value, control, onChange }: InputProps) {
  return (
    <input
      {...control}
      class="lw-input"
      inputMode="numeric"
      autocomplete="off"
      value={shown(value)}
      onInput={({ currentTarget }) => onChange(parseNumber(currentTarget.value), TYPING_DELAY)}
    />
  );
}

export function MomentInput({ value, control, onChange }: InputProps) {
  return (
    <input
      {...control}
      class="lw-input"
      type="datetime-local"
      value={toLocal(shown(value))}
      onInput={({ currentTarget }) => onChange(fromLocal(currentTarget.value), TYPING_DELAY)}
    />
  );
}

const WORDS = {
  number: { GREATER_THAN: "more than", LESS_THAN: "fewer than", EQUALS: "exactly" },
  time: { GREATER_THAN: "after", LESS_THAN: "before", EQUALS: "at" },
};

type Operator = Comparison["operator"];

/** Two controls, one value: it goes up when both are given, and as null when either is taken away. */
export function ComparisonInput(props: InputProps & { of: "number" | "time" }) {
  const { label, value, control, onChange, of } = props;
  const given = value !== null && typeof value === "object" && "operator" in value ? value : null;
  const [half, setHalf] = useState<{ operator: Operator | ""; value: string }>();
  const operator = half?.operator ?? given?.operator ?? "";
  const operand = half?.value ?? shown(given?.value);

  const change = (next: { operator: Operator | ""; value: string }, delay?: number) => {
    const parsed = of === "number" ? parseNumber(next.value) : next.value || null;
    if (next.operator !== "" && parsed !== null) {
      setHalf(undefined);
      onChange({ operator: next.operator, value: parsed }, delay);
    } else {
      setHalf(next);
      if (given !== null) onChange(null, delay);
    }
  };

  return (
    <div class="lw-comparison" data-of={of}>
      <Choice
        aria-label={`${label}: how to compare`}
        value={operator}
        onChoose={(chosen) => {
          const next = chosen as Operator | "";
          change({ operator: next, value: next === "" ? "" : operand });
        }}
      >
        <option value="">any</option>
        {Object.entries(WORDS[of]).map(([name, word]) => (
          <option key={name} value={name}>
            {word}
          </option>
        ))}
      </Choice>
      <input
        {...control}
        class="lw-input"
        autocomplete="off"
        disabled={operator === ""}
        {...(of === "number" ? { inputMode: "numeric" } : { type: "datetime-local" })}
        value={of === "number" ? operand : toLocal(operand)}
        onInput={({ currentTarget: { value: text } }) =>
          change(
            { operator, value: of === "number" ? text : (fromLocal(text) ?? "") },
            TYPING_DELAY,
          )
        }
      />
    </div>
  );
}
