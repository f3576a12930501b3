"""`audit`: from leads to a report."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd

from leadwidgets.audits.figures import FIGURES, Figure, values
from leadwidgets.audits.findings import find_all, not_looked_for
from leadwidgets.audits.lead_table import LeadTable
from leadwidgets.audits.report import AuditReport
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.breakdown import Dimension, dimensions_of
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.result import SearchResult


def audit(
    leads: SearchResult | pd.DataFrame,
    *,
    by: str | Sequence[str] = (),
    settings: AuditSettings | None = None,
    figures: Sequence[Figure] = (),
    now: datetime | None = None,
) -> AuditReport:
    """Tell what needs attention among leads, with the figures that say so.

    Parameters
    ----------
    leads
        A result, or a DataFrame with columns named as in `SearchResult.leads`. Nothing is changed
        in it. Figures and findings whose columns are missing are left out, and the report says so.
    by
        What to work the figures out by, beside all leads: one or two of the fields that
        `breakdown` counts by, such as ``campaign`` or ``lead_list``.
    settings
        Thresholds, calling hours, dispositions; the defaults of `AuditSettings` unless given.
    figures
        Figures of your own, worked out after those that every audit has.
    now
        The moment that "overdue" and "dialable now" go by, with its UTC offset: of a result, when
        its search was finished; of a DataFrame, the present.

    Returns
    -------
    AuditReport
        It shows itself in a notebook.

    Raises
    ------
    InvalidArgumentError
        The leads are no such table; `by` names no field; two figures have one name, or one is no
        SQL that DuckDB understands; `now` has no UTC offset.

    Examples
    --------
    >>> report = lw.audit(result, by="campaign")
    >>> report.findings[0].leads
    """
    settings = settings or AuditSettings()
    receipt = leads.receipt if isinstance(leads, SearchResult) else None
    frame = leads.leads if isinstance(leads, SearchResult) else leads
    every = (*FIGURES, *figures)
    _check(frame, every, now)
    moment = now or (receipt.finished if receipt else datetime.now(UTC))
    dimensions = dimensions_of(by) if by else ()
    others = {name for figure in every for name in figure.fields}
    table = LeadTable(frame, settings, moment, others=sorted(others))
    searched = receipt.criteria if receipt else SearchCriteria()
    try:
        return AuditReport(
            findings=find_all(table, settings, moment, searched),
            figures=tuple(values(table, every, settings)),
            groups=tuple(values(table, every, settings, [*map(_grouping, dimensions)]))
            if dimensions
            else (),
            by=tuple(dimension.name for dimension in dimensions),
            not_looked_for=not_looked_for(table),
            leads=table.size,
            now=moment.astimezone(UTC),
            settings=settings,
            receipt=receipt,
        )
    finally:
        table.close()


def _grouping(dimension: Dimension) -> tuple[str, str]:
    """Give the expressions of a group's value and of its name."""
    match dimension.name:
        case "lead_list":
            return "list_id", "any_value(list_desc)"
        case "campaign":
            return "campaign_id", "any_value(campaign_name)"
        case name:
            return name, "NULL"


def _check(frame: object, figures: Sequence[Figure], now: datetime | None) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise InvalidArgumentError(
            f"The leads are a value of type {type(frame).__name__}",
            next_step="Give a pandas DataFrame with the columns of a search, or a result.",
        )
    if not frame.columns.is_unique:
        raise InvalidArgumentError(
            "Several columns of the leads have the same name",
            next_step="Rename or drop all but one of each.",
        )
    names = [figure.name for figure in figures]
    if len(set(names)) < len(names):
        raise InvalidArgumentError(
            "Two figures have the same name",
            next_step=f"Choose another one; every audit has {', '.join(names[: len(FIGURES)])}.",
        )
    if now is not None and now.utcoffset() is None:
        raise InvalidArgumentError(
            "now is a moment without an offset from UTC",
            next_step="Give one with an offset, as datetime(2026, 11, 2, 17, tzinfo=UTC).",
        )
