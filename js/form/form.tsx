/** The search form: who is asked, the fields, and what can be done with them. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { ActionBar } from "../search/action-bar";
import { stepFor } from "../search/steps";
import { FIELD_NAMES, type FieldName, type FormReply } from "../wire";
import { number } from "../wording";
import { AccountChoice } from "./account-choice";
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

/** JupyterLab keeps browsers from doing so themselves; in an open list Enter has another meaning. */
function submitOnEnter(event: KeyboardEvent & { currentTarget: HTMLFormElement }): void {
  const { key, target, currentTarget, defaultPrevented, isComposing } = event;
  if (key !== "Enter" || defaultPrevented || isComposing) return;
  if (!(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  currentTarget.requestSubmit();
}

function Fields() {
  const store = useStore();
  const form = useObservable(store.form);
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
        store.submit();
      }}
      onKeyDown={(event) => {
        submitOnEnter(event);
        const step = stepFor(event, event.target as Element);
        if (step === null) return;
        event.preventDefault();
        store.go(step);
      }}
    >
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

export function SearchForm() {
  const account = useObservable(useStore().panel, (panel) => panel.account);
  const heading = useRef<HTMLHeadingElement>(null);
  const chosenHere = useRef(false);
  const choosing = account.choices > 0;
  useEffect(() => {
    if (choosing || !chosenHere.current) return;
    chosenHere.current = false;
    heading.current?.focus(); // what was pressed is gone
  }, [choosing]);
  return (
    <>
      <div class="lw-head">
        <h2 ref={heading} tabIndex={-1}>
          Lead search
        </h2>
        <span class="lw-account">{account.name}</span>
        {account.embedded && <span class="lw-badge">embedded account</span>}
      </div>
      <p role="status" class="lw-ask">
        {choosing && `You may search ${number(account.choices)} sub-accounts. Choose one.`}
      </p>
      {choosing ? (
        <AccountChoice
          onChosen={() => {
            chosenHere.current = true;
          }}
        />
      ) : (
        <Fields />
      )}
    </>
  );
}
