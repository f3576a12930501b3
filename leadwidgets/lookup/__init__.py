"""Lists looked up in leads: which phone numbers and external ids have one, and which have none."""

from leadwidgets.lookup.asked import Asked, Values, asked_for, asked_of
from leadwidgets.lookup.found import Found, found_among
from leadwidgets.lookup.in_leads import criteria_for, find_in, table_of
from leadwidgets.lookup.kinds import EXTERN_IDS, LEAD_IDS, PHONES, Kind, text_of
from leadwidgets.lookup.reconciliation import reconcile

__all__ = [
    "EXTERN_IDS",
    "LEAD_IDS",
    "PHONES",
    "Asked",
    "Found",
    "Kind",
    "Values",
    "asked_for",
    "asked_of",
    "criteria_for",
    "find_in",
    "found_among",
    "reconcile",
    "table_of",
    "text_of",
]
