"""One table of the fields of a lead, and one of the fields of a search: each fact stands once."""

from leadwidgets.fields.comparison import OPERATORS, Comparison, Operator
from leadwidgets.fields.lead_fields import (
    LEAD_FIELDS,
    NESTED_LEAD_FIELDS,
    LeadField,
    LeadKind,
    Personal,
    snake_case,
)
from leadwidgets.fields.search_fields import (
    SEARCH_FIELDS,
    Match,
    SearchField,
    SearchFields,
    SearchKind,
    Suppressed,
)

__all__ = [
    "LEAD_FIELDS",
    "NESTED_LEAD_FIELDS",
    "OPERATORS",
    "SEARCH_FIELDS",
    "Comparison",
    "LeadField",
    "LeadKind",
    "Match",
    "Operator",
    "Personal",
    "SearchField",
    "SearchFields",
    "SearchKind",
    "Suppressed",
    "snake_case",
]
