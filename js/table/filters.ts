/** What the rows are filtered by: asked for when it is another, and changed by the columns' menus. */

import { messageOf } from "../connection";
import type { Ask } from "../model";
import { Observable } from "../observable";
import type { ColumnFilter, FilteredColumn } from "../wire";

export class Filters {
  readonly columns = new Observable<readonly FilteredColumn[]>([]);
  /** Why the last filter was not taken. */
  readonly error = new Observable<string | null>(null);
  readonly #ask: Ask;
  #table = -1;
  #version = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What the state says of the table and its filter. */
  heard(table: number, version: number): void {
    if (table === this.#table && version === this.#version) return;
    this.#table = table;
    this.#version = version;
    this.error.set(null);
    if (version === 0) {
      this.columns.set([]);
      return;
    }
    const late = () => table !== this.#table || version !== this.#version;
    this.#ask("filtered", {}).then(
      ({ columns }) => {
        if (!late()) this.columns.set(columns);
      },
      (error: unknown) => this.#tell(error),
    );
  }

  /** Filters by a column, by that column no more (null), or by none at all. */
  put(column: string | null, filter: ColumnFilter | null): Promise<void> {
    this.error.set(null);
    return this.#ask("filter", { version: this.#table, column, filter }).then(
      () => undefined,
      (error: unknown) => this.#tell(error),
    );
  }

  of(column: string): ColumnFilter | null {
    return this.columns.value.find((one) => one.column === column)?.filter ?? null;
  }

  #tell(error: unknown): void {
    this.error.set(messageOf(error));
  }
}
