/**
 * The wire between the page and the kernel. Generated from leadwidgets/widgets/wire, which says
 * more, by `python js/generate_wire.py`: change it there.
 */

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

export const MOST_COUNTED = 100;

export const LARGEST_WINDOW = 1000;

export const MOST_CHARTS = 12;

export const PARTS = ["form", "charts", "table"] as const;

export type Operator = "GREATER_THAN" | "LESS_THAN" | "EQUALS";

export type CountStatus = "idle" | "counting" | "known" | "failed";

export type OptionValue = string | number;

export type CriteriaValue = string | number | boolean | null | OptionValue[] | Comparison;

export type FieldName = (typeof FIELD_NAMES)[number];

export type TypedField = "lead_phone_numbers" | "lead_ids" | "extern_ids";

export type TypedOutcome = "good" | "none" | "doubled";

export type FieldStatus = "waiting" | "loading" | "ready" | "failed";

export type InputKind =
  | "text"
  | "texts"
  | "number"
  | "numbers"
  | "time"
  | "number_comparison"
  | "time_comparison"
  | "flag";

export type SearchStatus = "idle" | "running" | "done" | "cancelled" | "failed";

export type TextForm = "python" | "json" | "api";

export type CellKind = "text" | "number" | "time" | "flag";

export type FileFormat = "csv" | "xlsx" | "parquet";

export type CountedStatus = "idle" | "counting" | "known";

export type FigureSource = "none" | "leads" | "counted";

export type BarKind = "value" | "none" | "others";

export type BarOrder = "field" | "size";

export type Part = (typeof PARTS)[number];

export type AnyAsk =
  | FormAsk
  | CriteriaAsk
  | AddressAsk
  | AccountsAsk
  | ChooseAsk
  | OptionsAsk
  | CountsAsk
  | TypedAsk
  | SetAsk
  | SearchAsk
  | CancelAsk
  | KeepAsk
  | ResetAsk
  | RestoreAsk
  | UndoAsk
  | RedoAsk
  | RevertAsk
  | SearchesAsk
  | RepeatAsk
  | OpenAsk
  | SaveAsk
  | DeleteAsk
  | TextAsk
  | PasteAsk
  | DismissAsk
  | WordsAsk
  | RowsAsk
  | FiguresAsk
  | ArrangeAsk
  | BarsAsk
  | ClearAsk
  | NarrowAsk
  | TakeAsk
  | CountingAsk
  | LayoutAsk
  | FilterAsk
  | FilteredAsk
  | ValuesAsk
  | PlaceAsk
  | ExportAsk
  | PieceAsk
  | EngineAsk;

export type AnyReply =
  | FormReply
  | CriteriaReply
  | AccountsReply
  | OptionsReply
  | SearchesReply
  | TextReply
  | WordsReply
  | CountsReply
  | TypedReply
  | RowsReply
  | FiguresReply
  | FilterReply
  | ValuesReply
  | PlaceReply
  | ExportReply
  | PieceReply
  | EngineReply
  | DoneReply;

/** A comparison as it is typed; the criteria check its value. */
export interface Comparison {
  operator: Operator;
  value: OptionValue;
}

/** That it was done. */
export type DoneReply = Record<never, never>;

/** How far a field's options are; another version of them means: ask again. */
export interface FieldState {
  status: FieldStatus;
  options: number;
  total: number;
  message: string | null;
  waitingSeconds: number;
}

/** How far the counting of one field's options is; the counts are asked for. */
export interface OptionCountState {
  field: FieldName | null;
  version: number;
  status: CountStatus;
  left: number;
  seconds: number;
  ofLeads: boolean;
  message: string | null;
}

/** Who is asked; with choices, one of so many sub-accounts is to be chosen first. */
export interface AccountState {
  name: string;
  embedded: boolean;
  choices: number;
}

/** What the changes of the form are called that can be undone and redone; null for none. */
export interface HistoryState {
  undo: string | null;
  redo: string | null;
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

/** The value of every field, by field the values that are not accepted, and as a query string. */
export interface CriteriaReply {
  version: number;
  criteria: Record<string, CriteriaValue>;
  refused: Record<string, RefusedValue>;
  query: string;
}

/** A sub-account to choose. */
export interface SubAccount {
  id: string;
  name: string;
}

/** The sub-accounts to choose from. */
export interface AccountsReply {
  accounts: SubAccount[];
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

/** How many leads the options give that were asked for, in their order; null if unknown. */
export interface CountsReply {
  question: number;
  leads: (number | null)[];
}

/** What becomes of a list as it is typed: a column for each thing said of a value. */
export interface TypedReply {
  texts: string[];
  outcomes: TypedOutcome[];
  firsts: number[];
  leads: number[] | null;
  lookedIn: string | null;
  values: OptionValue[];
  one: string;
  none: string;
}

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

/** Fills the form with what the query string of the page's address asks for. */
export interface AddressAsk {
  kind: "address";
  id: string;
  query: string;
}

/** Asks which sub-accounts there are to choose from. */
export interface AccountsAsk {
  kind: "accounts";
  id: string;
}

/** Chooses a sub-account, by its id. */
export interface ChooseAsk {
  kind: "choose";
  id: string;
  account: string;
}

/** Asks what a field offers. */
export interface OptionsAsk {
  kind: "options";
  id: string;
  field: FieldName;
}

/** Wants some options of a field counted, and asks for what is known; of none: no more. */
export interface CountsAsk {
  kind: "counts";
  id: string;
  field: FieldName;
  values: OptionValue[];
}

/** Asks what becomes of a list as it is typed into a field, one value a line. */
export interface TypedAsk {
  kind: "typed";
  id: string;
  field: TypedField;
  text: string;
}

/** Changes one field of the form. */
export interface SetAsk {
  kind: "set";
  id: string;
  field: string;
  value: CriteriaValue;
}

/** Brings the form back to its start. */
export interface ResetAsk {
  kind: "reset";
  id: string;
}

/** Takes back the last change of the form. */
export interface UndoAsk {
  kind: "undo";
  id: string;
}

/** Makes again what was undone last. */
export interface RedoAsk {
  kind: "redo";
  id: string;
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

/** Something that the session did by itself and the user should know, and may take back. */
export interface Notice {
  number: number;
  text: string;
  revertible: boolean;
}

/** A search of this session, in a sentence. */
export interface RecentSearch {
  number: number;
  words: string;
}

/** A search that was saved, its criteria in a sentence. */
export interface NamedSearch {
  name: string;
  words: string;
}

/** The searches to go back to; named ones are null where there is no file for them. */
export interface SearchesReply {
  recent: RecentSearch[];
  named: NamedSearch[] | null;
}

/** What the form holds, as text. */
export interface TextReply {
  text: string;
}

/** Which leads a result is of, in a sentence. */
export interface WordsReply {
  version: number;
  words: string;
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

/** Brings the form back to what the result was searched by. */
export interface RestoreAsk {
  kind: "restore";
  id: string;
}

/** Takes back what a notice tells of. */
export interface RevertAsk {
  kind: "revert";
  id: string;
  notice: number;
}

/** Asks which searches there are to go back to. */
export interface SearchesAsk {
  kind: "searches";
  id: string;
}

/** Fills the form with a recent search, by its number. */
export interface RepeatAsk {
  kind: "repeat";
  id: string;
  search: number;
}

/** Fills the form with a named search. */
export interface OpenAsk {
  kind: "open";
  id: string;
  name: string;
}

/** Saves what the form holds under a name. */
export interface SaveAsk {
  kind: "save";
  id: string;
  name: string;
}

/** Forgets a named search. */
export interface DeleteAsk {
  kind: "delete";
  id: string;
  name: string;
}

/** Asks for what the form holds as Python, as JSON, or as the API's request body. */
export interface TextAsk {
  kind: "text";
  id: string;
  form: TextForm;
}

/** Fills the form from a text in any of these forms. */
export interface PasteAsk {
  kind: "paste";
  id: string;
  text: string;
}

/** Takes away a notice, by its number. */
export interface DismissAsk {
  kind: "dismiss";
  id: string;
  notice: number;
}

/** Asks which leads a result is of. */
export interface WordsAsk {
  kind: "words";
  id: string;
  version: number;
}

/** Which column orders the rows. */
export interface Sort {
  column: string;
  descending: boolean;
}

/** Which columns are shown, from left to right, which of them stay in sight, and their widths. */
export interface Layout {
  shown: string[];
  pinned: string[];
  widths: Record<string, number>;
}

/** What of a column remains: any of these values, what holds a text, what lies between two. */
export interface ColumnFilter {
  contains: string | null;
  anyOf: (string | null)[] | null;
  low: string | null;
  high: string | null;
}

/** A column of the leads: its name in the frame, label and kind, and if no lead has a value. */
export interface TableColumn {
  name: string;
  label: string;
  kind: CellKind;
  empty: boolean;
}

/** What the table is of; its rows are asked for. While a search runs, of its first leads. */
export interface TableState {
  version: number;
  search: number;
  filter: number;
  rows: number;
  total: number;
  columns: TableColumn[];
  layout: Layout;
  soFar: boolean;
}

/** Rows of the table: for each column asked for the texts of the rows, null for no value. */
export interface RowsReply {
  version: number;
  offset: number;
  total: number;
  columns: (string | null)[][];
}

/** A column of which not all remains, and how that is said. */
export interface FilteredColumn {
  column: string;
  filter: ColumnFilter;
  text: string;
}

/** What the rows are filtered by. */
export interface FilterReply {
  version: number;
  columns: FilteredColumn[];
}

/** A value of a column, null for none, and how many of the leads have it. */
export interface ValueCount {
  value: string | null;
  leads: number;
}

/** The most frequent of so many values, among what the other columns' filters leave. */
export interface ValuesReply {
  counts: ValueCount[];
  distinct: number;
}

/** The row of a lead, null if the filter hides it, and whether it was found at all. */
export interface PlaceReply {
  row: number | null;
  found: boolean;
}

/** A file that was written: what it is called, its size in bytes, its pieces to be asked for. */
export interface ExportReply {
  number: number;
  name: string;
  size: number;
  pieces: number;
}

/** A piece of a file, in base64. */
export interface PieceReply {
  data: string;
}

/** Asks for rows of the table, in columns, ordered by the first sort, then by the next. */
export interface RowsAsk {
  kind: "rows";
  id: string;
  version: number;
  filter: number;
  offset: number;
  limit: number;
  sort: Sort[];
  columns: string[];
}

/** Arranges the table's columns; null brings the first set back. */
export interface LayoutAsk {
  kind: "layout";
  id: string;
  layout: Layout | null;
}

/** Filters by a column; without a filter, by that column no more; without a column, by none. */
export interface FilterAsk {
  kind: "filter";
  id: string;
  version: number;
  column: string | null;
  filter: ColumnFilter | null;
}

/** Asks what the rows are filtered by. */
export interface FilteredAsk {
  kind: "filtered";
  id: string;
}

/** Asks which values a column has. */
export interface ValuesAsk {
  kind: "values";
  id: string;
  version: number;
  column: string;
}

/** Asks where a lead stands. */
export interface PlaceAsk {
  kind: "place";
  id: string;
  version: number;
  filter: number;
  sort: Sort[];
  lead: number;
}

/** Asks for a file of the leads that are shown, or of so many of them from a row on. */
export interface ExportAsk {
  kind: "export";
  id: string;
  version: number;
  filter: number;
  sort: Sort[];
  columns: string[];
  offset: number;
  limit: number | null;
  format: FileFormat;
  masked: boolean;
}

/** Asks for a piece of the file that was written last. */
export interface PieceAsk {
  kind: "piece";
  id: string;
  number: number;
  piece: number;
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
export interface BarsAsk {
  kind: "bars";
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

/** The synced state; of the criteria it holds the version alone. */
export interface PanelState {
  account: AccountState;
  criteria: number;
  history: HistoryState;
  fields: Record<FieldName, FieldState>;
  count: CountState;
  optionCounts: OptionCountState;
  search: SearchState;
  receipt: ReceiptState | null;
  problem: Problem | null;
  notices: Notice[];
  table: TableState;
  charts: ChartsState;
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
  address: { ask: AddressAsk; reply: DoneReply };
  accounts: { ask: AccountsAsk; reply: AccountsReply };
  choose: { ask: ChooseAsk; reply: DoneReply };
  options: { ask: OptionsAsk; reply: OptionsReply };
  counts: { ask: CountsAsk; reply: CountsReply };
  typed: { ask: TypedAsk; reply: TypedReply };
  set: { ask: SetAsk; reply: DoneReply };
  reset: { ask: ResetAsk; reply: DoneReply };
  undo: { ask: UndoAsk; reply: DoneReply };
  redo: { ask: RedoAsk; reply: DoneReply };
  search: { ask: SearchAsk; reply: DoneReply };
  cancel: { ask: CancelAsk; reply: DoneReply };
  keep: { ask: KeepAsk; reply: DoneReply };
  restore: { ask: RestoreAsk; reply: DoneReply };
  revert: { ask: RevertAsk; reply: DoneReply };
  searches: { ask: SearchesAsk; reply: SearchesReply };
  repeat: { ask: RepeatAsk; reply: DoneReply };
  open: { ask: OpenAsk; reply: DoneReply };
  save: { ask: SaveAsk; reply: SearchesReply };
  delete: { ask: DeleteAsk; reply: SearchesReply };
  text: { ask: TextAsk; reply: TextReply };
  paste: { ask: PasteAsk; reply: DoneReply };
  dismiss: { ask: DismissAsk; reply: DoneReply };
  words: { ask: WordsAsk; reply: WordsReply };
  rows: { ask: RowsAsk; reply: RowsReply };
  layout: { ask: LayoutAsk; reply: DoneReply };
  filter: { ask: FilterAsk; reply: DoneReply };
  filtered: { ask: FilteredAsk; reply: FilterReply };
  values: { ask: ValuesAsk; reply: ValuesReply };
  place: { ask: PlaceAsk; reply: PlaceReply };
  export: { ask: ExportAsk; reply: ExportReply };
  piece: { ask: PieceAsk; reply: PieceReply };
  figures: { ask: FiguresAsk; reply: FiguresReply };
  arrange: { ask: ArrangeAsk; reply: DoneReply };
  bars: { ask: BarsAsk; reply: FiguresReply };
  clear: { ask: ClearAsk; reply: DoneReply };
  narrow: { ask: NarrowAsk; reply: DoneReply };
  take: { ask: TakeAsk; reply: DoneReply };
  counting: { ask: CountingAsk; reply: DoneReply };
  engine: { ask: EngineAsk; reply: EngineReply };
}
