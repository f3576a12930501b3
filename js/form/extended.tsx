/** The extended fields, folded away until wanted, with a badge that tells how many are set. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique-id";
import type { CriteriaValue, ExtendedField, OptionValue, TypedField } from "../wire";
import { counted, number } from "../wording";
import { Field } from "./field";
import { ComparisonInput, type InputProps, MomentInput, NumberInput, TextInput } from "./inputs";
import { clockName } from "./local-time";
import { Tokens } from "./tokens";
import { TypedDialog } from "./typed-dialog";

export function isSet(value: CriteriaValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "" && value !== false;
}

const TYPED: Readonly<Record<string, TypedField>> = {
  lead_phone_numbers: "lead_phone_numbers",
  lead_ids: "lead_ids",
  extern_ids: "extern_ids",
};

function input(kind: ExtendedField["kind"], props: InputProps, onMore?: () => void) {
  switch (kind) {
    case "text":
      return <TextInput {...props} />;
    case "number":
      return <NumberInput {...props} />;
    case "time":
      return <MomentInput {...props} />;
    case "number_comparison":
      return <ComparisonInput {...props} of="number" />;
    case "time_comparison":
      return <ComparisonInput {...props} of="time" />;
    case "flag":
      return (
        <input
          {...props.control}
          type="checkbox"
          checked={props.value === true}
          onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
        />
      );
    case "texts":
    case "numbers":
      return (
        <Tokens
          {...props}
          values={(props.value ?? []) as OptionValue[]}
          numeric={kind === "numbers"}
          placeholder="Type or paste, Enter to add"
          onMore={onMore}
        />
      );
  }
}

function ExtendedInput({ field }: { field: ExtendedField }) {
  const store = useStore();
  const { name, label, kind, help } = field;
  const value = useObservable(store.criteria.values, (values) => values?.[name] ?? null);
  const error = useObservable(store.criteria.errors, (errors) => errors[name]);
  const timed = kind === "time" || kind === "time_comparison";
  const typed = TYPED[name];
  const [listed, setListed] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const values = Array.isArray(value) ? value : [];
  const openList = () => setListed(true);
  const openerText = values.length > 1 ? `${number(values.length)}: open the list` : "Open a list";
  return (
    <Field
      label={label}
      help={help}
      error={error}
      status={
        timed
          ? clockName()
          : typed && (
              <button
                type="button"
                ref={opener}
                class="lw-quiet lw-list-opener"
                aria-haspopup="dialog"
                aria-label={`${label}: ${openerText}`}
                onClick={openList}
              >
                {openerText}
              </button>
            )
      }
      onLeave={() => store.criteria.leave(name)}
    >
      {(control) => (
        <>
          {input(
            kind,
            {
              label,
              value,
              control,
              onChange: (changed, delay) => store.set(name, changed, delay),
              onHold: (unfinished) => store.criteria.hold(name, unfinished),
            },
            typed && openList,
          )}
          {typed && listed && (
            <TypedDialog
              field={typed}
              label={label}
              values={values}
              onUse={(used) => store.set(name, used)}
              onClose={() => {
                setListed(false);
                opener.current?.focus();
              }}
            />
          )}
        </>
      )}
    </Field>
  );
}

interface ExtendedProps {
  fields: readonly ExtendedField[];
  /** Primary fields that share the line with the opening button. */
  beside: ComponentChildren;
}

export function Extended({ fields, beside }: ExtendedProps) {
  const { attention, criteria } = useStore();
  const [open, setOpen] = useState(false);
  // What is half typed stays when the fields are folded away.
  const opened = useRef(false);
  opened.current ||= open;
  const id = useUniqueId();
  const set = useObservable(
    criteria.values,
    (values) => fields.filter(({ name }) => isSet(values?.[name])).length,
  );
  const wrong = useObservable(
    criteria.errors,
    (errors) => fields.filter(({ name }) => name in errors).length,
  );
  const called = useObservable(attention);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when a search was not started.
  useEffect(() => {
    if (called > 0 && wrong > 0) setOpen(true);
  }, [called]);
  return (
    <div class="lw-extended">
      <div class="lw-beside">
        {beside}
        <button
          type="button"
          class="lw-fold"
          aria-expanded={open}
          aria-controls={opened.current ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" />
          More fields
          {set > 0 && <span class="lw-badge">{counted(set, "set", "set")}</span>}
          {wrong > 0 && (
            <span class="lw-badge lw-badge-wrong">
              {counted(wrong, "to correct", "to correct")}
            </span>
          )}
        </button>
      </div>
      {opened.current && (
        <div id={id} hidden={!open} class="lw-fields lw-fields-extended">
          {fields.map((field) => (
            <ExtendedInput key={field.name} field={field} />
          ))}
        </div>
      )}
    </div>
  );
}
