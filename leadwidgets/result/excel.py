"""Leads as an Excel workbook: one sheet of leads, one of the receipt, and nothing to be executed.

A cell holds what the lead holds. Text is written as text, whatever it begins with: no cell is a
formula, and phones, zips and ids of more than 15 digits keep every digit. Text cells also carry
Excel's own mark for text (the one that a typed apostrophe leaves), so that editing one makes no
formula of it. Excel knows no time zones: times are in UTC, and their format says so; those that its
calendar does not reach are ISO text.
"""

import json
import math
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.errors import ExcelLimitError
from leadwidgets.extras import load
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.whole_files import Target, written_whole

MOST_LEADS = 1_048_575
"""As many as a sheet has rows, but for the column names."""

_MOST_COLUMNS = 16_384
_LONGEST_TEXT = 32_767
_MOST_EXACT = 10**15 - 1  # Excel shows, and keeps when it is edited, 15 digits
_CALENDAR = (pd.Timestamp("1900-03-01"), pd.Timestamp("9999-12-31 23:59:59.999"))
_DAY_0 = pd.Timestamp("1899-12-30")  # of the days that Excel counts after February 1900
_ROWS_AT_ONCE = 10_000
_WIDTH = 18  # characters


def _too_much(message: str) -> ExcelLimitError:
    return ExcelLimitError(message, next_step="Write Parquet or CSV instead, or fewer leads.")


def check_workbook(most_leads: int | None, count: Callable[[], int]) -> None:
    """Find out before a search what could not be written after it.

    Parameters
    ----------
    most_leads
        How many leads the search gives at most; None where it has no bound.
    count
        Counts the matching leads; asked only where they may be too many.

    Raises
    ------
    ExcelLimitError
        If a sheet has no room for so many leads.
    MissingExtraError
        If the extra ``excel`` is not installed.
    """
    writer()
    if most_leads is None or most_leads > MOST_LEADS:
        check_leads(count())


def writer() -> Any:  # noqa: ANN401 - a module
    """Give the package that writes workbooks.

    Raises
    ------
    MissingExtraError
        If it is not installed.
    """
    return load("xlsxwriter", extra="excel", needed_for="Writing Excel files")


def check_leads(leads: int) -> None:
    """Check that a sheet has room for so many leads.

    Raises
    ------
    ExcelLimitError
        If it does not.
    """
    if leads > MOST_LEADS:
        raise _too_much(f"An Excel sheet holds {MOST_LEADS:,} leads at most, not {leads:,}")


def write_excel(leads: pd.DataFrame, receipt: Receipt, target: Target) -> None:
    """Write leads and receipt.

    Raises
    ------
    ExcelLimitError
        If there are too many rows, columns, or characters in one text. Nothing is written then.
    MissingExtraError
        If the extra ``excel`` is not installed.
    OSError
        If the file cannot be written.
    """
    package = writer()
    check_leads(len(leads))
    if leads.shape[1] > _MOST_COLUMNS:
        raise _too_much(f"An Excel sheet holds {_MOST_COLUMNS:,} columns at most")
    # The rows are kept in a file meanwhile, and the target is not touched before all is well.
    with TemporaryDirectory(prefix="leadwidgets-") as folder:
        path = Path(folder) / "leads.xlsx"
        workbook = package.Workbook(path, {"constant_memory": True, "tmpdir": folder})
        try:
            _write_leads(workbook, leads)
            _write_receipt(workbook, receipt)
            workbook.close()
        except package.exceptions.FileSizeError:
            raise _too_much("The workbook would be larger than 4 GB") from None
        except package.exceptions.FileCreateError as error:
            raise OSError(f"The workbook could not be written: {error}") from None
        finally:
            for sheet in workbook.worksheets():  # XlsxWriter leaves it open where writing failed
                with suppress(OSError):
                    sheet.row_data_fh.close()
        _copy(path, target)


def _copy(path: Path, target: Target) -> None:
    with written_whole(target) as place:
        if isinstance(place, Path):
            shutil.copyfile(path, place)
            return
        with path.open("rb") as workbook:
            shutil.copyfileobj(workbook, place)


def _write_leads(workbook: Any, leads: pd.DataFrame) -> None:  # noqa: ANN401 - without types
    sheet = _Sheet(workbook, "Leads")
    sheet.write_row([str(name) for name in leads.columns], sheet.head)
    columns = [_prepared(column) for _, column in leads.items()]
    for place, (_, column) in enumerate(leads.items()):
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            sheet.times[place] = sheet.utc
        elif pd.api.types.is_datetime64_any_dtype(column.dtype):
            sheet.times[place] = sheet.moment
    for start in range(0, len(leads), _ROWS_AT_ONCE):
        part = [_cells(column.iloc[start : start + _ROWS_AT_ONCE]) for column in columns]
        for row in zip(*part, strict=True):
            sheet.write_row(row)
    sheet.finish(leads.shape[1])


def _write_receipt(workbook: Any, receipt: Receipt) -> None:  # noqa: ANN401 - without types
    sheet = _Sheet(workbook, "Receipt")
    sheet.write_row(["what", "value"], sheet.head)
    for row in _facts(receipt):
        sheet.write_row(row)
    sheet.finish(2)


def _facts(receipt: Receipt) -> Iterator[tuple[str, object]]:
    """Give the receipt as names and values, the criteria that were set among them."""
    values = json.loads(receipt.to_json())
    criteria, notes = values.pop("criteria"), values.pop("notes")
    yield "receipt", receipt.headline
    yield from values.items()
    for name, value in criteria.items():
        # A row for each value: thousands of phones are more than one cell can hold.
        for one in value if isinstance(value, list) else [value]:
            yield f"criteria: {name}", json.dumps(one) if isinstance(one, dict) else one
    yield from (("note", note) for note in notes)


class _Sheet:
    """A sheet that is written row after row."""

    def __init__(self, workbook: Any, name: str) -> None:  # noqa: ANN401 - without types
        text = {"num_format": "@", "quote_prefix": True}
        self._sheet = workbook.add_worksheet(name)
        self._text = workbook.add_format(text)
        self._rows = 0
        self.head = workbook.add_format(text | {"bold": True})
        self.moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.utc = workbook.add_format({"num_format": 'yyyy-mm-dd hh:mm:ss "UTC"'})
        self.times: dict[int, Any] = {}  # place of a column of times → its format

    def write_row(self, values: Iterable[object], text_format: object = None) -> None:
        for place, value in enumerate(values):
            match value:
                case None:
                    pass
                case bool() | np.bool_():
                    self._sheet.write_boolean(self._rows, place, bool(value))
                case int() | np.integer() if -_MOST_EXACT <= value <= _MOST_EXACT:
                    self._sheet.write_number(self._rows, place, int(value))
                case float() | np.floating() if math.isfinite(value):
                    self._sheet.write_number(self._rows, place, value, self.times.get(place))
                case _:
                    self._write_text(place, str(value), text_format or self._text)
        self._rows += 1

    def _write_text(self, place: int, text: str, text_format: object) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for markup of its own; in pieces it is text like any other.
            pieces = (text[0], text[1], text[2:])
            failed = self._sheet.write_rich_string(self._rows, place, *pieces, text_format)
        else:
            failed = self._sheet.write_string(self._rows, place, text, text_format)
        if failed:
            raise _too_much(
                f"An Excel cell holds {_LONGEST_TEXT:,} characters at most; "
                f"row {self._rows:,}, column {place + 1:,} has more"
            )

    def finish(self, columns: int) -> None:
        """Keep the head in sight, and let it filter."""
        self._sheet.freeze_panes(1, 0)
        if columns:
            self._sheet.set_column(0, columns - 1, _WIDTH)
            self._sheet.autofilter(0, 0, max(self._rows - 1, 0), columns - 1)


def _prepared(column: pd.Series) -> pd.Series:
    """Give a column whose values are such as Excel keeps: numbers, bools, text."""
    if pd.api.types.is_integer_dtype(column.dtype) and _has_long_numbers(column):
        return column.astype("str")  # all of them, so that they sort and are found as one kind
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return _days(column.dt.tz_convert("UTC").dt.tz_localize(None), "+00:00")
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return _days(column, "")
    return column


def _has_long_numbers(column: pd.Series) -> bool:
    return bool((column > _MOST_EXACT).any() or (column < -_MOST_EXACT).any())


def _days(times: pd.Series, offset: str) -> pd.Series:
    """Give times as Excel's numbers of days; as ISO text where its calendar does not reach."""
    within = times.between(*_CALENDAR)
    days: pd.Series = (times.where(within) - _DAY_0) / pd.Timedelta(days=1)
    if (outside := ~within & times.notna()).any():
        texts = times.map(lambda time: f"{time.isoformat()}{offset}", na_action="ignore")
        return days.astype(object).mask(outside, texts.astype(object))
    return days


def _cells(column: pd.Series) -> list[object]:
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()
