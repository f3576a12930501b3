/** The options of a field, prepared for searching; 50,000 of them are filtered between two frames. */

import type { OptionsReply, OptionValue } from "../wire";
import type { Counts } from "./option-counts";

export interface OptionList {
  version: number;
  values: readonly OptionValue[];
  labels: readonly string[];
  hints: readonly string[] | null;
  groups: readonly { label: string; start: number }[];
  /** Where a value stands in the list. */
  places: ReadonlyMap<OptionValue, number>;
  /** What a search looks through: label, hint, value and group, folded. */
  haystacks: readonly string[];
}

/** Lower case, without accents: what somebody types to find "Zoë". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs no normalising.
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "");
}

/** The group that holds an option, or -1. */
export function groupAt(groups: OptionList["groups"], index: number): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.start ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function prepareOptions(reply: OptionsReply): OptionList {
  const { version, values, labels, hints, groups } = reply;
  const haystacks = labels.map((label, index) => {
    const group = groups[groupAt(groups, index)]?.label ?? "";
    return fold(`${label}\n${values[index]}\n${hints?.[index] ?? ""}\n${group}`);
  });
  const places = new Map(values.map((value, index) => [value, index]));
  return { version, values, labels, hints, groups, places, haystacks };
}

/** Places of the options in which every word of the query occurs. */
export function matching(list: OptionList, query: string): number[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found: number[] = [];
  list.haystacks.forEach((text, index) => {
    if (words.every((word) => text.includes(word))) found.push(index);
  });
  return found;
}

/** Puts the options with the most leads first, each in its group; uncounted ones last. */
export function byLeads(found: readonly number[], list: OptionList, counts: Counts): number[] {
  const leads = (option: number) => counts.get(list.values[option] as OptionValue)?.leads ?? -1;
  return [...found].sort(
    (one, other) =>
      groupAt(list.groups, one) - groupAt(list.groups, other) || leads(other) - leads(one),
  );
}

export type Line =
  | { kind: "group"; group: number }
  | { kind: "option"; option: number; position: number; group: number };

/** The lines of a listbox: the options found, each group under its name. */
export function layOut(list: OptionList, found: readonly number[]): Line[] {
  const lines: Line[] = [];
  let last = -1;
  found.forEach((option, position) => {
    const group = groupAt(list.groups, option);
    if (group !== last && group >= 0) lines.push({ kind: "group", group });
    last = group;
    lines.push({ kind: "option", option, position, group });
  });
  return lines;
}

/** Adds the values found to the chosen ones, keeping the order of choice. */
export function withAll(
  chosen: readonly OptionValue[],
  list: OptionList,
  found: readonly number[],
): OptionValue[] {
  const all = new Set(chosen);
  for (const place of found) all.add(list.values[place] as OptionValue);
  return [...all];
}

export function withNone(
  chosen: readonly OptionValue[],
  list: OptionList,
  found: readonly number[],
): OptionValue[] {
  const dropped = new Set(found.map((place) => list.values[place]));
  return chosen.filter((value) => !dropped.has(value));
}

export function toggled(chosen: readonly OptionValue[], value: OptionValue): OptionValue[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}
