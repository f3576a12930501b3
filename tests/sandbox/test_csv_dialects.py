"""Any table of texts, written in any dialect of CSV, is read back equal or refused, never less."""

import csv
import io
import re
import tempfile
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.formulas import FORMULA
from leadwidgets.sandbox import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads
from leadwidgets.sandbox.snapshots.sources import read_leads

pytestmark = pytest.mark.slow

SEPARATORS = (",", ";", "\t", "|")
QUOTING = ("few", "all", "none")
LINE_ENDS = ["\n", "\r\n", "\r"] * 4
ENCODINGS = ["utf-8", "utf-16"] * 6
WAYS = list(zip(product(SEPARATORS, QUOTING), LINE_ENDS, ENCODINGS, strict=True))
COLUMNS = ["lead_id", "campaign_id", "first_name", "note"]

texts = st.text(st.characters(codec="utf-8"), max_size=8)
awkward = st.text(st.sampled_from("\",;\t|\r\n a1='\ufeff\x00é"), max_size=8)
formulas = awkward.map('="{}"'.format)
tables = st.lists(st.tuples(texts | awkward, texts | awkward | formulas), min_size=1, max_size=12)


def _rows(table: list[tuple[str, str]]) -> list[list[str]]:
    return [[str(number), "5", *values] for number, values in enumerate(table, start=1)]


def _written(rows: list[list[str]], separator: str, quoting: str, end: str) -> str | None:
    """Write a table; None if it cannot be written so."""
    if quoting == "none":  # as programs do that quote nothing
        if any(mark in value for row in rows for value in row for mark in (separator, "\r", "\n")):
            return None
        return "".join(separator.join(row) + end for row in [COLUMNS, *rows])
    if quoting == "few" and any(row[-1].endswith("\r") for row in rows):
        return None  # Python's writer leaves it without quotation marks, and makes a line end of it
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=separator,
        quoting=csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL,
        lineterminator=end,
    )
    writer.writerows([COLUMNS, *rows])
    return text.getvalue()


def _read(text: str, encoding: str) -> SavedLeads | None:
    """Read a text back; None if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leads.csv")
        path.write_bytes(text.encode(encoding))
        try:
            return read_leads(path, ReadingOptions())
        except lw.SnapshotError as error:
            assert error.next_step
            return None


def _expected(rows: list[list[str]]) -> list[list[str]]:
    """Give rows without what guards values in spreadsheets, which is taken off."""
    return [list(map(_plain, row)) for row in rows]


def _plain(value: str) -> str:
    if _guarded(value):
        return value[1:]
    written = re.fullmatch(r'="((?:[^"]|"")*)"', value)
    return written[1].replace('""', '"') if written else value


def _guarded(value: str) -> bool:
    return re.match(f"'{FORMULA}", value) is not None


@pytest.mark.parametrize("way", WAYS, ids=repr)
@settings(max_examples=50)
@given(table=tables)
def test_a_table_is_read_back_equal_or_refused(
    way: tuple[tuple[str, str], str, str], table: list[tuple[str, str]]
) -> None:
    (separator, quoting), end, encoding = way
    rows = _rows(table)
    text = _written(rows, separator, quoting, end)
    if text is None or (saved := _read(text, encoding)) is None:
        return
    assert saved.frame.columns.tolist() == COLUMNS
    found = saved.frame.fillna("").to_numpy().tolist()
    assert [row[:2] for row in found] == [row[:2] for row in rows]
    if quoting != "none" or not any(_enclosed(value) for row in rows for value in row):
        assert found == _expected(rows)


def _enclosed(value: str) -> bool:
    """Tell whether a text looks like a value between quotation marks, and is read as one."""
    return re.fullmatch(r'"([^"]|"")*"', value) is not None


plain = st.text(st.characters(codec="utf-8", categories=("L", "N")), max_size=8)
plain_tables = st.lists(st.tuples(plain, plain | st.just("two words")), min_size=1, max_size=12)


@pytest.mark.parametrize("way", WAYS, ids=repr)
@settings(max_examples=50)
@given(table=plain_tables)
def test_a_plain_table_is_never_refused(
    way: tuple[tuple[str, str], str, str], table: list[tuple[str, str]]
) -> None:
    (separator, quoting), end, encoding = way
    text = _written(_rows(table), separator, quoting, end)
    assert text is not None
    saved = _read(text, encoding)
    assert saved is not None
    assert saved.frame.fillna("").to_numpy().tolist() == _rows(table)


multiline = st.text(st.sampled_from('ab "\n,'), max_size=12)


@given(table=st.lists(st.tuples(multiline, multiline), min_size=1, max_size=6))
def test_values_of_several_lines_are_read_back_where_all_values_are_enclosed(
    table: list[tuple[str, str]],
) -> None:
    text = _written(_rows(table), ",", "all", "\n")
    assert text is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leads.csv")
        path.write_bytes(text.encode())
        saved = read_leads(path, ReadingOptions(quotes="enclose"))
    assert saved.frame.fillna("").to_numpy().tolist() == _rows(table)
