"""A search's answer: the leads, the receipt that says what they are worth, and files of both."""

from leadwidgets.result.excel import check_workbook
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.search_result import SearchResult, read_result
from leadwidgets.result.static_report import BREAKDOWNS, StaticReport
from leadwidgets.result.whole_files import Target, replaced_when_whole, written_whole

__all__ = [
    "BREAKDOWNS",
    "Receipt",
    "SearchResult",
    "StaticReport",
    "Target",
    "check_workbook",
    "read_result",
    "replaced_when_whole",
    "written_whole",
]
