"""What is noticed while leads are read from a file stands in the receipts of searches over them."""

from pathlib import Path

import pytest

import leadwidgets as lw

NOTES = (
    (
        "leads.csv, semicolon-separated, UTF-8: 2 of 6 lines became 2 leads; the others are "
        "2 above the column names, 1 with the column names, 1 of a footer"
    ),
    "The column names were found below lines 1 to 2, which were not read",
    "A footer in line 6 was left out: totals or notices, no leads",
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text("Report\nof spring\nlead_id;campaign_id;zip\n1;5;01234\n2;5;\nTotal;2;\n")
    return path


def _notes(account: lw.Account) -> tuple[str, ...]:
    return lw.search(lw.SearchCriteria(), account).receipt.notes


def test_receipts_say_how_many_lines_became_leads_and_what_else_was_noticed(export: Path) -> None:
    account = lw.Sandbox.from_leads(export)
    assert account.notes == NOTES
    assert _notes(account) == NOTES
    assert f"Note: {NOTES[0]}" in lw.search(lw.SearchCriteria(), account).receipt.lines()


def test_a_kept_account_keeps_its_notes(export: Path) -> None:
    file = export.with_suffix(".duckdb")
    lw.Sandbox.from_leads(export, file=file)
    assert _notes(lw.Sandbox(file=file)) == NOTES


def test_a_served_account_has_its_notes(export: Path) -> None:
    with lw.Sandbox.from_leads(export).serve() as served:
        assert _notes(served) == NOTES


def test_other_accounts_have_none() -> None:
    account = lw.Sandbox(leads=3)
    assert account.notes == ()
    assert _notes(account) == ()
