/** A state as the kernel sends it, before the first search. */

import { FIELD_NAMES, type FieldState, type PanelState } from "../wire";

export const ready = (options: number): FieldState => ({
  status: "ready",
  options,
  total: 1,
  message: null,
  waitingSeconds: 0,
});

export function panelState(changes: Partial<PanelState> = {}): PanelState {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, ready(1)]));
  return {
    account: { name: "Acme", embedded: true, choices: 0 },
    criteria: 1,
    history: { undo: null, redo: null },
    fields: fields as PanelState["fields"],
    count: {
      status: "idle",
      leads: null,
      seconds: 0,
      megabytes: 0,
      message: null,
      waitingSeconds: 0,
    },
    optionCounts: {
      field: null,
      version: 0,
      status: "idle",
      left: 0,
      seconds: 0,
      ofLeads: false,
      message: null,
    },
    search: {
      status: "idle",
      matched: null,
      pages: 0,
      leads: 0,
      waitingSeconds: 0,
      secondsLeft: null,
      kept: 0,
    },
    receipt: null,
    problem: null,
    notices: [],
    table: {
      version: 0,
      search: 0,
      filter: 0,
      rows: 0,
      total: 0,
      columns: [],
      layout: { shown: [], pinned: [], widths: {} },
      soFar: false,
    },
    charts: {
      version: "0",
      source: "none",
      result: 0,
      leads: 0,
      fields: [{ name: "lead_state", label: "Lead state" }],
      charts: [{ by: "lead_state", order: "field" }],
      counted: { wanted: true, status: "idle", counts: 0, seconds: 0 },
    },
    ...changes,
  };
}
