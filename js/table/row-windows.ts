/**
 * The rows that are known, and asking for those that are not: one window in flight at a time, the
 * newest wish next, so that fast scrolling never queues up work for the kernel.
 */

import { messageOf } from "../connection";
import type { Ask } from "../model";
import { Observable } from "../observable";
import { LARGEST_WINDOW, type Sort } from "../wire";

/** Texts of a column, from row to row; null for no value. */
export type Texts = (string | null)[];

/** Texts of a run of rows, by the names of the columns that are known of it. */
type Block = Readonly<Record<string, Texts>>;

/**
 * Which rows there are: another version, another table, and another filter, other rows of it; a
 * search's first rows are of that search.
 */
export interface RowsShown {
  version: number;
  filter: number;
  search: number;
  rows: number;
}

/** Rows are kept and asked for in blocks of this many. */
export const BLOCK = 100;
const KEPT_BLOCKS = 200;

/** The blocks that hold rows `first` to `last` and are not known, as one run to ask for. */
export function missingRun(
  first: number,
  last: number,
  known: (block: number) => boolean,
): { offset: number; limit: number } | null {
  let from = Math.floor(first / BLOCK);
  let to = Math.floor(last / BLOCK);
  while (from <= to && known(from)) from += 1;
  while (to >= from && known(to)) to -= 1;
  return from > to
    ? null
    : { offset: from * BLOCK, limit: Math.min(LARGEST_WINDOW, (to - from + 1) * BLOCK) };
}

export class RowWindows {
  /** Counts up whenever rows became known or unknown. */
  readonly changes = new Observable(0);
  readonly sort = new Observable<readonly Sort[]>([]);
  readonly error = new Observable<string | null>(null);

  readonly #ask: Ask;
  #shown: RowsShown = { version: -1, filter: 0, search: -1, rows: 0 };
  #names: readonly string[] = [];
  #blocks = new Map<number, Block>();
  /** Rows of the order before: drawn until the new order's arrive. */
  #before = new Map<number, Block>();
  #wish: [number, number] | null = null;
  #flying = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /**
   * Another table: nothing known before is true of it. Where it is of the same search, whose first
   * rows were shown, those stay in sight until its own are here. Other columns of the same table
   * leave what is known as it is.
   */
  show(shown: RowsShown, columns: readonly string[], all: readonly string[] = columns): void {
    const { version, filter, search } = this.#shown;
    if (columns.join() !== this.#names.join()) {
      this.#names = columns;
      this.changes.set(this.changes.value + 1);
    }
    if (shown.version !== version || shown.filter !== filter) {
      this.#before = shown.search === search ? this.#blocks : new Map();
      this.#shown = shown;
      const sorts = this.sort.value.filter(({ column }) => all.includes(column));
      if (sorts.length < this.sort.value.length) this.sort.set(sorts);
      this.#forget();
    }
  }

  sortBy(sort: readonly Sort[]): void {
    this.sort.set(sort);
    this.#before = this.#blocks;
    this.#forget();
    this.#fetch();
  }

  /** The text of a cell; undefined where it is not known. */
  text(row: number, name: string): string | null | undefined {
    const block = Math.floor(row / BLOCK);
    const known = this.#blocks.get(block)?.[name] ?? this.#before.get(block)?.[name];
    return known?.[row % BLOCK];
  }

  /** The rows in view and around it; asks for what is missing. */
  want(first: number, last: number): void {
    this.#wish = [Math.max(0, first), Math.min(this.#shown.rows - 1, last)];
    this.#fetch();
  }

  /** Texts of these rows, column by column; asks for them where they are not all known. */
  async read(first: number, last: number, names: readonly string[]): Promise<Texts[]> {
    const { version, filter } = this.#shown;
    const sort = [...this.sort.value];
    const read = names.map((): Texts => []);
    for (let offset = first; offset <= last; offset += LARGEST_WINDOW) {
      const limit = Math.min(LARGEST_WINDOW, last + 1 - offset);
      const columns =
        this.#known(offset, limit, names) ??
        (await this.#ask("rows", { version, filter, offset, limit, sort, columns: [...names] }))
          .columns;
      for (const [at, texts] of columns.entries()) read[at]?.push(...texts);
    }
    return read;
  }

  retry(): void {
    this.error.set(null);
    this.#fetch();
  }

  #known(offset: number, limit: number, names: readonly string[]): Texts[] | null {
    const columns: Texts[] = [];
    for (const name of names) {
      const texts: Texts = [];
      for (let row = offset; row < offset + limit; row += 1) {
        const text = this.#blocks.get(Math.floor(row / BLOCK))?.[name]?.[row % BLOCK];
        if (text === undefined) return null;
        texts.push(text);
      }
      columns.push(texts);
    }
    return columns;
  }

  #forget(): void {
    this.#blocks = new Map();
    this.error.set(null);
    this.changes.set(this.changes.value + 1);
  }

  #has(block: number): boolean {
    const known = this.#blocks.get(block);
    return known !== undefined && this.#names.every((name) => name in known);
  }

  #fetch(): void {
    if (this.#flying || this.#wish === null || this.error.value !== null) return;
    const run = missingRun(...this.#wish, (block) => this.#has(block));
    if (run === null) return;
    const { version, filter } = this.#shown;
    const sort = this.sort.value;
    const names = this.#names;
    const late = () =>
      version !== this.#shown.version || filter !== this.#shown.filter || sort !== this.sort.value;
    this.#flying = true;
    this.#ask("rows", { version, filter, ...run, sort: [...sort], columns: [...names] })
      .then(({ offset, columns }) => {
        if (!late()) this.#keep(offset, names, columns);
      })
      .catch((error: unknown) => {
        if (!late()) this.error.set(messageOf(error));
      })
      .finally(() => {
        this.#flying = false;
        this.#fetch();
      });
  }

  #keep(offset: number, names: readonly string[], columns: readonly Texts[]): void {
    const rows = columns[0]?.length ?? 0;
    for (let at = 0; at < rows; at += BLOCK) {
      const texts = names.map((name, place) => [name, columns[place]?.slice(at, at + BLOCK)]);
      const number = (offset + at) / BLOCK;
      this.#blocks.set(number, { ...this.#blocks.get(number), ...Object.fromEntries(texts) });
    }
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) break;
      this.#blocks.delete(block);
    }
    if (
      this.#before.size > 0 &&
      missingRun(...(this.#wish ?? [0, 0]), (b) => this.#has(b)) === null
    ) {
      this.#before.clear();
    }
    this.changes.set(this.changes.value + 1);
  }
}
