/** A kernel that answers every ask out of invented data, a moment later. */

import type { FakeModel, Sent } from "../tests/fake-model";
import { panelState } from "../tests/panel-state";
import {
  type ColumnFilter,
  FIELD_NAMES,
  type FieldState,
  type FiguresReply,
  type FilteredColumn,
  type Layout,
  type OptionValue,
  type PanelState,
  type Sort,
} from "../wire";
import engine from "./engine.gz";
import {
  COLUMNS,
  FIRST_LAYOUT,
  FORM,
  inventedBreakdown,
  inventedColumns,
  inventedOptions,
  inventedValues,
  optionsReply,
  START,
  typedReply,
} from "./invented";

interface Settings {
  /** Loaded lists to choose from. */
  options: number;
  /** Leads that a search finds. */
  rows: number;
  /** Milliseconds to an answer. */
  delay: number;
  /** Whether it never answers. */
  silent: boolean;
}

type Reply = [body: object, buffers?: DataView[]];

const STEPS = 20;
const FIRST = 1000;
/** Of so many leads, a filter leaves one. */
const FILTERED = 10;

const field = (total: number): FieldState => ({
  status: "ready",
  options: 1,
  total,
  message: null,
  waitingSeconds: 0,
});

const CHART_FIELDS = [
  { name: "lead_state", label: "Lead state" },
  { name: "system_disposition", label: "System disposition" },
  { name: "agent_disposition", label: "Agent disposition" },
  { name: "lead_timezone", label: "Timezone" },
];

const CHARTS: PanelState["charts"] = {
  version: "0",
  source: "none",
  result: 0,
  leads: 0,
  fields: CHART_FIELDS,
  charts: ["lead_state", "system_disposition", "lead_timezone"].map((by) => ({
    by,
    order: "field",
  })),
  counted: { wanted: false, status: "idle", counts: 0, seconds: 0 },
};

export class InventedKernel {
  readonly #model: FakeModel;
  readonly #settings: Settings;
  #criteria = { ...START };
  #chosen: Record<string, number[]> = {};
  #version = 1;
  #search = 0;
  #layout: Layout = FIRST_LAYOUT;
  #filters: FilteredColumn[] = [];
  #found = { ...panelState().table, layout: this.#layout };
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(model: FakeModel, settings: Settings) {
    this.#model = model;
    this.#settings = settings;
    const { options, rows } = settings;
    const sizes = FIELD_NAMES.map((name) => [name, field(inventedOptions(name, options).length)]);
    model.traits.state = panelState({
      account: { name: "Invented account", embedded: true, choices: 0 },
      fields: Object.fromEntries(sizes),
      count: { ...panelState().count, status: "known", leads: rows },
      notices: [{ number: 1, text: "This panel shows invented data.", revertible: false }],
      table: this.#found,
      charts: CHARTS,
    });
    model.onSend = (message) => {
      if (!settings.silent) setTimeout(() => void this.#answer(message), settings.delay);
    };
  }

  finishSearch(): void {
    clearInterval(this.#timer);
    const { rows } = this.#settings;
    const counted = rows.toLocaleString("en");
    this.#found = this.#table(rows);
    this.#change({
      search: {
        status: "done",
        matched: rows,
        pages: STEPS,
        leads: rows,
        waitingSeconds: 0,
        secondsLeft: null,
        kept: 0,
      },
      receipt: {
        current: true,
        complete: true,
        headline: `${counted} of ${counted} matching leads`,
        facts: [
          ["Matched before", counted],
          ["Matched after", counted],
          ["Duplicates", "0"],
        ],
      },
      table: this.#found,
      charts: {
        ...this.#state.charts,
        version: `${this.#version}`,
        source: "leads",
        result: this.#version,
        leads: rows,
      },
    });
  }

  #startSearch(): void {
    const { rows } = this.#settings;
    let pages = 0;
    this.#search += 1;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      pages += 1;
      if (pages > STEPS) this.finishSearch();
      else {
        const leads = Math.round((rows * pages) / STEPS);
        this.#change({
          search: {
            status: "running",
            matched: rows,
            pages,
            leads,
            waitingSeconds: 0,
            secondsLeft: null,
            kept: 0,
          },
          ...(pages === 1 && rows > FIRST && { table: this.#table(FIRST, true) }),
        });
      }
    }, this.#settings.delay);
  }

  #table(rows: number, soFar = false): PanelState["table"] {
    this.#version += 1;
    return {
      version: this.#version,
      search: this.#search,
      filter: 0,
      rows,
      total: rows,
      columns: COLUMNS,
      layout: this.#layout,
      soFar,
    };
  }

  #cancelSearch(): void {
    clearInterval(this.#timer);
    const { search } = this.#state;
    this.#change({ search: { ...search, status: "cancelled" }, table: this.#found });
  }

  get #state(): PanelState {
    return this.#model.traits.state as PanelState;
  }

  #change(changes: Partial<PanelState>): void {
    this.#model.change("state", { ...this.#state, ...changes });
  }

  async #answer(message: Sent): Promise<void> {
    const refusal = this.#refusal(message);
    if (refusal !== null) {
      await this.#model.refuse(message, ...refusal);
      return;
    }
    await this.#model.reply(message, ...(await this.#reply(message)));
  }

  /** One name is refused, so that the look of a refusal can be seen. */
  #refusal({ kind, field: name, value }: Sent): [message: string, next: string] | null {
    if (kind !== "set" || name !== "first_name" || value !== "refuse") return null;
    return ["First name: this name is refused.", "Type another one."];
  }

  async #reply(message: Sent): Promise<Reply> {
    switch (message.kind) {
      case "form":
        return [FORM];
      case "criteria":
        return [
          { version: this.#state.criteria, criteria: this.#criteria, refused: {}, query: "" },
        ];
      case "options":
        return [this.#options(message)];
      case "words":
        return [{ version: message.version, words: "READY leads of Invented campaign" }];
      case "searches":
        return [{ recent: [{ number: 1, words: "READY leads" }], named: [] }];
      case "text":
        return [{ text: "lw.SearchCriteria()" }];
      case "counts":
        return [this.#counts(message)];
      case "typed":
        return [typedReply(String(message.text), this.#search > 0)];
      case "rows":
        return this.#rows(message);
      case "layout":
        this.#layout = (message.layout as Layout | null) ?? FIRST_LAYOUT;
        this.#found = { ...this.#found, layout: this.#layout };
        this.#change({ table: { ...this.#state.table, layout: this.#layout } });
        return [{}];
      case "filter":
        return this.#filter(message);
      case "filtered":
        return [{ version: this.#state.table.filter, columns: this.#filters }];
      case "values":
        return [{ counts: inventedValues(String(message.column)), distinct: 9 }];
      case "place":
        return this.#place(message);
      case "export":
        return [{ number: 1, name: `leads.${message.format}`, size: 12, pieces: 2 }];
      case "piece":
        return [{ data: btoa(message.piece === 0 ? "Lead id" : "\r\n1\r\n") }];
      case "figures":
        return [this.#figures()];
      case "bars":
        this.#choose(message);
        return [this.#figures()];
      case "engine":
        return [
          { version: "demo", script: null },
          [new DataView(await (await fetch(engine)).arrayBuffer())],
        ];
      default:
        this.#command(message);
        return [{}];
    }
  }

  #command({ kind, field: name, value, notice, charts }: Sent): void {
    const { criteria, notices } = this.#state;
    if (kind === "clear") this.#chosen = {};
    if (kind === "arrange") {
      const specs = charts as PanelState["charts"]["charts"];
      this.#change({ charts: { ...this.#state.charts, charts: specs } });
    }
    if (kind === "arrange" || kind === "clear") this.#drawAgain();
    if (kind === "search") this.#startSearch();
    if (kind === "cancel") this.#cancelSearch();
    if (kind === "dismiss")
      this.#change({ notices: notices.filter(({ number }) => number !== notice) });
    if (kind === "reset") this.#criteria = { ...START };
    if (kind === "set") this.#criteria = { ...this.#criteria, [name as string]: value as string };
    if (kind === "reset" || kind === "set") this.#change({ criteria: criteria + 1 });
  }

  #options({ field: name }: Sent): object {
    const known = FIELD_NAMES.find((one) => one === name) ?? "lead_states";
    return optionsReply(known, inventedOptions(known, this.#settings.options));
  }

  /** Every fourth option has none. */
  #counts({ field: name, values }: Sent): object {
    const known = FIELD_NAMES.find((one) => one === name) ?? null;
    const { optionCounts } = this.#state;
    const wanted = values as OptionValue[];
    const open = wanted.length > 0;
    if (optionCounts.field !== (open ? known : null)) {
      const status = open ? "known" : "idle";
      const version = optionCounts.version + 1;
      this.#change({
        optionCounts: { ...optionCounts, field: open ? known : null, status, version },
      });
    }
    return { question: 1, leads: wanted.map((_, at) => (at % 4 === 3 ? 0 : (at + 1) * 137)) };
  }

  /** Leads stand in the order of their ids, whatever the column, or the other way round. */
  #rows({ version, offset, limit, sort, columns }: Sent): Reply {
    const { rows: total } = this.#state.table;
    const from = Number(offset);
    const rows = Math.max(0, Math.min(Number(limit), total - from));
    const descends = (sort as Sort[])[0]?.descending;
    const leads = Array.from({ length: rows }, (_, at) => {
      const place = descends ? total - 1 - from - at : from + at;
      return this.#filters.length > 0 ? place * FILTERED : place;
    });
    return [{ version, offset, total, columns: inventedColumns(columns as string[], leads) }];
  }

  /** Any filter leaves every tenth lead. */
  #filter({ column, filter }: Sent): Reply {
    this.#filters = this.#filters.filter((one) => column !== null && one.column !== column);
    if (column !== null && filter !== null) {
      const text = `${column} is filtered`;
      this.#filters.push({ column: String(column), filter: filter as ColumnFilter, text });
    }
    const { table } = this.#state;
    const rows = this.#filters.length > 0 ? Math.ceil(table.total / FILTERED) : table.total;
    this.#found = { ...table, filter: table.filter + 1, rows };
    this.#change({ table: this.#found });
    return [{}];
  }

  #place({ lead }: Sent): Reply {
    const { rows } = this.#state.table;
    const found = Number(lead) <= this.#settings.rows;
    return [{ row: Number(lead) <= rows ? Number(lead) - 1 : null, found }];
  }

  #choose({ by, bars }: Sent): void {
    this.#chosen = { ...this.#chosen, [String(by)]: bars as number[] };
    this.#drawAgain();
  }

  #drawAgain(): void {
    const { charts } = this.#state;
    this.#change({ charts: { ...charts, version: `${charts.version}+` } });
  }

  /** What is chosen in one chart leaves the same share of every bar of the others. */
  #figures(): FiguresReply {
    const { version, leads, charts } = this.#state.charts;
    const chosen = Object.entries(this.#chosen).filter(([, bars]) => bars.length > 0);
    const left = (but = "") =>
      chosen.reduce((part, [by, bars]) => (by === but ? part : part * (bars.length / 8)), 1);
    const figures = charts.map(({ by }) => ({
      by,
      message: null,
      bars: inventedBreakdown(by, leads).map(({ label, leads: whole }, place) => ({
        place,
        label,
        markup: label,
        kind: "value" as const,
        leads: whole,
        part: Math.round(whole * left(by)),
        chosen: (this.#chosen[by] ?? []).includes(place),
      })),
    }));
    const chips = chosen.map(([by, bars]) => ({ by, label: by, values: bars.map(String) }));
    const remaining = Math.round(leads * left());
    return { version, source: "leads", leads, remaining, figures, chips };
  }
}
