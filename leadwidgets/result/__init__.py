"""A search's answer: the leads, the receipt that says what they are worth, and files of both."""

from leadwidgets.result.excel import check_workbook
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.search_result import SearchResult, read_result
from leadwidgets.result.whole_files import replaced_when_whole

__all__ = [
    "Receipt",
    "SearchResult",
    "check_workbook",
    "read_result",
    "replaced_when_whole",
]
