"""Excel workbooks, read back by another library: every value as it was, and no formula."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from results import ROWS, leads, receipt, result

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import ExcelLimitError, MissingExtraError
from leadwidgets.fields import Comparison
from leadwidgets.frame import empty_leads
from leadwidgets.result.excel import MOST_LEADS, check_leads, write_excel

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d")


def sheets_of(frame: pd.DataFrame) -> Any:  # noqa: ANN401 - published without types
    target = io.BytesIO()
    write_excel(frame, receipt(), target)
    return openpyxl.load_workbook(target)


def cells_of(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Give the cells beneath each column name."""
    columns = sheets_of(frame)["Leads"].iter_cols()
    return {unescape(head.value): list(cells) for head, *cells in columns}


def texts_of(values: list[Any]) -> list[str | None]:
    cells = cells_of(pd.DataFrame({"text": pd.Series(values, dtype=object)}))["text"]
    return [None if cell.value is None else unescape(cell.value) for cell in cells]


def test_every_documented_value_is_in_the_sheet_and_no_cell_is_a_formula() -> None:
    cells = cells_of(leads())
    first = {name: column[0].value for name, column in cells.items()}
    assert list(cells) == list(leads().columns)
    assert not [cell for column in cells.values() for cell in column if cell.data_type == "f"]
    for column, field in [
        ("lead_phone", "leadPhone"),
        ("first_name", "firstName"),
        ("last_name", "lastName"),
        ("email", "email"),
        ("extern_id", "externId"),
        ("list_id", "listId"),
        ("list_desc", "listDesc"),
        ("zip", "zip"),
        ("suppressed", "suppressed"),
    ]:
        assert first[column] == ROWS[0][field]
    assert unescape(first["aux_data1"]) == "\tsecret"
    assert first["lead_passes"] is None
    assert cells["lead_passes"][1].value == 7


@pytest.mark.parametrize("start", STARTS)
def test_text_and_names_stay_text_whatever_they_begin_with(start: str) -> None:
    text = f"{start}1+1"
    sheet = sheets_of(pd.DataFrame({text: [text], "c": pd.Categorical([text])}))["Leads"]
    for cell in (sheet["A1"], sheet["A2"], sheet["B2"]):
        assert (unescape(cell.value), cell.data_type, cell.number_format) == (text, "s", "@")
        assert cell.quotePrefix


@pytest.mark.slow
@settings(max_examples=25)  # each writes a workbook
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_text_comes_back(texts: list[str]) -> None:
    assert texts_of(texts) == texts


@pytest.mark.parametrize(
    "text",
    ["<r>", "</r>", "<r><t>x</t></r>", "<r></c></row></r>", "_x0041_", "\x00\x1f", "{=1}", "0123"],
)
def test_text_that_looks_like_markup_or_a_number_comes_back(text: str) -> None:
    assert texts_of([None, text]) == [None, text]


def test_ids_keep_every_digit_and_short_numbers_are_numbers() -> None:
    cells = cells_of(
        pd.DataFrame(
            {
                "long": [2**63 - 1, 2],
                "negative": pd.array([-(2**53) - 1, None], dtype="Int64"),
                "short": [10**15 - 1, -(10**15) + 1],
                "mixed": pd.Series([2**70, True], dtype=object),
            }
        )
    )
    values = {name: [cell.value for cell in column] for name, column in cells.items()}
    assert values == {
        "long": ["9223372036854775807", "2"],
        "negative": ["-9007199254740993", None],
        "short": [10**15 - 1, -(10**15) + 1],
        "mixed": [str(2**70), True],
    }


def test_numbers_without_value_are_blank_and_endless_ones_text() -> None:
    cells = cells_of(pd.DataFrame({"x": [0.1, np.nan, np.inf]}))["x"]
    assert [cell.value for cell in cells] == [0.1, None, "inf"]


def test_times_are_dates_in_utc_and_say_so() -> None:
    times = pd.Series(["2026-07-01T10:20:30.123+02:00", None, "1900-03-01T00:00:00.000Z"])
    frame = pd.DataFrame(
        {
            "aware": pd.to_datetime(times, utc=True).dt.tz_convert("Europe/Berlin"),
            "naive": pd.to_datetime(["2026-07-01 10:20:30"] * 3),
        }
    )
    cells = cells_of(frame)
    aware = [cell.value for cell in cells["aware"]]
    assert aware == [datetime(2026, 7, 1, 8, 20, 30, 123000), None, datetime(1900, 3, 1)]  # noqa: DTZ001
    assert cells["aware"][0].number_format.endswith('"UTC"')
    assert cells["naive"][0].value == datetime(2026, 7, 1, 10, 20, 30)  # noqa: DTZ001
    assert "UTC" not in cells["naive"][0].number_format


def test_times_that_excel_has_no_calendar_for_are_text() -> None:
    times = pd.Series(
        [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)],
        dtype="datetime64[ms, UTC]",
        index=[3, 3],
    )
    first, last = (cell.value for cell in cells_of(pd.DataFrame({"time": times}))["time"])
    assert first == "0001-01-01T00:00:00+00:00"
    assert last == datetime(9999, 12, 31, 23)  # noqa: DTZ001


def test_a_workbook_without_leads_has_the_column_names() -> None:
    assert list(cells_of(empty_leads())) == list(empty_leads().columns)


def test_the_receipt_has_a_sheet_of_its_own() -> None:
    rows = list(sheets_of(leads())["Receipt"].iter_rows(values_only=True))
    facts = dict(rows)
    assert facts["receipt"] == receipt().headline
    assert (facts["matched"], facts["complete"]) == (12_345, True)
    assert facts["criteria: campaign_ids"] == 136785
    assert facts["criteria: first_name"] == "Jon"
    assert ("note", *receipt().notes) in rows


@pytest.mark.slow
def test_criteria_of_any_length_are_in_the_receipts_sheet(tmp_path: Path) -> None:
    phones = [f"2125{number:06}" for number in range(5_000)]
    criteria = SearchCriteria(
        lead_phone_numbers=phones, lead_passes_criteria=Comparison("LESS_THAN", 3)
    )
    path = tmp_path / "leads.xlsx"
    write_excel(leads(), receipt(criteria=criteria), path)
    rows = list(openpyxl.load_workbook(path)["Receipt"].iter_rows(values_only=True))
    assert [value for what, value in rows if what == "criteria: lead_phone_numbers"] == phones
    assert ("criteria: lead_passes_criteria", '{"operator": "LESS_THAN", "value": 3}') in rows


def test_masking_reaches_both_sheets(tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    result().to_excel(path, mask_pii=True)
    shown = str([list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)])
    for secret in ("HYPERLINK", "Nuñez", "zoe", "quoted", "secret", "5550123", "Zoë", "Jon"):
        assert secret not in shown
    assert str(2**53 + 1) in shown


def test_more_leads_than_a_sheet_has_rows_are_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    check_leads(MOST_LEADS)
    many = pd.DataFrame({"lead_id": np.arange(MOST_LEADS + 1)})
    with pytest.raises(ExcelLimitError, match=r"1,048,575 leads.*not 1,048,576.*Parquet or CSV"):
        write_excel(many, receipt(), tmp_path / "leads.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["x" * 32_767, "y" * 32_768]})
    path = tmp_path / "leads.xlsx"
    path.write_text("last week's")
    with pytest.raises(ExcelLimitError, match=r"32,767 characters at most; row 2, column 2"):
        write_excel(frame, receipt(), path)
    assert path.read_text() == "last week's"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_excel(leads(), receipt(), tmp_path / "nowhere" / "leads.xlsx")


def test_a_missing_writer_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"xlsxwriter.*pip install 'leadwidgets\[excel\]'"):
        result().to_excel(tmp_path / "leads.xlsx")
