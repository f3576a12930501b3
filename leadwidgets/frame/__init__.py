"""JSON pages of leads to one typed pandas DataFrame, page by page while they arrive.

::

    bytes ─► read_page ─► LeadPage ─► LeadFrame.add … ─► LeadFrame.finish ─► DataFrame, notes

Nothing is lost and nothing is guessed: a value that its column cannot hold exactly as it was sent
is kept as JSON text in a column ``<name>_as_sent``, and told in ``notes``.
"""

from leadwidgets.frame.gather import LeadFrame, empty_leads
from leadwidgets.frame.pages import LeadPage, read_page, row_key

__all__ = ["LeadFrame", "LeadPage", "empty_leads", "read_page", "row_key"]
