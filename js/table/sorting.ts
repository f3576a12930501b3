/** Which columns order the rows, after a heading was pressed. */

import type { Sort, TableColumn } from "../wire";

const MOST = 8;

/**
 * Ascending, then descending, then not at all. Pressed to add, the heading joins the others, and is
 * the next thing to sort by; otherwise it stands alone.
 */
export function pressed(sorts: readonly Sort[], column: string, adds: boolean): readonly Sort[] {
  const at = sorts.findIndex((sort) => sort.column === column);
  const known = sorts[at];
  const alone = sorts.length === 1 && known !== undefined;
  if (!adds && !alone) return [{ column, descending: false }];
  if (known === undefined) return [...sorts, { column, descending: false }].slice(-MOST);
  const turned = known.descending ? [] : [{ column, descending: true }];
  return [...sorts.slice(0, at), ...turned, ...sorts.slice(at + 1)];
}

/** Says the order, for those who do not see the signs in the headings. */
export function sortText(sorts: readonly Sort[], columns: readonly TableColumn[]): string {
  if (sorts.length === 0) return "In the order of arrival.";
  const words = sorts.map(({ column, descending }) => {
    const label = columns.find(({ name }) => name === column)?.label ?? column;
    return `${label}, ${descending ? "descending" : "ascending"}`;
  });
  return `Sorted by ${words.join("; then by ")}.`;
}
