/** The table's layout: the kernel's, and what the user makes of it until the kernel has heard. */

import type { Ask } from "../model";
import { Observable } from "../observable";
import type { Layout } from "../wire";

export class Arrangement {
  readonly layout = new Observable<Layout>({ shown: [], pinned: [], widths: {} });
  readonly #ask: Ask;
  #told: Layout | null = null;
  #unheard = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What the state says; it waits while the kernel has not heard of what the user did since. */
  heard(layout: Layout): void {
    this.#told = layout;
    if (this.#unheard === 0) this.layout.set(layout);
  }

  /** Shows the layout, and tells the kernel; null for the first set. */
  arrange(layout: Layout | null): void {
    if (layout !== null) this.layout.set(layout);
    this.#unheard += 1;
    const settle = () => {
      this.#unheard -= 1;
      if (this.#unheard === 0 && this.#told !== null) this.layout.set(this.#told);
    };
    this.#ask("layout", { layout }).then(settle, settle);
  }
}
