"""Workbooks of leads: the right sheet, each cell as it shows, whatever the file is called."""

import datetime as dt
import sys
import zipfile
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
SHEET = "xl/worksheets/sheet1.xml"
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


@pytest.mark.slow
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


def test_a_row_of_a_sheet_is_called_so(tmp_path: Path) -> None:
    path = _write(tmp_path / "leads.xlsx", {"a": [*LEADS, [3, None, "READY"]]})
    with pytest.raises(lw.SnapshotError, match=r"is empty in row 3 below .* on row 4 of the sheet"):
        lw.Sandbox.from_leads(path)
    path = _write(tmp_path / "leads.xlsx", {"a": [*LEADS, [3, 5, "READY"], ["x", 5, "READY"]]})
    with pytest.raises(lw.SnapshotError, match=r"in row 4 below .* \(row 5 of the sheet\)"):
        lw.Sandbox.from_leads(path)


def _write_formulas(path: Path, *formulas: tuple[str, str, str | int]) -> Path:
    """Write leads with cells that hold formulas: a place, the formula and its result."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Leads & others")
    for number, row in enumerate(LEADS):
        sheet.write_row(number, 0, row)
    for place, formula, result in formulas:
        sheet.write_formula(place, formula, None, result)
    book.close()
    return path


def test_errors_are_kept_as_the_texts_that_they_show_and_told_with_their_place(
    tmp_path: Path,
) -> None:
    path = _write_formulas(
        tmp_path / "leads.xlsx",
        ("C2", "=NA()", "#N/A"),
        ("C3", "=1/0", "#DIV/0!"),
        ("AB1", '="Notes"', "Notes"),
        ("AB3", "=Gone!A1", "#REF!"),
    )
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_state"].tolist() == ["#N/A", "#DIV/0!"]
    assert saved.frame["Notes"].tolist()[1] == "#REF!"
    assert saved.notes[1] == (
        "Errors in 3 cells (the first is C2) were kept as texts: #N/A, #DIV/0!, #REF!"
    )


def test_an_error_among_numbers_or_times_is_null_and_told(tmp_path: Path) -> None:
    path = _write_formulas(
        tmp_path / "leads.xlsx",
        ("D1", '="lead_passes"', "lead_passes"),
        ("D2", "=1/0", "#DIV/0!"),
        ("E1", '="loaded_dts"', "loaded_dts"),
        ("E2", "=Gone!A1", "#REF!"),
    )
    account = lw.Sandbox.from_leads(path)
    assert account.raw_leads()[["leadPasses", "loadedDts"]].isna().all(axis=None)
    assert {"lead_passes: #DIV/0! (1) became null", "loaded_dts: #REF! (1) became null"} <= set(
        account.notes
    )


@pytest.mark.parametrize("result", ["", None], ids=["openpyxl", "others"])
def test_formulas_that_were_never_worked_out_are_told_with_their_place(
    tmp_path: Path, result: str | None
) -> None:
    path = _write_formulas(tmp_path / "leads.xlsx", ("C2", "=UPPER(D2)", ""), ("C3", "=D3", ""))
    if result is None:
        _replace_in_part(path, SHEET, b"<v></v>", b"")
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_state"].isna().all()
    assert saved.notes[1] == (
        "Formulas in 2 cells (the first is C2) were never worked out and became null: open the "
        "workbook in a spreadsheet and save it"
    )


def test_zeros_that_may_stand_for_the_result_of_a_formula_are_told(tmp_path: Path) -> None:
    path = _write_formulas(tmp_path / "leads.xlsx", ("D1", '="Size"', "Size"), ("D3", "=A1", 0))
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["Size"].fillna("").tolist() == ["", "0"]
    assert saved.notes[1].startswith("Formulas in 1 cell (the first is D3) have the result 0 in a")
    _replace_in_part(path, "xl/workbook.xml", b' fullCalcOnLoad="1"', b"")
    assert len(read_leads(path, ReadingOptions()).notes) == 1


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = _write_formulas(tmp_path / "leads.xlsx", ("C2", '=""', ""))
    _replace_in_part(path, SHEET, b'<c r="C2">', b'<c r="C2" t="str">')
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_state"].fillna("").tolist() == ["", "COMPLETE"]
    assert len(saved.notes) == 1


def _replace_in_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    assert old in parts[part]
    with zipfile.ZipFile(path, "w") as after:
        for name, content in (parts | {part: parts[part].replace(old, new)}).items():
            after.writestr(name, content)


OPEN_DOCUMENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Leads">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_a_workbook_that_does_not_tell_errors_from_empty_cells_is_said_to_be_such(
    tmp_path: Path,
) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in LEADS
    )
    path = tmp_path / "leads.ods"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", OPEN_DOCUMENT.format(rows=rows))
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_state"].tolist() == ["READY", "COMPLETE"]
    assert "errors such as #N/A and formulas that were never worked out read as" in saved.notes[1]
