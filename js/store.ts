/**
 * What one model's views share: the synced state, the criteria with the user's edits, and what was
 * asked for because of them. It asks for nothing before a view is shown.
 */

import { Arrangement } from "./arrangement";
import { Figures } from "./charts/figures";
import { Connection, Refusal } from "./connection";
import { CriteriaMirror } from "./criteria";
import { OptionCounts } from "./form/option-counts";
import { type OptionList, prepareOptions } from "./form/option-list";
import type { AskKind, Body, Model } from "./model";
import { Observable } from "./observable";
import { type Doubt, doubtOf } from "./search/doubt";
import { Filters } from "./table/filters";
import { RowWindows } from "./table/row-windows";
import { arranged } from "./table/shown-columns";
import {
  type ChartSpec,
  type CriteriaValue,
  FIELD_NAMES,
  type FieldName,
  type FormReply,
  type Layout,
  type PanelState,
  type Part,
  type Problem,
  type SubAccount,
  type TableColumn,
} from "./wire";

export type Options = Partial<Record<FieldName, OptionList>>;

const readParts = (model: Model) => model.get("parts") as Part[];
const readState = (model: Model) => model.get("state") as PanelState;

export class Store {
  readonly connection: Connection;
  /** The class of the static HTML beside the panel. */
  readonly twin: string;
  readonly panel: Observable<PanelState>;
  readonly parts: Observable<Part[]>;
  readonly form = new Observable<FormReply | null>(null);
  readonly options = new Observable<Options>({});
  /** The sub-accounts to choose from, once they were asked for. */
  readonly accounts = new Observable<SubAccount[]>([]);
  /** Which leads the result is of. */
  readonly words = new Observable("");
  readonly criteria: CriteriaMirror;
  readonly optionCounts: OptionCounts;
  readonly rows: RowWindows;
  readonly arrangement: Arrangement<Layout>;
  readonly charts: Arrangement<readonly ChartSpec[]>;
  readonly filters: Filters;
  readonly figures: Figures;
  /** A command that the kernel refused. */
  readonly trouble = new Observable<Problem | null>(null);
  /** Grows when a search was not started because of fields that hold what no search can. */
  readonly attention = new Observable(0);
  /** What is asked before a search starts. */
  readonly doubt = new Observable<Doubt | null>(null);
  /** Search was pressed, and the kernel has not taken notice yet. */
  readonly starting = new Observable(false);

  readonly #asking = new Map<FieldName, number>();
  #begun = false;
  #formAsked = false;
  #accountsAsked = 0;
  #wordsAsked = 0;
  #over = false;

  constructor(model: Model, signal: AbortSignal) {
    this.connection = new Connection(model, signal);
    this.twin = String(model.get("twin"));
    this.panel = new Observable(readState(model));
    this.parts = new Observable(readParts(model));
    const ask = this.connection.ask.bind(this.connection);
    this.criteria = new CriteriaMirror(ask);
    this.optionCounts = new OptionCounts(ask);
    this.rows = new RowWindows(ask);
    this.arrangement = new Arrangement<Layout>(this.panel.value.table.layout, (layout) =>
      ask("layout", { layout }),
    );
    this.charts = new Arrangement<readonly ChartSpec[]>(this.panel.value.charts.charts, (charts) =>
      ask("arrange", { charts: [...(charts ?? [])] }).catch(this.#show("The charts stay")),
    );
    this.filters = new Filters(ask);
    this.arrangement.shown.subscribe(() => this.#showRows());
    this.figures = new Figures(ask);
    const stateChanged = () => {
      this.panel.set(readState(model));
      this.#follow();
    };
    const partsChanged = () => {
      this.parts.set(readParts(model));
      this.#follow();
    };
    model.on("change:state", stateChanged);
    model.on("change:parts", partsChanged);
    signal.addEventListener("abort", () => {
      model.off("change:state", stateChanged);
      model.off("change:parts", partsChanged);
    });
  }

  /** Called by each view as it is shown. */
  begin(): void {
    this.#begun = true;
    this.#follow();
  }

  /** The kernel ended or was restarted: whatever becomes of it, it does not know this panel. */
  end(): void {
    this.#over = true;
    this.reach(false);
  }

  /** The view learned whether the host still holds a way to the kernel. */
  reach(alive: boolean): void {
    if (alive && this.#over) return;
    const { value } = this.connection.health;
    if (alive === (value !== "lost" && value !== "none")) return;
    if (!alive) {
      this.connection.lose(this.#begun ? "lost" : "none");
      return;
    }
    this.connection.regain();
    this.#asking.clear();
    this.#formAsked = this.form.value !== null;
    this.#accountsAsked = this.accounts.value.length;
    this.#wordsAsked = 0;
    this.criteria.resume();
    this.rows.retry();
    this.figures.retry();
    this.#follow();
  }

  set(field: string, value: CriteriaValue, delay?: number): void {
    this.trouble.set(null);
    this.criteria.edit(field, value, delay);
  }

  /** Search was pressed: starts one, unless something has to be asked before. */
  submit(): void {
    this.criteria.flush();
    const { search, count } = this.panel.value;
    const doubt = this.criteria.unsettled.value ? null : doubtOf(search, count);
    if (doubt === null) this.search();
    else this.doubt.set(doubt);
  }

  search(): void {
    this.doubt.set(null);
    this.criteria.flush();
    this.starting.set(true);
    this.#command("search", "The search did not start").finally(() => {
      this.starting.set(false);
      const refused = Object.keys(this.criteria.errors.value).length > 0;
      if (refused) this.attention.set(this.attention.value + 1);
    });
  }

  /** Fills the form with what the page's address asks for; gives whether that was understood. */
  takeAddress(query: string): Promise<boolean> {
    const title = "The address of this page was not understood, and nothing of it was taken";
    return this.connection.ask("address", { query }).then(
      () => true,
      (error: unknown) => {
        this.#show(title)(error);
        return false;
      },
    );
  }

  choose(account: string): void {
    this.trouble.set(null);
    this.connection.ask("choose", { account }).catch(this.#show("The account was not chosen"));
  }

  cancel(): void {
    void this.#command("cancel", "The search could not be cancelled");
  }

  reset(): void {
    void this.#command("reset", "The form could not be reset");
    this.criteria.forget();
  }

  keep(): void {
    void this.#command("keep", "The leads could not be shown");
  }

  /** Brings back what the form held: for the result, or a step before or after. */
  go(kind: "restore" | "undo" | "redo"): void {
    this.criteria.flush();
    void this.#command(kind, "The form stays as it is");
    this.criteria.forget();
  }

  /** Fills the form from elsewhere; it stays as it is where that is refused. */
  async fill<K extends "repeat" | "open" | "paste">(kind: K, body: Body<K>): Promise<void> {
    this.criteria.flush();
    await this.connection.ask(kind, body);
    this.criteria.forget();
  }

  revert(notice: number): void {
    this.criteria.flush();
    this.connection.ask("revert", { notice }).catch(this.#show("The form stays as it is"));
    this.criteria.forget();
  }

  dismiss(notice: number): void {
    this.connection.ask("dismiss", { notice }).catch(this.#show("The notice stays"));
  }

  chooseBars(by: string, bars: readonly number[]): void {
    const { result } = this.panel.value.charts;
    this.figures.choose(result, by, bars).catch(this.#show("The bars were not chosen"));
  }

  count(wanted: boolean): void {
    this.connection.ask("counting", { wanted }).catch(this.#show("The charts stay"));
  }

  clear(): void {
    void this.#command("clear", "The filter stays");
  }

  narrow(): void {
    void this.#command("narrow", "Not put into the search");
  }

  take(): Promise<boolean> {
    return this.#command("take", "The leads were not kept");
  }

  /** Tells whether it was done. */
  #command(
    kind: Extract<
      AskKind,
      | "search"
      | "cancel"
      | "keep"
      | "reset"
      | "restore"
      | "undo"
      | "redo"
      | "clear"
      | "narrow"
      | "take"
    >,
    title: string,
  ): Promise<boolean> {
    this.trouble.set(null);
    const show = this.#show(title);
    return this.connection.ask(kind, {}).then(
      () => true,
      (error: unknown) => {
        show(error);
        return false;
      },
    );
  }

  #show(title: string): (error: unknown) => void {
    return (error) => {
      if (!(error instanceof Refusal)) return;
      this.trouble.set({ title, detail: error.message, next: error.next });
    };
  }

  /** Asks for whatever the state says is new. */
  #follow(): void {
    if (!this.#begun) return;
    const { account, charts, criteria, fields, optionCounts, table } = this.panel.value;
    this.arrangement.heard(table.layout);
    this.charts.heard(charts.charts);
    this.filters.heard(table.version, table.filter);
    this.#showRows();
    if (charts.result !== this.#wordsAsked) this.#askWords(charts.result);
    if (this.parts.value.includes("charts")) this.figures.want(charts.version);
    if (!this.parts.value.includes("form")) return;
    if (!this.#formAsked) this.#askForm();
    if (account.choices !== this.#accountsAsked) this.#askAccounts(account.choices);
    this.criteria.heard(criteria);
    this.optionCounts.heard(optionCounts);
    for (const field of FIELD_NAMES) {
      const { status, options } = fields[field];
      if (status === "ready") this.#askOptions(field, options);
    }
  }

  /** Tells which rows of which columns the table shows. */
  #showRows(): void {
    const { table } = this.panel.value;
    const shown = arranged(table.columns, this.arrangement.shown.value).columns;
    const names = (columns: readonly TableColumn[]) => columns.map(({ name }) => name);
    this.rows.show(table, names(shown), names(table.columns));
  }

  #askForm(): void {
    this.#formAsked = true;
    this.connection
      .ask("form", {})
      .then(
        ({ extended, primary }) => this.form.set({ extended, primary }),
        this.#show("The form could not be read"),
      );
  }

  #askAccounts(choices: number): void {
    this.#accountsAsked = choices;
    if (choices === 0) return;
    this.connection
      .ask("accounts", {})
      .then(
        ({ accounts }) => this.accounts.set(accounts),
        this.#show("The accounts could not be read"),
      );
  }

  #askWords(version: number): void {
    this.#wordsAsked = version;
    this.words.set("");
    if (version === 0) return;
    this.connection.ask("words", { version }).then(
      ({ words }) => {
        if (version === this.#wordsAsked) this.words.set(words);
      },
      () => undefined, // of a result that is gone
    );
  }

  #askOptions(field: FieldName, version: number): void {
    const known = this.#asking.get(field) ?? this.options.value[field]?.version;
    if (known === version) return;
    this.#asking.set(field, version);
    this.connection.ask("options", { field }).then(
      (reply) => {
        if (this.#asking.get(field) === version) this.#asking.delete(field);
        if (reply.version < this.panel.value.fields[field].options) return;
        this.options.set({ ...this.options.value, [field]: prepareOptions(reply) });
      },
      (error: unknown) => {
        if (this.#asking.get(field) === version) this.#asking.delete(field);
        this.#show("A list could not be read")(error);
      },
    );
  }
}
