/** An open list as it is searched: what is typed, what is found, and which option is active. */

import { useCallback, useMemo, useState } from "preact/hooks";
import type { OptionValue } from "../wire";
import type { Counts } from "./option-counts";
import { byLeads, type Line, layOut, matching, type OptionList } from "./option-list";

export interface OptionSearch {
  open: boolean;
  query: string;
  /** What was chosen as "only chosen" was pressed: it stays listed while choices are taken back. */
  only: ReadonlySet<OptionValue> | null;
  /** Places of the options found, and the lines that show them. */
  found: readonly number[];
  lines: readonly Line[];
  /** Position of the active option among those found, or -1. */
  active: number;
  moving: boolean;
  show: (only?: ReadonlySet<OptionValue> | null) => void;
  close: () => void;
  type: (text: string) => void;
  move: (to: number) => void;
  /** Makes a position active that the pointer is at. */
  point: (position: number) => void;
}

/** With counts, those with the most leads stand first. */
export function useOptionSearch(options: OptionList, counts: Counts | null): OptionSearch {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [wanted, setWanted] = useState(-1);
  const [moving, setMoving] = useState(false);
  const [only, setOnly] = useState<ReadonlySet<OptionValue> | null>(null);

  const found = useMemo(() => {
    if (!open) return [];
    const matched = matching(options, query);
    const all = counts ? byLeads(matched, options, counts) : matched;
    return only ? all.filter((at) => only.has(options.values[at] as OptionValue)) : all;
  }, [open, options, query, only, counts]);
  const lines = useMemo(() => layOut(options, found), [options, found]);

  const show: OptionSearch["show"] = (chosen = null) => {
    setOnly(chosen);
    setOpen(true);
  };
  const close = useCallback(() => {
    setOpen(false);
    setQuery("");
    setWanted(-1);
    setMoving(false);
  }, []);
  const type = (text: string) => {
    setQuery(text);
    setMoving(false);
    setWanted(text === "" ? -1 : 0);
    if (!open) show();
  };
  const move = (to: number) => {
    if (!open) show();
    setMoving(true);
    setWanted(Math.max(0, open ? Math.min(to, found.length - 1) : 0));
  };
  const active = Math.min(wanted, found.length - 1);
  return {
    open,
    query,
    only,
    found,
    lines,
    active,
    moving,
    show,
    close,
    type,
    move,
    point: setWanted,
  };
}
