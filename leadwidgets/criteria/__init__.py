"""What a search asks for: `SearchCriteria`, one immutable value.

A form edits it, the client sends it, a file keeps it, `SearchCriteria.to_code` prints it. Its
fields are those of `leadwidgets.fields`.
"""

from leadwidgets.criteria.address import from_query, to_query
from leadwidgets.criteria.search_criteria import SearchCriteria
from leadwidgets.criteria.wording import Names

__all__ = ["Names", "SearchCriteria", "from_query", "to_query"]
