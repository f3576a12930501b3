"""What RingCX leaves open, as a value: one reading of it is one `Dialect`."""

from dataclasses import dataclass
from typing import Literal

ValueList = Literal[
    "dial_groups", "lists", "dispositions", "states", "lead_states", "system_dispositions"
]
"""The value lists that an account may not have."""

RowShape = Literal[
    "array", "search_results", "leads", "leads_and_total", "data", "records", "uploaded_leads"
]
"""The shapes of a page of rows."""

CountShape = Literal["integer", "total_count", "search_results", "total", "text", "list", "rows"]
"""The shapes of a count."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an account speaks where the vendor's documentation is silent or contradicts itself.

    Attributes
    ----------
    page_base
        Number of the first page. With 1, page 0 is answered like page 1.
    largest_page
        Most rows that a page can have. A larger ``maxRows`` is answered with this many, without a
        word.
    default_page
        Rows of a page when ``maxRows`` is missing.
    row_shape
        Rows as a bare array, as ``{"totalCount": n, "searchResults": [...]}``, as ``{"leads":
        [...]}``, the same with a ``totalCount``, or under ``data``, ``records`` or
        ``uploadedLeads``.
    lead_place
        Whether a lead's fields are in its row, or inside the row's ``campaignLead`` alone.
    id_kind
        Whether ids of leads, lists, campaigns and dial groups are numbers or text.
    count_shape
        The answer to ``count=true``: a bare integer, ``{"totalCount": n}``, the same beside an
        empty ``searchResults``, ``{"total": n}``, the integer as text, ``[n]``, or a page of rows
        as if ``count`` had not been asked for.
    lead_state_spelling
        How lead states are written in lists and rows.
    other_spelling
        Whether criteria may use the other spelling of lead states; ``"refused"`` answers 400.
    phone_list
        How ``leadSearchByPhoneList`` takes its numbers; the other way is answered with 415.
    retry_after
        Whether a 429 says when to come back.
    replayed_refresh
        What a spent refresh token does when it comes again: it is refused, or it also revokes every
        token that came of the same sign-in, as OAuth's security advice (RFC 9700) has it.
    missing_lists
        Value lists that this account does not have.
    missing_status
        Status with which a missing value list is answered: 404 or 403.
    """

    page_base: Literal[0, 1] = 1
    largest_page: int = 1000
    default_page: int = 100
    row_shape: RowShape = "array"
    lead_place: Literal["row", "inside"] = "row"
    id_kind: Literal["number", "text"] = "number"
    count_shape: CountShape = "integer"
    lead_state_spelling: Literal["hyphen", "underscore"] = "hyphen"
    other_spelling: Literal["accepted", "refused"] = "accepted"
    phone_list: Literal["either", "json", "multipart"] = "either"
    retry_after: bool = True
    replayed_refresh: Literal["refused", "revokes"] = "refused"
    missing_lists: frozenset[ValueList] = frozenset()
    missing_status: Literal[403, 404] = 404
