/** Which columns are shown, in which order, and which stay in sight: changed by menu and chooser. */

import type { Layout, TableColumn } from "../wire";

/** The columns shown, from left to right: pinned ones first, each in the order of the layout. */
export function arranged(
  columns: readonly TableColumn[],
  { shown, pinned }: Layout,
): { columns: TableColumn[]; pinned: number } {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const kept = shown.filter((name) => pinned.includes(name));
  const rest = shown.filter((name) => !pinned.includes(name));
  const found = [...kept, ...rest].map((name) => byName.get(name));
  return { columns: found.filter((one) => one !== undefined), pinned: kept.length };
}

export function withShown(layout: Layout, name: string, shows: boolean): Layout {
  const others = layout.shown.filter((other) => other !== name);
  return { ...layout, shown: shows ? [...others, name] : others };
}

export function withPinned(layout: Layout, name: string, pins: boolean): Layout {
  const others = layout.pinned.filter((other) => other !== name);
  return { ...layout, pinned: pins ? [...others, name] : others };
}

/** Brings a shown column to a place among those that are shown. */
export function withPlace(layout: Layout, name: string, place: number): Layout {
  const others = layout.shown.filter((other) => other !== name);
  const at = Math.max(0, Math.min(place, others.length));
  return { ...layout, shown: [...others.slice(0, at), name, ...others.slice(at)] };
}

/** Null goes back to the width that fits. */
export function withWidth(layout: Layout, name: string, width: number | null): Layout {
  const { [name]: _, ...others } = layout.widths;
  return { ...layout, widths: width === null ? others : { ...others, [name]: Math.round(width) } };
}
