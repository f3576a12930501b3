"""What the panel shows of a session: its state, its form, the options of a field, a receipt."""

import math
from collections.abc import Mapping, Sequence

from leadwidgets.account import Limits, least_seconds
from leadwidgets.client import PAGE_SIZE, AccountInfo
from leadwidgets.criteria import Names, SearchCriteria, to_query
from leadwidgets.fields import SEARCH_FIELDS, SearchKind
from leadwidgets.result import Receipt
from leadwidgets.widgets.chart_fields import CHART_FIELDS
from leadwidgets.widgets.choices import Choice
from leadwidgets.widgets.live_count import LiveCount
from leadwidgets.widgets.option_counts import OptionCounts
from leadwidgets.widgets.panel_search import PanelSearch
from leadwidgets.widgets.recent_searches import RecentSearches
from leadwidgets.widgets.row_filter import RowFilter
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.table_columns import NO_LAYOUT, layout_of
from leadwidgets.widgets.wire import (
    AccountsReply,
    AccountState,
    ChartField,
    ChartsState,
    CountedState,
    CountState,
    CriteriaReply,
    ExtendedField,
    FieldState,
    FiguresReply,
    FilteredColumn,
    FilterReply,
    FormReply,
    HistoryState,
    InputKind,
    Layout,
    NamedSearch,
    OptionCountState,
    OptionGroup,
    OptionsReply,
    PanelState,
    PrimaryField,
    ReceiptState,
    RecentSearch,
    SearchesReply,
    SearchState,
    SubAccount,
    TableState,
)

_CHART_FIELDS = tuple(ChartField(field.name, field.label) for field in CHART_FIELDS.values())
_BYTES_A_LEAD = 1_600  # at the peak of a search of 1,000,000 leads of the embedded account
_INPUTS: dict[SearchKind, InputKind] = {
    SearchKind.TEXT: "text",
    SearchKind.TEXTS: "texts",
    SearchKind.LEAD_STATES: "texts",
    SearchKind.CODES: "texts",
    SearchKind.NUMBER: "number",
    SearchKind.IDS: "numbers",
    SearchKind.TIME: "time",
    SearchKind.NUMBER_COMPARISON: "number_comparison",
    SearchKind.TIME_COMPARISON: "time_comparison",
    SearchKind.FLAG: "flag",
}


def panel_state(session: PanelSession) -> PanelState:
    """Give the synced state: small, and without anything of a lead or of the criteria's values."""
    account, run, result = session.account, session.panel_search, session.result
    return PanelState(
        account=AccountState(account.label, account.embedded, len(session.sub_accounts)),
        criteria=session.criteria_version,
        history=HistoryState(session.history.undoable, session.history.redoable),
        fields={name: _field(choice) for name, choice in session.choices.fields.items()},
        count=_count(session.live_count, account.limits),
        option_counts=_option_counts(session.option_counts),
        search=_search(run),
        receipt=receipt_view(result.receipt, current=session.result_is_current) if result else None,
        problem=session.problem,
        notices=tuple(session.notices),
        table=_table(run, session.layout),
        charts=_charts(session),
    )


def _charts(session: PanelSession) -> ChartsState:
    charts, counted, source = session.charts, session.counted, session.figure_source
    versions = (session.version, charts.arranged, counted.version)
    return ChartsState(
        version=".".join(map(str, versions)),
        source=source,
        result=session.panel_search.version,
        leads=counted.leads if source == "counted" else charts.leads,
        fields=_CHART_FIELDS,
        charts=charts.specs,
        counted=CountedState(
            counted.wanted, counted.status, counted.counts, math.ceil(counted.seconds)
        ),
    )


async def figures_view(session: PanelSession) -> FiguresReply:
    """Give the figures of all charts."""
    state = _charts(session)
    if state.source == "counted":
        counted = [session.counted.figure(spec) for spec in state.charts]
        return FiguresReply(state.version, "counted", state.leads, state.leads, counted, ())
    figures, chips, remaining = await session.charts.figures()
    return FiguresReply(state.version, state.source, state.leads, remaining, figures, chips)


def _field(choice: Choice) -> FieldState:
    return FieldState(
        status=choice.status,
        options=choice.version,
        total=len(choice.options.values),
        message=choice.message,
        waiting_seconds=math.ceil(choice.waiting_seconds),
    )


def _count(count: LiveCount, limits: Limits | None) -> CountState:
    leads = count.leads or 0
    pages = math.ceil(leads / PAGE_SIZE)
    return CountState(
        status=count.status,
        leads=count.leads,
        seconds=math.ceil(least_seconds(pages, limits.rows)) if limits else 0,
        megabytes=math.ceil(leads * _BYTES_A_LEAD / 1e6),
        message=count.message,
        waiting_seconds=math.ceil(count.waiting_seconds),
    )


def _option_counts(counts: OptionCounts) -> OptionCountState:
    return OptionCountState(
        field=counts.field,
        version=counts.version,
        status=counts.status,
        left=counts.left,
        seconds=math.ceil(counts.seconds),
        of_leads=counts.of_leads,
        message=counts.message,
    )


def _search(run: PanelSearch) -> SearchState:
    progress = run.progress
    return SearchState(
        status=run.status,
        matched=progress.matched if progress else None,
        pages=progress.pages if progress else 0,
        leads=progress.leads if progress else 0,
        waiting_seconds=math.ceil(progress.waiting_seconds) if progress else 0,
        seconds_left=None if run.seconds_left is None else math.ceil(run.seconds_left),
        kept=len(run.partial.leads) if run.partial else 0,
    )


def _table(run: PanelSearch, layout: Layout | None) -> TableState:
    table, row_filter = run.table, run.table_filter
    if table is None:
        return TableState(0, 0, 0, 0, 0, (), NO_LAYOUT, so_far=False)
    total = len(table.leads)
    return TableState(
        version=table.version,
        search=table.search,
        filter=row_filter.version if row_filter else 0,
        rows=row_filter.remaining if row_filter else total,
        total=total,
        columns=table.columns,
        layout=layout_of(table.columns, layout),
        so_far=table.so_far,
    )


def receipt_view(receipt: Receipt, *, current: bool) -> ReceiptState:
    """Give a receipt as a line, and its facts as name and text."""
    return ReceiptState(current, receipt.complete, receipt.arrived, tuple(receipt.facts()))


def form_view() -> FormReply:
    """Describe the fields of the form; it never changes."""
    return FormReply(
        primary=[
            PrimaryField(name, field.label, field.help)
            for name, field in SEARCH_FIELDS.items()
            if field.primary
        ],
        extended=[
            ExtendedField(name, field.label, field.help, _INPUTS[field.kind])
            for name, field in SEARCH_FIELDS.items()
            if not field.primary
        ],
    )


def criteria_view(session: PanelSession) -> CriteriaReply:
    """Give every field of the form, as JSON holds it, and as an address does."""
    criteria = session.criteria
    return CriteriaReply(
        session.criteria_version, criteria.to_dict(), session.refused, to_query(criteria)
    )


def searches_view(
    recent: RecentSearches, named: Mapping[str, SearchCriteria] | None, names: Names
) -> SearchesReply:
    """Give the searches to go back to."""
    return SearchesReply(
        [RecentSearch(one.number, one.words) for one in recent],
        None
        if named is None
        else [NamedSearch(name, one.in_words(names)) for name, one in named.items()],
    )


def accounts_view(accounts: Sequence[AccountInfo]) -> AccountsReply:
    """Give the sub-accounts to choose from, in the order of their names."""
    ordered = sorted(accounts, key=lambda one: (one.account_name.casefold(), one.account_id))
    return AccountsReply([SubAccount(one.account_id, one.account_name) for one in ordered])


def filter_view(row_filter: RowFilter | None) -> FilterReply:
    """Give what the table's rows are filtered by."""
    if row_filter is None:
        return FilterReply(0, ())
    texts = row_filter.texts()
    return FilterReply(
        row_filter.version,
        [FilteredColumn(name, row_filter.wanted[name], text) for name, text in texts.items()],
    )


def options_view(name: str, choice: Choice) -> OptionsReply:
    """Give what a field offers."""
    options = choice.options
    groups = [OptionGroup(label, start) for label, start in options.groups]
    return OptionsReply(choice.version, name, options.values, options.labels, options.hints, groups)
