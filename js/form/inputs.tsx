/** Inputs of the extended fields: text, whole number, moment, and a comparison of either. */

import { useState } from "preact/hooks";
import { TYPING_DELAY } from "../criteria";
import type { Comparison, CriteriaValue } from "../wire";
import { Choice } from "./choice";
import type { ControlProps } from "./field";
import { MomentFields } from "./moment";

export interface InputProps {
  label: string;
  value: CriteriaValue;
  control: ControlProps;
  onChange: (value: CriteriaValue, delay?: number) => void;
  /** Takes a value that no search can hold yet. */
  onHold: (value: CriteriaValue) => void;
}

/** Whole numbers as numbers; anything else goes up as typed, for the kernel to explain. */
export function parseNumber(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

const shown = (value: unknown) => (value === null || value === undefined ? "" : String(value));

/** Blanks around a text are typing, not what is searched for. */
export function TextInput({ value, control, onChange }: InputProps) {
  const [typed, setTyped] = useState("");
  const kept = shown(value);
  return (
    <input
      {...control}
      class="lw-input"
      autocomplete="off"
      spellcheck={false}
      value={typed.trim() === kept ? typed : kept}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(currentTarget.value.trim() || null, TYPING_DELAY);
      }}
      onBlur={() => setTyped(kept)}
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

export function MomentInput({ label, value, control, onChange, onHold }: InputProps) {
  return (
    <MomentFields
      label={label}
      control={control}
      value={shown(value)}
      onMoment={(iso) => onChange(iso || null, TYPING_DELAY)}
      onUnfinished={onHold}
    />
  );
}

type Operator = Comparison["operator"];
type Word = Operator | "AT_LEAST" | "AT_MOST" | "";

const WORDS: Record<"number" | "time", Partial<Record<Word, string>>> = {
  number: {
    GREATER_THAN: "more than",
    AT_LEAST: "at least",
    EQUALS: "exactly",
    AT_MOST: "at most",
    LESS_THAN: "fewer than",
  },
  time: { GREATER_THAN: "after", LESS_THAN: "before", EQUALS: "at" },
};

/** What is said, in the API's three operators: at least 3 passes are more than 2. */
export function comparison(word: Word, operand: string | number): Comparison | null {
  if (word === "") return null;
  const number = typeof operand === "number";
  switch (word) {
    case "AT_LEAST":
      if (operand === 0) return null;
      return { operator: "GREATER_THAN", value: number ? operand - 1 : operand };
    case "AT_MOST":
      return { operator: "LESS_THAN", value: number ? operand + 1 : operand };
    default:
      return { operator: word, value: operand };
  }
}

interface Said {
  word: Word;
  operand: string;
}

/** Two controls, one value; it is unfinished while one of them is empty. */
export function ComparisonInput(props: InputProps & { of: "number" | "time" }) {
  const { label, value, control, onChange, onHold, of } = props;
  const given = value !== null && typeof value === "object" && "operator" in value ? value : null;
  const [said, setSaid] = useState<Said>({ word: "", operand: "" });
  const parse = (text: string) => (of === "number" ? (parseNumber(text) ?? "") : text);
  const meant = comparison(said.word, parse(said.operand));
  const stands = meant?.operator === given?.operator && meant?.value === given?.value;
  const { word, operand }: Said = stands
    ? said
    : { word: given?.operator ?? "", operand: shown(given?.value) };

  const say = (next: Said, delay?: number) => {
    setSaid(next);
    const compared = comparison(next.word, parse(next.operand));
    if (compared !== null && compared.value === "") onHold(compared);
    else onChange(compared, delay);
  };

  return (
    <div class="lw-comparison" data-of={of}>
      <Choice
        aria-label={`${label}: how to compare`}
        value={word}
        onChoose={(chosen) => say({ word: chosen as Word, operand: chosen === "" ? "" : operand })}
      >
        <option value="">any</option>
        {Object.entries(WORDS[of]).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </Choice>
      {of === "number" ? (
        <input
          {...control}
          class="lw-input"
          autocomplete="off"
          inputMode="numeric"
          disabled={word === ""}
          value={operand}
          onInput={({ currentTarget }) => say({ word, operand: currentTarget.value }, TYPING_DELAY)}
        />
      ) : (
        <MomentFields
          label={label}
          control={control}
          disabled={word === ""}
          value={operand}
          onMoment={(iso) => say({ word, operand: iso }, TYPING_DELAY)}
          onUnfinished={(words) => {
            if (word !== "") onHold(comparison(word, words));
          }}
        />
      )}
    </div>
  );
}
