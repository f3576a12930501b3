"""What a search asks for: `SearchCriteria`, one immutable value, and the table of its fields.

A form edits it, the client sends it, a file keeps it, `SearchCriteria.to_code` prints it.
"""

from leadwidgets.criteria.comparison import OPERATORS, Comparison
from leadwidgets.criteria.fields import FIELDS, Field, Kind
from leadwidgets.criteria.search_criteria import SearchCriteria

__all__ = ["FIELDS", "OPERATORS", "Comparison", "Field", "Kind", "SearchCriteria"]
