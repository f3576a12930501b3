/**
 * The wire between the page and the kernel. Generated from leadwidgets/widgets/wire.py, which says
 * more, by `python js/generate_wire.py`: change it there.
 */

export const PARTS = ["form", "charts", "table"] as const;

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

export const LARGEST_WINDOW = 1000;

export const MOST_CHARTS = 12;

export type Operator = "GREATER_THAN" | "LESS_THAN" | "EQUALS";

export type Part = (typeof PARTS)[number];

export type FieldName = (typeof FIELD_NAMES)[number];

export type FieldStatus = "waiting" | "loading" | "ready" | "failed";

export type CountStatus = "idle" | "counting" | "known" | "failed";

export type SearchStatus = "idle" | "running" | "done" | "cancelled" | "failed";

export type CountedStatus = "idle" | "counting" | "known";

export type FigureSource = "none" | "leads" | "counted";

export type BarKind = "value" | "none" | "others";

export type BarOrder = "field" | "size";

export type CellKind = "text" | "number" | "time" | "flag";

export type InputKind =
  | "text"
  | "texts"
  | "number"
  | "numbers"
  | "time"
  | "number_comparison"
  | "time_comparison"
  | "flag";

export type OptionValue = string | number;

export type CriteriaValue = string | number | boolean | null | OptionValue[] | Comparison;

export type AnyAsk =
  | FormAsk
  | CriteriaAsk
  | OptionsAsk
  | SetAsk
  | SearchAsk
  | CancelAsk
  | KeepAsk
  | ResetAsk
  | RestoreAsk
  | DismissAsk
  | RowsAsk
  | FiguresAsk
  | ArrangeAsk
  | ChooseAsk
  | ClearAsk
  | NarrowAsk
  | TakeAsk
  | CountingAsk
  | EngineAsk;

export type AnyReply =
  | FormReply
  | CriteriaReply
  | OptionsReply
  | RowsReply
  | FiguresReply
  | EngineReply
  | DoneReply;

/** A comparison as it is typed; the criteria check its value. */
export interface Comparison {
  operator: Operator;
  value: OptionValue;
}

/** Which column orders the rows. */
export interface Sort {
  column: string;
  descending: boolean;
}

/** How far a field's options are; another version of them means: ask again. */
export interface FieldState {
  status: FieldStatus;
  options: number;
  total: number;
  message: string | null;
  waitingSeconds: number;
}

/** How many leads match what the form holds, and what it takes to read them at the least. */
export interface CountState {
  status: CountStatus;
  leads: number | null;
  seconds: number;
  megabytes: number;
  message: string | null;
  waitingSeconds: number;
}

/** How far the running or last search is, and how many leads one that was ended has read. */
export interface SearchState {
  status: SearchStatus;
  matched: number | null;
  pages: number;
  leads: number;
  waitingSeconds: number;
  secondsLeft: number | null;
  kept: number;
}

/** Who is asked. */
export interface AccountState {
  name: string;
  embedded: boolean;
}

/** The receipt of the last result: a line, and its facts as name and text. */
export interface ReceiptState {
  current: boolean;
  complete: boolean;
  headline: string;
  facts: [string, string][];
}

/** What went wrong, in the words that the panel shows. */
export interface Problem {
  title: string;
  detail: string;
  next: string | null;
}

/** Something that the session did by itself and the user should know. */
export interface Notice {
  number: number;
  text: string;
}

/** A column of the table: its name in the frame, its label, and how it is aligned. */
export interface TableColumn {
  name: string;
  label: string;
  kind: CellKind;
}

/** What the table is of; its rows are asked for. While a search runs, of its first leads. */
export interface TableState {
  version: number;
  search: number;
  rows: number;
  columns: TableColumn[];
  soFar: boolean;
}

/** A field that a chart can show. */
export interface ChartField {
  name: string;
  label: string;
}

/** A chart: the field that it shows, and how its bars are ordered. */
export interface ChartSpec {
  by: string;
  order: BarOrder;
}

/** How far counting for the charts is, and what it takes; whether it is wanted at all. */
export interface CountedState {
  wanted: boolean;
  status: CountedStatus;
  counts: number;
  seconds: number;
}

/** Which charts there are, and of what; another version means: ask for the figures again. */
export interface ChartsState {
  version: string;
  source: FigureSource;
  result: number;
  leads: number;
  fields: ChartField[];
  charts: ChartSpec[];
  counted: CountedState;
}

/** The synced state; of the criteria it holds the version alone. */
export interface PanelState {
  account: AccountState;
  criteria: number;
  fields: Record<FieldName, FieldState>;
  count: CountState;
  search: SearchState;
  receipt: ReceiptState | null;
  problem: Problem | null;
  notices: Notice[];
  table: TableState;
  charts: ChartsState;
}

/** A field that is always in sight. */
export interface PrimaryField {
  name: string;
  label: string;
  help: string;
}

/** A field that is folded away, and what it is typed into. */
export interface ExtendedField {
  name: string;
  label: string;
  help: string;
  kind: InputKind;
}

/** The fields of the form; they never change. */
export interface FormReply {
  primary: PrimaryField[];
  extended: ExtendedField[];
}

/** What a field holds and no search can, and why. */
export interface RefusedValue {
  value: CriteriaValue;
  message: string;
  next: string | null;
}

/** The value of every field, and by field the values that are not accepted. */
export interface CriteriaReply {
  version: number;
  criteria: Record<string, CriteriaValue>;
  refused: Record<string, RefusedValue>;
}

/** A group of options: it runs from its start to the next one's. */
export interface OptionGroup {
  label: string;
  start: number;
}

/** What a field offers, as columns of equal length. */
export interface OptionsReply {
  version: number;
  field: FieldName;
  values: OptionValue[];
  labels: string[];
  hints: string[] | null;
  groups: OptionGroup[];
}

/** Rows of the table: for each column of the table the texts of the rows, null for no value. */
export interface RowsReply {
  version: number;
  offset: number;
  total: number;
  columns: (string | null)[][];
}

/** One bar: its number, its label as text and in plotly's markup, and its leads. */
export interface Bar {
  place: number;
  label: string;
  markup: string;
  kind: BarKind;
  leads: number;
  part: number;
  chosen: boolean;
}

/** A chart's bars from top to bottom; or, in words, why it has none. */
export interface Figure {
  by: string;
  bars: Bar[];
  message: string | null;
}

/** What a chart filters by. */
export interface Chip {
  by: string;
  label: string;
  values: string[];
}

/** The figures of all charts, of how many leads, and how many of them remain. */
export interface FiguresReply {
  version: string;
  source: FigureSource;
  leads: number;
  remaining: number;
  figures: Figure[];
  chips: Chip[];
}

/** The chart engine: its gzipped script, in base64 or, where that is null, as the one buffer. */
export interface EngineReply {
  version: string;
  script: string | null;
}

/** That it was done. */
export type DoneReply = Record<never, never>;

/** Asks which fields the form has. */
export interface FormAsk {
  kind: "form";
  id: string;
}

/** Asks what the form holds. */
export interface CriteriaAsk {
  kind: "criteria";
  id: string;
}

/** Asks what a field offers. */
export interface OptionsAsk {
  kind: "options";
  id: string;
  field: FieldName;
}

/** Changes one field of the form. */
export interface SetAsk {
  kind: "set";
  id: string;
  field: string;
  value: CriteriaValue;
}

/** Starts a search. */
export interface SearchAsk {
  kind: "search";
  id: string;
}

/** Ends the running search. */
export interface CancelAsk {
  kind: "cancel";
  id: string;
}

/** Shows what was read before a search was cancelled or failed. */
export interface KeepAsk {
  kind: "keep";
  id: string;
}

/** Brings the form back to its start. */
export interface ResetAsk {
  kind: "reset";
  id: string;
}

/** Brings the form back to what the result was searched by. */
export interface RestoreAsk {
  kind: "restore";
  id: string;
}

/** Takes away a notice, by its number. */
export interface DismissAsk {
  kind: "dismiss";
  id: string;
  notice: number;
}

/** Asks for rows of the table. */
export interface RowsAsk {
  kind: "rows";
  id: string;
  version: number;
  offset: number;
  limit: number;
  sort: Sort | null;
}

/** Asks for the present figures. */
export interface FiguresAsk {
  kind: "figures";
  id: string;
}

/** Changes which charts there are, and their order. */
export interface ArrangeAsk {
  kind: "arrange";
  id: string;
  charts: ChartSpec[];
}

/** Chooses bars of a chart of a result: the other charts and the table keep to their leads. */
export interface ChooseAsk {
  kind: "choose";
  id: string;
  result: number;
  by: string;
  bars: number[];
}

/** Chooses nothing in any chart. */
export interface ClearAsk {
  kind: "clear";
  id: string;
}

/** Puts what is chosen into the form. */
export interface NarrowAsk {
  kind: "narrow";
  id: string;
}

/** Keeps the leads that remain, for Python. */
export interface TakeAsk {
  kind: "take";
  id: string;
}

/** Switches counting for the charts on or off. */
export interface CountingAsk {
  kind: "counting";
  id: string;
  wanted: boolean;
}

/** Asks for the chart engine. */
export interface EngineAsk {
  kind: "engine";
  id: string;
}

/** An ask's answer. */
export interface Answered {
  id: string;
  reply: AnyReply;
}

/** Why an ask is not answered, and what to do. */
export interface Reason {
  message: string;
  next: string | null;
}

/** An ask that is not answered; the id is null where it could not be read. */
export interface Refused {
  id: string | null;
  reason: Reason;
}

/** Every ask by its kind, and what answers it. */
export interface Asks {
  form: { ask: FormAsk; reply: FormReply };
  criteria: { ask: CriteriaAsk; reply: CriteriaReply };
  options: { ask: OptionsAsk; reply: OptionsReply };
  set: { ask: SetAsk; reply: DoneReply };
  search: { ask: SearchAsk; reply: DoneReply };
  cancel: { ask: CancelAsk; reply: DoneReply };
  keep: { ask: KeepAsk; reply: DoneReply };
  reset: { ask: ResetAsk; reply: DoneReply };
  restore: { ask: RestoreAsk; reply: DoneReply };
  dismiss: { ask: DismissAsk; reply: DoneReply };
  rows: { ask: RowsAsk; reply: RowsReply };
  figures: { ask: FiguresAsk; reply: FiguresReply };
  arrange: { ask: ArrangeAsk; reply: DoneReply };
  choose: { ask: ChooseAsk; reply: FiguresReply };
  clear: { ask: ClearAsk; reply: DoneReply };
  narrow: { ask: NarrowAsk; reply: DoneReply };
  take: { ask: TakeAsk; reply: DoneReply };
  counting: { ask: CountingAsk; reply: DoneReply };
  engine: { ask: EngineAsk; reply: EngineReply };
}
