"""Looking a list up in leads that are there already, without an account."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.lookup.asked import Asked
from leadwidgets.lookup.found import Found, found_among
from leadwidgets.lookup.kinds import Kind
from leadwidgets.result import Receipt, SearchResult


def find_in(leads: pd.DataFrame | SearchResult, lists: Sequence[Asked]) -> Found:
    """Give the leads that have one of the values.

    Parameters
    ----------
    leads
        Columns as in `SearchResult.leads`; of a result that is not complete the receipt says so.
    lists
        What to look for.

    Raises
    ------
    InvalidArgumentError
        If they are no leads, or lack the column that a list asks for.
    """
    started = datetime.now(UTC)
    table, reason = table_of(leads), None
    if isinstance(leads, SearchResult) and leads.receipt.reason:
        reason = f"The leads that were looked in are not all: {leads.receipt.reason}"
    wanted = [asked.kind.rows_by_key(table, asked.first_places) for asked in lists]
    places = sorted({row for by_key in wanted for rows in by_key.values() for row in rows})
    chosen = table.iloc[places]
    receipt = Receipt(
        criteria=criteria_for({asked.kind: asked.first_places for asked in lists}),
        account_id="",
        account_name=f"none: {len(table):,} given leads were looked in",
        matched=len(chosen),
        matched_after=len(chosen),
        received=len(chosen),
        duplicates=0,
        pages=0,
        page_size=0,
        first_page=None,
        retries=0,
        waited_seconds=0.0,
        complete=reason is None,
        reason=reason,
        notes=(),
        started=started,
        finished=datetime.now(UTC),
    )
    return found_among(SearchResult(chosen, receipt), lists)


def table_of(leads: object) -> pd.DataFrame:
    """Give the table of leads that was given.

    Raises
    ------
    InvalidArgumentError
        If it is none.
    """
    table = leads.leads if isinstance(leads, SearchResult | Found) else leads
    if isinstance(table, pd.DataFrame):
        return table
    raise InvalidArgumentError(
        f"The leads are a value of type {type(leads).__name__}",
        next_step="Give a pandas DataFrame with the columns of a search, or a result.",
    )


def criteria_for(values: Mapping[Kind, Iterable[str]]) -> SearchCriteria:
    """Give what is asked for as criteria; of several kinds, leads need have one value of any."""
    asked = {kind.criterion: tuple(keys) for kind, keys in values.items()}
    return SearchCriteria().replace(**asked, suppressed="ALL")
