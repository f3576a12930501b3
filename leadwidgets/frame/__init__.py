"""JSON pages of leads to one typed pandas DataFrame, page by page while they arrive.

::

    bytes ─► read_page ─► LeadPage ─► LeadFrame.add … ─► LeadFrame.finish ─► DataFrame, notes

A value goes through five modules: `decode` (JSON to Python), `chunks` (a page's values of a field,
in Arrow), `columns` (chunk after chunk), `pandas_cells` (memory that pandas takes over) and
`assembly` (the DataFrame). `pages` and `lead_frame` lead the way; where a page is dirty, `exact`
and `values` stand in for the first two.

Nothing is lost and nothing is guessed: a value that its column cannot hold exactly as it was sent
is kept as JSON text in a column ``<name>_as_sent``, and told in ``notes``.
"""

from leadwidgets.frame.chunks import as_id
from leadwidgets.frame.lead_frame import LeadFrame, ThreadedLeadFrame, empty_leads
from leadwidgets.frame.nested_leads import NESTED_LEAD
from leadwidgets.frame.pages import (
    LeadPage,
    has_no_rows,
    read_page,
    row_key,
    total_of,
    whole_number,
)

__all__ = [
    "NESTED_LEAD",
    "LeadFrame",
    "LeadPage",
    "ThreadedLeadFrame",
    "as_id",
    "empty_leads",
    "has_no_rows",
    "read_page",
    "row_key",
    "total_of",
    "whole_number",
]
