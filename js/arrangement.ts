/**
 * How something is arranged: what the kernel says, and what the user makes of it until the kernel
 * has heard. A change is made to what is shown, so that two quick ones both count.
 */

import { Observable } from "./observable";

export class Arrangement<T> {
  readonly shown: Observable<T>;
  readonly #send: (wanted: T | null) => Promise<unknown>;
  #told: T;
  #unheard = 0;

  constructor(start: T, send: (wanted: T | null) => Promise<unknown>) {
    this.shown = new Observable(start);
    this.#told = start;
    this.#send = send;
  }

  /** What the state says; it waits while the kernel has not heard of what the user did since. */
  heard(told: T): void {
    this.#told = told;
    if (this.#unheard === 0) this.shown.set(told);
  }

  /** Shows what is wanted, and tells the kernel; null for what it starts with. */
  arrange(wanted: T | null): void {
    if (wanted !== null) this.shown.set(wanted);
    this.#unheard += 1;
    const settle = () => {
      this.#unheard -= 1;
      if (this.#unheard === 0) this.shown.set(this.#told);
    };
    this.#send(wanted).then(settle, settle);
  }
}
