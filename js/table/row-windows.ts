/**
 * The rows that are known, and asking for those that are not: one window in flight at a time, the
 * newest wish next, so that fast scrolling never queues up work for the kernel.
 */

import type { Ask } from "../model";
import { Observable } from "../observable";
import { LARGEST_WINDOW, type Sort } from "../wire";

/** The cells of a row in the order of the table's columns; null for no value. */
export type Row = (string | null)[];

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

function rowsOf(columns: readonly Row[]): Row[] {
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? null));
}

export class RowWindows {
  /** Counts up whenever rows became known or unknown. */
  readonly changes = new Observable(0);
  readonly sort = new Observable<Sort | null>(null);
  readonly error = new Observable<string | null>(null);

  readonly #ask: Ask;
  #version = -1;
  #search = -1;
  #names: readonly string[] = [];
  #total = 0;
  #blocks = new Map<number, Row[]>();
  /** Rows of the order before: drawn until the new order's arrive. */
  #before = new Map<number, Row[]>();
  #wish: [number, number] | null = null;
  #flying = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /**
   * Another table: nothing known before is true of it. Where it is of the same search, whose first
   * rows were shown, those stay in sight until its own are here.
   */
  show(version: number, search: number, total: number, names: readonly string[]): void {
    if (version === this.#version) return;
    const goesOn = search === this.#search && names.join() === this.#names.join();
    this.#before = goesOn ? this.#blocks : new Map();
    this.#version = version;
    this.#search = search;
    this.#names = names;
    this.#total = total;
    if (!names.includes(this.sort.value?.column ?? "")) this.sort.set(null);
    this.#forget();
  }

  sortBy(sort: Sort | null): void {
    this.sort.set(sort);
    this.#before = this.#blocks;
    this.#forget();
    this.#fetch();
  }

  at(row: number): Row | undefined {
    const block = Math.floor(row / BLOCK);
    return (this.#blocks.get(block) ?? this.#before.get(block))?.[row % BLOCK];
  }

  /** The rows in view and around it; asks for what is missing. */
  want(first: number, last: number): void {
    this.#wish = [Math.max(0, first), Math.min(this.#total - 1, last)];
    this.#fetch();
  }

  retry(): void {
    this.error.set(null);
    this.#fetch();
  }

  #forget(): void {
    this.#blocks = new Map();
    this.error.set(null);
    this.changes.set(this.changes.value + 1);
  }

  #fetch(): void {
    if (this.#flying || this.#wish === null || this.error.value !== null) return;
    const run = missingRun(...this.#wish, (block) => this.#blocks.has(block));
    if (run === null) return;
    const version = this.#version;
    const sort = this.sort.value;
    const late = () => version !== this.#version || sort !== this.sort.value;
    this.#flying = true;
    this.#ask("rows", { version, sort, ...run })
      .then(({ offset, columns }) => {
        if (!late()) this.#keep(offset, rowsOf(columns));
      })
      .catch((error: unknown) => {
        if (!late()) this.error.set(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        this.#flying = false;
        this.#fetch();
      });
  }

  #keep(offset: number, rows: Row[]): void {
    for (let at = 0; at < rows.length; at += BLOCK) {
      this.#blocks.set((offset + at) / BLOCK, rows.slice(at, at + BLOCK));
    }
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) break;
      this.#blocks.delete(block);
    }
    if (
      this.#before.size > 0 &&
      missingRun(...(this.#wish ?? [0, 0]), (b) => this.#blocks.has(b)) === null
    ) {
      this.#before.clear();
    }
    this.changes.set(this.changes.value + 1);
  }
}
