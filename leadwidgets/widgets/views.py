"""What the panel shows of a session: its state, its form, the options of a field, a receipt."""

import math

from leadwidgets.account import Limits, least_seconds
from leadwidgets.client import PAGE_SIZE
from leadwidgets.fields import SEARCH_FIELDS, SearchKind
from leadwidgets.result import Receipt
from leadwidgets.widgets.chart_fields import CHART_FIELDS
from leadwidgets.widgets.choices import Choice
from leadwidgets.widgets.live_count import LiveCount
from leadwidgets.widgets.panel_search import PanelSearch, TableLeads
from leadwidgets.widgets.row_window import columns_of
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.wire import (
    AccountState,
    ChartField,
    ChartsState,
    CountedState,
    CountState,
    CriteriaReply,
    ExtendedField,
    FieldState,
    FiguresReply,
    FormReply,
    InputKind,
    OptionGroup,
    OptionsReply,
    PanelState,
    PrimaryField,
    ReceiptState,
    SearchState,
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
        account=AccountState(account.label, account.embedded),
        criteria=session.criteria_version,
        fields={name: _field(choice) for name, choice in session.choices.fields.items()},
        count=_count(session.live_count, account.limits),
        search=_search(run),
        receipt=receipt_view(result.receipt, current=session.result_is_current) if result else None,
        problem=session.problem,
        notices=tuple(session.notices),
        table=_table(run.table),
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


def _table(table: TableLeads | None) -> TableState:
    if table is None:
        return TableState(0, 0, 0, (), so_far=False)
    leads = table.leads
    return TableState(table.version, table.search, len(leads), columns_of(leads), table.so_far)


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
    """Give every field of the form, as JSON holds it."""
    return CriteriaReply(session.criteria_version, session.criteria.to_dict(), session.refused)


def options_view(name: str, choice: Choice) -> OptionsReply:
    """Give what a field offers."""
    options = choice.options
    groups = [OptionGroup(label, start) for label, start in options.groups]
    return OptionsReply(choice.version, name, options.values, options.labels, options.hints, groups)
