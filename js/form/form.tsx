/** The search form: who is asked, the fields, and what can be done with them. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { ActionBar } from "../search/action-bar";
import { FIELD_NAMES, type FieldName, type FormReply } from "../wire";
import { Extended } from "./extended";
import { OrphanedCheck, PrimarySelect, SuppressedChoice } from "./primary";

const ORPHANED = "orphaned_leads_only";

function describe(form: FormReply | null, name: string): { label: string; help: string } {
  const all = [...(form?.primary ?? []), ...(form?.extended ?? [])];
  const words = name.replaceAll("_", " ");
  return (
    all.find((field) => field.name === name) ?? {
      label: words.charAt(0).toUpperCase() + words.slice(1),
      help: "",
    }
  );
}

const selects = FIELD_NAMES.filter(
  (name): name is Exclude<FieldName, "suppressed"> => name !== "suppressed",
);

export function SearchForm() {
  const store = useStore();
  const form = useObservable(store.form);
  const account = useObservable(store.panel, (panel) => panel.account);
  const [epoch, setEpoch] = useState(0);
  const shown = useRef<HTMLFormElement>(null);
  const attention = useObservable(store.attention);
  useEffect(() => {
    if (attention === 0) return;
    // A frame later, when fields that were folded away are there.
    requestAnimationFrame(() => {
      shown.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  }, [attention]);
  const extended = form?.extended.filter(({ name }) => name !== ORPHANED) ?? [];
  return (
    <form
      ref={shown}
      class="lw-form"
      aria-label="Lead search"
      onSubmit={(event) => {
        event.preventDefault();
        store.search();
      }}
    >
      <div class="lw-head">
        <h2>Lead search</h2>
        <span class="lw-account">{account.name}</span>
        {account.embedded && <span class="lw-badge">embedded account</span>}
      </div>
      <div class="lw-fields" key={`primary-${epoch}`}>
        {selects.map((name) => (
          <PrimarySelect key={name} name={name} {...describe(form, name)} />
        ))}
        <SuppressedChoice name="suppressed" {...describe(form, "suppressed")} />
      </div>
      <Extended
        key={`extended-${epoch}`}
        fields={extended}
        beside={<OrphanedCheck {...describe(form, ORPHANED)} />}
      />
      <ActionBar
        onReset={() => {
          store.reset();
          setEpoch(epoch + 1);
        }}
      />
    </form>
  );
}
