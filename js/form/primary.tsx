/** The primary fields: linked multi-selects, the suppressed choice and the orphaned check box. */

import { useStore } from "../context";
import { useObservable } from "../observable";
import type { FieldName, FieldState, OptionValue, PrimaryField } from "../wire";
import { counted, seconds } from "../wording";
import { Choice } from "./choice";
import { Field } from "./field";
import { Select } from "./select";
import { Tokens } from "./tokens";

const NUMERIC: ReadonlySet<FieldName> = new Set<FieldName>(["campaign_ids", "list_ids"]);
const NOTHING: readonly OptionValue[] = [];

export function statusText({ status, total, waitingSeconds }: FieldState): string {
  if (waitingSeconds > 0) return `waiting ${seconds(waitingSeconds)}…`;
  if (status === "loading") return "loading…";
  if (status === "ready") return counted(total, "option");
  return "";
}

/** What stands in an open list that is not there yet. */
function awaitedText(state: FieldState, here: boolean): string | null {
  const { status, message, waitingSeconds } = state;
  if (status === "waiting") return message;
  if (waitingSeconds > 0) return `Waiting ${seconds(waitingSeconds)} for the account's limit…`;
  return status === "loading" || (status === "ready" && !here) ? "Loading…" : null;
}

const WHOLE_ACCOUNT = "None chosen: the whole account is searched.";

function noteFor({ status, message }: FieldState): string | null {
  if (status === "failed" && message !== null) {
    return `${message} Type values instead, Enter after each.`;
  }
  return status === "waiting" ? message : null;
}

interface PrimaryProps {
  name: FieldName;
  label: string;
  help?: string | undefined;
}

function useField(name: FieldName) {
  const store = useStore();
  return {
    state: useObservable(store.panel, ({ fields }) => fields[name]),
    list: useObservable(store.options, (options) => options[name] ?? null),
    error: useObservable(store.criteria.errors, (errors) => errors[name]),
    value: useObservable(store.criteria.values, (values) => values?.[name]),
    set: (value: OptionValue | OptionValue[]) => store.set(name, value),
  };
}

export function PrimarySelect({ name, label, help }: PrimaryProps) {
  const { state, list, error, value, set } = useField(name);
  const values = Array.isArray(value) ? value : NOTHING;
  const none = Array.isArray(value) && value.length === 0;
  return (
    <Field
      label={label}
      help={help}
      status={statusText(state)}
      note={noteFor(state) ?? (name === "campaign_ids" && none ? WHOLE_ACCOUNT : null)}
      error={error}
    >
      {(control) =>
        state.status === "failed" ? (
          <Tokens
            label={label}
            values={values}
            control={control}
            numeric={NUMERIC.has(name)}
            placeholder="Type values, Enter after each"
            onChange={set}
          />
        ) : (
          <Select
            field={name}
            label={label}
            list={list}
            values={values}
            awaited={awaitedText(state, list !== null)}
            control={control}
            onChange={set}
          />
        )
      }
    </Field>
  );
}

export function SuppressedChoice({ name, label, help }: PrimaryProps) {
  const { list, error, value, set } = useField(name);
  const current = typeof value === "string" ? value : "";
  const values = list?.values ?? (current === "" ? [] : [current]);
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <Choice {...control} value={current} onChoose={set}>
          {values.map((option, index) => (
            <option key={option} value={option}>
              {list?.labels[index] ?? option}
            </option>
          ))}
        </Choice>
      )}
    </Field>
  );
}

export function OrphanedCheck({ label, help }: Omit<PrimaryField, "name">) {
  const store = useStore();
  const checked = useObservable(
    store.criteria.values,
    (values) => values?.orphaned_leads_only === true,
  );
  return (
    <label class="lw-check" title={help}>
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => store.set("orphaned_leads_only", currentTarget.checked)}
      />
      {label}
    </label>
  );
}
