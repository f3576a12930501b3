/**
 * The wire between the panel and the kernel; twin of leadwidgets/widgets/messages.py.
 *
 * Down come the synced traits `state` and `parts`, and replies. Up go messages `{kind, id, …}`,
 * each answered once by `{kind: "reply", id, ok, …}`. Rows, figures and the values of the criteria
 * are asked for, never synced: synced state is saved into notebooks.
 */

export type Part = "form" | "charts" | "table";

export const FIELD_NAMES = [
  "campaign_ids",
  "suppressed",
  "list_ids",
  "agent_dispositions",
  "system_dispositions",
  "lead_states",
  "physical_states",
  "lead_timezones",
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

export interface FieldState {
  status: "waiting" | "loading" | "ready" | "failed";
  /** Version of the option list; a new one means: ask again. */
  options: number;
  total: number;
  message: string | null;
  /** Until the account may be asked for it. */
  waitingSeconds: number;
}

export interface CountState {
  status: "idle" | "counting" | "known" | "failed";
  leads: number | null;
  message: string | null;
  waitingSeconds: number;
}

export interface SearchState {
  status: "idle" | "running" | "done" | "cancelled" | "failed";
  matched: number | null;
  pages: number;
  leads: number;
  waitingSeconds: number;
}

export interface Receipt {
  complete: boolean;
  headline: string;
  facts: [string, string][];
}

export interface Problem {
  title: string;
  detail: string;
  next: string | null;
}

export interface Notice {
  id: number;
  text: string;
}

export interface Column {
  name: string;
  label: string;
  kind: "text" | "number" | "time" | "flag";
}

export interface ChartSpec {
  label: string;
  by: { name: string; label: string }[];
}

export interface PanelState {
  account: { name: string; embedded: boolean };
  /** Version of the criteria; the values themselves are asked for. */
  criteria: number;
  fields: Record<FieldName, FieldState>;
  count: CountState;
  search: SearchState;
  receipt: Receipt | null;
  problem: Problem | null;
  notices: Notice[];
  table: { version: number; rows: number; columns: Column[] };
  charts: { version: number; charts: ChartSpec[] };
}

export type OptionValue = string | number;

export interface Comparison {
  operator: "GREATER_THAN" | "LESS_THAN" | "EQUALS";
  value: string | number;
}

export type CriteriaValue = string | number | boolean | null | OptionValue[] | Comparison;

export type ExtendedKind =
  | "text"
  | "texts"
  | "number"
  | "numbers"
  | "time"
  | "number_comparison"
  | "time_comparison"
  | "flag";

export interface ExtendedField {
  name: string;
  label: string;
  kind: ExtendedKind;
  help: string;
}

export interface PrimaryField {
  name: string;
  label: string;
  help: string;
}

export interface FormReply {
  extended: ExtendedField[];
  primary: PrimaryField[];
}

export interface CriteriaReply {
  version: number;
  criteria: Record<string, CriteriaValue>;
}

export interface OptionsReply {
  version: number;
  field: FieldName;
  values: OptionValue[];
  labels: string[];
  hints: string[] | null;
  /** In order; a group runs from its `start` to the next one's. */
  groups: { label: string; start: number }[];
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** The rows themselves are the one buffer: an Arrow IPC stream of utf8 columns. */
export interface RowsReply {
  version: number;
  offset: number;
  rows: number;
  total: number;
}

export interface FigureReply {
  version: number;
  by: string;
  /** plotly's traces, and what their bars are called, from top to bottom (plotly's markup). */
  figure: { data: Record<string, unknown>[]; labels: string[] };
  table: { label: string; leads: number; share: number }[];
}

/** Everything that can be asked: what goes up, and what its reply holds. */
export interface Asks {
  form: { body: Record<never, never>; reply: FormReply };
  criteria: { body: Record<never, never>; reply: CriteriaReply };
  options: { body: { field: FieldName }; reply: OptionsReply };
  set: { body: { field: string; value: CriteriaValue }; reply: Record<never, never> };
  search: { body: Record<never, never>; reply: Record<never, never> };
  cancel: { body: Record<never, never>; reply: Record<never, never> };
  reset: { body: Record<never, never>; reply: Record<never, never> };
  dismiss: { body: { notice: number }; reply: Record<never, never> };
  rows: {
    body: { version: number; offset: number; limit: number; sort: Sort | null };
    reply: RowsReply;
  };
  figure: { body: { by: string; version: number }; reply: FigureReply };
  engine: { body: Record<never, never>; reply: { version: string } };
}

export type Kind = keyof Asks;

export interface RefusedReply {
  message: string;
  next: string | null;
}

export type ReplyMessage =
  | ({ kind: "reply"; id: string; ok: true } & Record<string, unknown>)
  | { kind: "reply"; id: string; ok: false; error: RefusedReply };

export function isReply(message: unknown): message is ReplyMessage {
  return (
    typeof message === "object" &&
    message !== null &&
    (message as { kind?: unknown }).kind === "reply" &&
    typeof (message as { id?: unknown }).id === "string"
  );
}
