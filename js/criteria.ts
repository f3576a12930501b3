/**
 * The criteria as the user sees them: what the kernel confirmed, with the user's own edits on top.
 *
 * An edit is shown at once and sent a moment later; the values are read again only when every edit
 * has been answered, so that quick clicking is never undone by an answer to an earlier click.
 */

import { KernelLost, Refusal } from "./connection";
import type { Ask } from "./model";
import { Observable } from "./observable";
import type { CriteriaReply, CriteriaValue } from "./wire";

export type Values = Readonly<Record<string, CriteriaValue>>;

export interface FieldError {
  message: string;
  next: string | null;
}

interface Edit {
  value: CriteriaValue;
  /** A held edit is not finished: it goes up when the user leaves its field, or searches. */
  stage: "held" | "waiting" | "sent" | "settled" | "refused";
}

/** Clicks that follow one another within this time go up as one, in milliseconds. */
export const CLICK_DELAY = 60;
/** The same for typing. */
export const TYPING_DELAY = 350;

type Refused = CriteriaReply["refused"];

export class CriteriaMirror {
  readonly values = new Observable<Values | null>(null);
  readonly errors = new Observable<Readonly<Record<string, FieldError>>>({});
  /** The confirmed criteria as the page's address may carry them; null before they were read. */
  readonly query = new Observable<string | null>(null);
  /** True while an edit has not reached the kernel. */
  readonly unsettled = new Observable(false);

  readonly #ask: Ask;
  readonly #edits = new Map<string, Edit>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #flying = new Map<string, number>();
  #confirmed: Values | null = null;
  #read = -1;
  #told = -1;
  #reading = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The state says which version the kernel is at. */
  heard(version: number): void {
    this.#told = version;
    if (version !== this.#read) this.#readAgain();
  }

  edit(field: string, value: CriteriaValue, delay = CLICK_DELAY): void {
    this.#begin(field, { value, stage: "waiting" });
    this.#timers.set(
      field,
      setTimeout(() => {
        this.#timers.delete(field);
        if (!this.#flying.get(field)) this.#send(field);
      }, delay),
    );
  }

  /** Keeps a value that no search can hold yet, such as a comparison with nothing. */
  hold(field: string, value: CriteriaValue): void {
    this.#begin(field, { value, stage: "held" });
  }

  /** The user left a field: what it holds is as finished as it will be. */
  leave(field: string): void {
    if (this.#edits.get(field)?.stage === "held") this.#send(field);
  }

  #begin(field: string, edit: Edit): void {
    this.#edits.set(field, edit);
    this.#clearError(field);
    clearTimeout(this.#timers.get(field));
    this.#timers.delete(field);
    this.#publish();
  }

  /** Sends what waits, now: messages keep their order, so a search that follows sees the edits. */
  flush(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const field of [...this.#edits.keys()]) this.#send(field);
  }

  /** Forgets the user's edits and reads everything anew. */
  forget(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#edits.clear();
    this.errors.set({});
    this.#publish();
    this.#readAgain();
  }

  /** After the way to the kernel was lost: sends and asks again. */
  resume(): void {
    this.flush();
    this.#readAgain();
  }

  #send(field: string): void {
    const edit = this.#edits.get(field);
    if (edit?.stage !== "waiting" && edit?.stage !== "held") return;
    edit.stage = "sent";
    this.#flying.set(field, (this.#flying.get(field) ?? 0) + 1);
    this.#ask("set", { field, value: edit.value })
      .then(
        () => {
          edit.stage = "settled";
        },
        (error: unknown) => this.#refused(field, edit, error),
      )
      .finally(() => {
        this.#flying.set(field, (this.#flying.get(field) ?? 1) - 1);
        if (!this.#timers.has(field) && this.#edits.get(field)?.stage === "waiting") {
          this.#send(field);
        }
        this.#publish();
        this.#readAgain();
      });
  }

  #refused(field: string, edit: Edit, error: unknown): void {
    if (error instanceof KernelLost) {
      edit.stage = "waiting";
      return;
    }
    edit.stage = "refused";
    if (this.#edits.get(field) !== edit) return;
    const { message, next } =
      error instanceof Refusal ? error : { message: String(error), next: null };
    this.errors.set({ ...this.errors.value, [field]: { message, next } });
  }

  #clearError(field: string): void {
    if (!(field in this.errors.value)) return;
    const { [field]: _, ...others } = this.errors.value;
    this.errors.set(others);
  }

  #busy(): boolean {
    return [...this.#edits.values()].some(({ stage }) => stage === "waiting" || stage === "sent");
  }

  #readAgain(): void {
    const settled = [...this.#edits].filter(([, { stage }]) => stage === "settled");
    const stale = this.#told !== this.#read || settled.length > 0;
    if (this.#reading || this.#busy() || !stale) return;
    this.#reading = true;
    this.#ask("criteria", {}).then(
      ({ version, criteria, refused, query }) => {
        this.#read = version;
        this.#told = Math.max(this.#told, version);
        this.#adopt(criteria, refused, settled);
        this.query.set(query);
        this.#reading = false;
        this.#readAgain();
      },
      () => {
        this.#reading = false;
      },
    );
  }

  #adopt(criteria: Values, refused: Refused, settled: [string, Edit][]): void {
    for (const [field, edit] of settled) {
      if (this.#edits.get(field) === edit) this.#edits.delete(field);
    }
    for (const [field, { stage }] of this.#edits) {
      if (stage !== "refused" || field in refused) continue;
      this.#edits.delete(field);
      this.#clearError(field);
    }
    for (const [field, { value, message, next }] of Object.entries(refused)) {
      if (this.#edits.has(field)) continue;
      this.#edits.set(field, { value, stage: "refused" });
      this.errors.set({ ...this.errors.value, [field]: { message, next } });
    }
    this.#confirmed = criteria;
    this.#publish();
  }

  #publish(): void {
    this.unsettled.set(this.#busy());
    if (this.#confirmed === null) return;
    const edits = [...this.#edits].map(([field, { value }]) => [field, value]);
    this.values.set({ ...this.#confirmed, ...Object.fromEntries(edits) });
  }
}
