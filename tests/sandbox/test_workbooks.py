"""Workbooks of leads: the right sheet, each cell as it shows, whatever the file is called."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

import leadwidgets as lw
from leadwidgets.sandbox import ReadingOptions
from leadwidgets.sandbox.snapshots.sources import read_leads

Rows = list[list[Any]]
LEADS: Rows = [["lead_id", "campaign_id", "lead_state"], [1, 5, "READY"], [2, 5, "COMPLETE"]]
CONTACTS: Rows = [["Name", "Town"], ["Ann", "Dallas"]]


def _write(path: Path, sheets: dict[str, Rows], **formats: dict[str, str]) -> Path:
    book = xlsxwriter.Workbook(path)
    styles = {name: book.add_format(style) for name, style in formats.items()}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                style = styles.get(type(value).__name__)
                if value is not None:
                    sheet.write(number, column, value, *([style] if style else []))
    book.close()
    return path


def test_a_workbook_is_served(tmp_path: Path) -> None:
    account = lw.Sandbox.from_leads(_write(tmp_path / "leads.xlsx", {"Sheet1": LEADS}))
    assert account.raw_leads()["leadState"].tolist() == ["READY", "COMPLETE"]
    assert account.notes[0] == (
        "leads.xlsx, sheet 'Sheet1': 2 of 3 rows became 2 leads; the others are "
        "1 with the column names"
    )


def test_a_search_that_was_written_as_a_workbook_is_served_again(tmp_path: Path) -> None:
    found = lw.search(lw.SearchCriteria(), lw.Sandbox(leads=300, limits=False))
    found.to_excel(tmp_path / "leads.xlsx")
    again = lw.search(
        lw.SearchCriteria(), lw.Sandbox.from_leads(tmp_path / "leads.xlsx", limits=False)
    )
    columns = ["lead_id", "lead_phone", "zip", "lead_state", "loaded_dts", "last_pass_dts"]
    pd.testing.assert_frame_equal(again.leads[columns], found.leads[columns])


def test_cells_are_read_as_they_show(tmp_path: Path) -> None:
    row = [7, "02134", 1.5, dt.datetime(2026, 11, 3, 8, 5), dt.date(2026, 11, 4), True, " a\nb "]  # noqa: DTZ001 - a sheet has no zones
    path = _write(
        tmp_path / "leads.xlsx",
        {"Leads": [["a", "b", "c", "d", "e", "f", "g"], row]},
        datetime={"num_format": "yyyy-mm-dd hh:mm"},
        date={"num_format": "m/d/yyyy"},
    )
    [read] = read_leads(path, ReadingOptions()).frame.to_numpy().tolist()
    expected = ["7", "02134", "1.5", "2026-11-03T08:05:00", "2026-11-04", "true", " a\nb "]
    assert read == expected


def test_digits_that_a_workbook_does_not_keep_are_told(tmp_path: Path) -> None:
    rows: Rows = [["lead_id", "campaign_id", "extern_id"], [1, 5, 123456789012345678]]
    notes = read_leads(_write(tmp_path / "leads.xlsx", {"a": rows}), ReadingOptions()).notes
    assert "keeps 15 digits of a number; the last digits of longer ones in 'extern_id'" in notes[1]


def test_titles_totals_and_empty_columns_around_a_table_are_no_leads(tmp_path: Path) -> None:
    rows: Rows = [
        [None, "Leads of spring"],
        [],
        *([None, *row] for row in LEADS),
        [],
        [None, "Total", 2],
    ]
    saved = read_leads(_write(tmp_path / "leads.xlsx", {"a": rows}), ReadingOptions())
    assert saved.frame.to_dict("list") == {
        "lead_id": ["1", "2"],
        "campaign_id": ["5", "5"],
        "lead_state": ["READY", "COMPLETE"],
    }
    assert saved.lines is not None
    assert saved.lines.tolist() == [4, 5]
    assert (
        "2 above the column names, 1 with the column names, 1 empty, 1 of a footer"
        in saved.notes[0]
    )


def test_the_only_sheet_of_leads_is_taken_and_the_others_are_told(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Contacts": CONTACTS, "Export": LEADS, "Empty": []}
    saved = read_leads(_write(tmp_path / "leads.xlsx", sheets), ReadingOptions())
    assert len(saved.frame) == 2
    assert "The leads are those of the sheet 'Export'; not read: 'Contacts', 'Empty'" in saved.notes


def test_of_several_sheets_the_user_names_one(tmp_path: Path) -> None:
    path = _write(tmp_path / "leads.xlsx", {"Spring": LEADS, "Fall": LEADS[:2]})
    with pytest.raises(lw.SnapshotError, match="2 of its sheets may hold the leads") as caught:
        lw.Sandbox.from_leads(path)
    assert "with sheet=…, in a shell with --sheet: 'Spring', 'Fall'" in str(caught.value)
    assert len(lw.Sandbox.from_leads(path, sheet="Fall").raw_leads()) == 1
    with pytest.raises(
        lw.SnapshotError, match=r"it has no sheet 'fall'\. Name .* 'Spring', 'Fall'"
    ):
        lw.Sandbox.from_leads(path, sheet="fall")


def test_a_workbook_of_foreign_names_on_its_only_full_sheet_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "leads.xlsx", {"Empty": [], "Contacts": CONTACTS})
    assert read_leads(path, ReadingOptions()).frame["Town"].tolist() == ["Dallas"]


def test_empty_workbooks_and_sheets_are_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "leads.xlsx", {"Empty": []})
    with pytest.raises(lw.SnapshotError, match="its sheets are empty"):
        lw.Sandbox.from_leads(path)
    with pytest.raises(lw.SnapshotError, match="the sheet 'Empty' is empty"):
        lw.Sandbox.from_leads(path, sheet="Empty")


def test_a_workbook_by_another_name_is_read_and_told_for_what_it_is(tmp_path: Path) -> None:
    account = lw.Sandbox.from_leads(_write(tmp_path / "leads.csv", {"Sheet1": LEADS}))
    assert len(account.raw_leads()) == 2
    assert "leads.csv is a workbook, whatever its name says" in account.notes


def test_text_that_is_called_a_workbook_is_read_and_told_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text("lead_id\tcampaign_id\n1\t5\n")
    account = lw.Sandbox.from_leads(path)
    assert len(account.raw_leads()) == 1
    assert "export.xls is text, whatever its name says" in account.notes


def test_a_sheet_of_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("lead_id,campaign_id\n1,5\n")
    with pytest.raises(lw.SnapshotError, match=r"no workbook and has no sheets\. Leave the sheet"):
        lw.Sandbox.from_leads(path, sheet="Leads")


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(lw.SnapshotError, match="it is no workbook that can be read"):
        lw.Sandbox.from_leads(path)


def test_without_its_extra_a_workbook_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path / "leads.xlsx", {"Sheet1": LEADS})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(lw.MissingExtraError, match=r"leadwidgets\[excel\]"):
        lw.Sandbox.from_leads(path)


def test_leads_above_a_second_row_of_names_are_never_passed_over(tmp_path: Path) -> None:
    rows: Rows = [["lead_id", "campaign_id", None], [7, 5, None], *LEADS]
    with pytest.raises(lw.SnapshotError, match="row 1 and row 3 both name columns"):
        read_leads(_write(tmp_path / "leads.xlsx", {"a": rows}), ReadingOptions())
