/** How many leads each option of the open list gives, as the kernel comes to know it. */

import type { Ask } from "../model";
import { Observable } from "../observable";
import { type FieldName, MOST_COUNTED, type OptionCountState, type OptionValue } from "../wire";
import { counted, seconds } from "../wording";

export interface OptionCount {
  leads: number;
  /** It is of what the form held before. */
  stale: boolean;
}

export type Counts = ReadonlyMap<OptionValue, OptionCount>;

const NONE: Counts = new Map();

export class OptionCounts {
  readonly known = new Observable<Counts>(NONE);
  readonly #ask: Ask;
  #field: FieldName | null = null;
  #values: readonly OptionValue[] = [];
  #question = 0;
  #version = -1;
  #asking = false;
  #again = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** A list shows these options. */
  want(field: FieldName, values: readonly OptionValue[]): void {
    if (field !== this.#field) {
      this.known.set(NONE);
      this.#question = 0;
    }
    this.#field = field;
    this.#values = values.slice(0, MOST_COUNTED);
    this.#read();
  }

  /** The list was closed: counting for it is given up. */
  close(field: FieldName): void {
    if (field !== this.#field) return;
    this.#field = null;
    this.known.set(NONE);
    void this.#ask("counts", { field, values: [] }).catch(() => undefined);
  }

  heard({ field, version }: OptionCountState): void {
    if (version === this.#version) return;
    this.#version = version;
    if (field !== null && field === this.#field) this.#read();
  }

  /** Reads what is known, one ask at a time. */
  #read(): void {
    const [field, values] = [this.#field, this.#values];
    this.#again = this.#asking;
    if (this.#asking || field === null || values.length === 0) return;
    this.#asking = true;
    this.#ask("counts", { field, values: [...values] })
      .then(
        ({ question, leads }) => {
          if (field === this.#field) this.#take(question, values, leads);
        },
        () => undefined, // the list says that it is not counted
      )
      .finally(() => {
        this.#asking = false;
        if (this.#again) this.#read();
      });
  }

  #take(question: number, values: readonly OptionValue[], leads: readonly (number | null)[]): void {
    const stale = question !== this.#question;
    this.#question = question;
    const known = new Map(
      [...this.known.value].map(([value, count]) => [value, stale ? { ...count, stale } : count]),
    );
    leads.forEach((count, at) => {
      if (count !== null) known.set(values[at] as OptionValue, { leads: count, stale: false });
    });
    this.known.set(known);
  }
}

/** What is said of the counts in an open list of so many options. */
export function countsText(state: OptionCountState, field: FieldName, options: number): string {
  if (state.field !== field) return "";
  if (state.status === "failed") return state.message ?? "";
  if (state.status === "counting") {
    const cost = [counted(state.left, "count"), state.seconds > 0 && seconds(state.seconds)];
    return state.left > 0 ? `${cost.filter(Boolean).join(", ")}…` : "Counting…";
  }
  if (options > MOST_COUNTED) return "Leads of the options in view";
  return state.ofLeads ? "Leads, from the last search" : "Leads, counted by the account";
}
