/** Which of several sub-accounts to search: asked before anything else, where none is named. */

import { useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { Problems } from "../search/alerts";
import { HealthLine } from "../search/health";
import { Choice } from "./choice";
import { Field } from "./field";

export function AccountChoice({ onChosen }: { onChosen: () => void }) {
  const store = useStore();
  const accounts = useObservable(store.accounts);
  const [chosen, setChosen] = useState("");
  const id = chosen || accounts[0]?.id;
  return (
    <form
      class="lw-account-choice"
      aria-label="Sub-account"
      onSubmit={(event) => {
        event.preventDefault();
        if (id === undefined) return;
        store.choose(id);
        onChosen();
      }}
    >
      <Field label="Sub-account" note="Not to be asked again, set RINGCX_ACCOUNT_ID to its number.">
        {(control) => (
          <Choice {...control} value={id ?? ""} onChoose={setChosen}>
            {accounts.map((account) => (
              <option key={account.id} value={account.id}>
                {account.name ? `${account.name} (${account.id})` : account.id}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <button type="submit" class="lw-button lw-primary" disabled={id === undefined}>
        Search this account
      </button>
      <HealthLine />
      <Problems />
    </form>
  );
}
