"""A CRM's table held against the leads of RingCX, row by row: `reconcile`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.lookup.found import Found
from leadwidgets.lookup.in_leads import table_of
from leadwidgets.lookup.kinds import EXTERN_IDS, PHONES, Kind, text_of
from leadwidgets.result import SearchResult
from leadwidgets.vocabulary import canonical_lead_state

FINISHED = frozenset(
    [
        "COMPLETE",
        "TRANSITIONED",
        "CANCELLED",
        "MAX-DIAL-LIMIT",
        "DISCONNECTED",
        "INTERCEPT",
        "DO-NOT-CALL",
    ]
)
DIALABLE = frozenset(
    [
        "READY",
        "ACTIVE",
        "PENDING",
        "PENDING-ERR",
        "PENDING-HCI",
        "PENDING-CALLBACK",
        "CALLBACK",
        "AGENT-CALLBACK",
    ]
)

AGREES = "agrees"
MISSING = "missing in RingCX"
ELSEWHERE = "in another campaign"
FINISHED_OPEN = "finished in RingCX, open in the CRM"
DIALABLE_CLOSED = "dialable in RingCX, closed in the CRM"
SEVERAL = "several leads"
NEITHER = "neither finished nor dialable"


@dataclass(frozen=True, slots=True, repr=False)
class _Lead:
    """What decides of a lead: which it is, whether it will be dialed, and where."""

    lead_id: object
    state: str | None
    suppressed: bool
    campaign_id: object
    campaign_name: object

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    @property
    def dialable(self) -> bool:
        return self.state in DIALABLE and not self.suppressed

    def is_in(self, campaign: str) -> bool:
        """Tell whether its campaign has that id or name; any will do where none is named."""
        return not campaign or campaign in (text_of(self.campaign_id), text_of(self.campaign_name))


def reconcile(  # noqa: PLR0913 - one keyword for each column that a CRM names in its own way
    leads: pd.DataFrame | SearchResult | Found,
    crm: pd.DataFrame,
    *,
    status: str,
    closed: Iterable[object],
    phone: str | None = None,
    extern_id: str | None = None,
    campaign: str | int | None = None,
) -> pd.DataFrame:
    """Tell for each row of a CRM's table what RingCX makes of it.

    A lead is finished if its state is COMPLETE, TRANSITIONED, CANCELLED, MAX-DIAL-LIMIT,
    DISCONNECTED, INTERCEPT or DO-NOT-CALL. It is dialable if it is READY, ACTIVE, PENDING or
    waiting for a callback, and not suppressed; RingCX counts leads without a pass left as READY.

    Parameters
    ----------
    leads
        Those to look in, such as all of the account's or what `find` found for the CRM's numbers.
    crm
        One row for each person or deal, in columns of its own.
    status, closed
        The CRM's column of the status, and which of its values mean that nobody is to be called.
        All others are open, and so is none.
    phone, extern_id
        The CRM's column that tells which lead a row is: one of the two. Numbers are compared as
        `find` does.
    campaign
        The CRM's column with the campaign's id or name, where a row has one; or the id of the
        campaign in which all rows should be.

    Returns
    -------
    pandas.DataFrame
        The rows of `crm`, by their index, with the columns ``category``, ``matching_leads`` (with
        the number or id, in whatever campaign), ``crm_rows`` (that have it), and ``lead_id``,
        ``lead_state`` and ``campaign_id`` where one lead decided. The categories are ``missing in
        RingCX``, ``in another campaign``, ``finished in RingCX, open in the CRM``, ``dialable in
        RingCX, closed in the CRM``, ``several leads`` (none is chosen), ``neither finished nor
        dialable`` (paused, suppressed, or in a state that nobody has documented), ``no phone
        number`` or ``no external id``, and ``agrees``; ``table["category"].value_counts()`` counts
        them, those without a row as well. ``attrs["notes"]`` says what is doubtful in all.

    Raises
    ------
    InvalidArgumentError
        If a column is missing, not one of `phone` and `extern_id` is given, or none of the closed
        values stands in the column of the status.
    """
    kind, column = _key_column(phone, extern_id)
    table = table_of(leads)
    _demand(
        table, "table of leads", ["lead_id", "lead_state", *(["campaign_id"] if campaign else [])]
    )
    named = campaign if isinstance(campaign, str) else None
    _demand(crm, "CRM's table", [status, column, *([named] if named else [])])
    is_closed = _closed(crm[status], closed, status)
    keys = [next(kind.keys_in(value), None) for value in crm[column].tolist()]
    by_key = kind.rows_by_key(table, {key for key in keys if key is not None})
    crm_rows = pd.Series(keys, dtype=object).value_counts()
    read = _reader(table)
    campaigns = _campaigns(crm, campaign)
    rows = []
    for key, where, over in zip(keys, campaigns, is_closed, strict=True):
        found = [read(row) for row in by_key.get(key, ())] if key is not None else []
        here = [lead for lead in found if lead.is_in(where)]
        category = kind.none if key is None else _category(found, here, closed=over)
        [lead] = here if len(here) == 1 else [None]
        rows.append(
            (
                category,
                len(found),
                0 if key is None else int(crm_rows[key]),
                lead and lead.lead_id,
                lead and lead.state,
                lead and lead.campaign_id,
            )
        )
    return _as_table(rows, crm.index, kind, _notes(leads))


def _category(found: Sequence[_Lead], here: Sequence[_Lead], *, closed: bool) -> str:
    if not found:
        return MISSING
    if not here:
        return ELSEWHERE
    if len(here) > 1:
        return SEVERAL
    [lead] = here
    if not (lead.finished or lead.dialable):
        return NEITHER
    if lead.finished and not closed:
        return FINISHED_OPEN
    return DIALABLE_CLOSED if lead.dialable and closed else AGREES


def _key_column(phone: str | None, extern_id: str | None) -> tuple[Kind, str]:
    if phone is not None and extern_id is None:
        return PHONES, phone
    if extern_id is not None and phone is None:
        return EXTERN_IDS, extern_id
    raise InvalidArgumentError(
        "Neither phone nor extern_id is given"
        if phone is None
        else "Both phone and extern_id are given",
        next_step="Name one column of the CRM's table: phone='Phone', or extern_id='Id'.",
    )


def _demand(table: pd.DataFrame, whose: str, columns: Iterable[str]) -> None:
    if not isinstance(table, pd.DataFrame):
        raise InvalidArgumentError(
            f"The {whose} is a value of type {type(table).__name__}",
            next_step="Give a pandas DataFrame.",
        )
    if missing := [column for column in columns if column not in table]:
        raise InvalidArgumentError(
            f"The {whose} has no column {', '.join(missing)}",
            next_step=f"It has: {', '.join(map(str, table.columns))}.",
        )


def _closed(values: pd.Series, closed: Iterable[object], status: str) -> list[bool]:
    if isinstance(closed, str):
        closed = [closed]
    wanted = {text_of(value) for value in closed} - {""}
    is_closed = [text_of(value) in wanted for value in values.tolist()]
    if len(values) and not any(is_closed):
        raise InvalidArgumentError(
            f"No row has one of the {len(wanted):,} values given as closed in {status}",
            next_step=f"Look at crm[{status!r}].unique(): capitals count.",
        )
    return is_closed


def _campaigns(crm: pd.DataFrame, campaign: str | int | None) -> list[str]:
    """Give for each row the campaign that it should be in; an empty text for any."""
    if isinstance(campaign, str):
        return [text_of(value) for value in crm[campaign].tolist()]
    return [text_of(campaign)] * len(crm)


def _reader(table: pd.DataFrame) -> Callable[[int], _Lead]:
    """Give what reads one lead of a table by its place."""
    empty: list[object] = [None] * len(table)
    names = ("lead_id", "lead_state", "suppressed", "campaign_id", "campaign_name")
    ids, states, suppressed, campaigns, campaign_names = (
        table[name].astype(object).tolist() if name in table else empty for name in names
    )

    def read(row: int) -> _Lead:
        state = text_of(states[row])
        return _Lead(
            lead_id=ids[row],
            state=canonical_lead_state(state) if state else None,
            suppressed=text_of(suppressed[row]).lower() == "true",
            campaign_id=campaigns[row],
            campaign_name=campaign_names[row],
        )

    return read


def _as_table(
    rows: Sequence[tuple[object, ...]], index: pd.Index, kind: Kind, notes: tuple[str, ...]
) -> pd.DataFrame:
    columns = ("category", "matching_leads", "crm_rows", "lead_id", "lead_state", "campaign_id")
    table = pd.DataFrame(rows, columns=list(columns), index=index)
    categories = (
        *(MISSING, ELSEWHERE, FINISHED_OPEN, DIALABLE_CLOSED, SEVERAL, NEITHER),
        *(kind.none, AGREES),
    )
    table["category"] = table["category"].astype(pd.CategoricalDtype(list(categories)))
    table["lead_state"] = table["lead_state"].astype("str")
    for name in ("lead_id", "campaign_id"):  # numbers in RingCX, texts in some tables
        table[name] = table[name].astype(object).convert_dtypes()
    table.attrs["notes"] = notes
    return table


def _notes(leads: object) -> tuple[str, ...]:
    receipt = leads.receipt if isinstance(leads, SearchResult | Found) else None
    if receipt is None or receipt.reason is None:
        return ()
    return (f"The leads are not all, so a missing one may be there: {receipt.reason}",)
