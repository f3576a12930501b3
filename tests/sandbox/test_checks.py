"""Checking a file of leads before it is loaded: what it holds, and what has to be said first."""

import html
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import leadwidgets as lw

EXPORT = """\
Record ID,First name,Phone,E-mail,Created,Time zone,Notes
51,Ann,(555) 010-0001,ann@example.com,1793520000,EST,call 555-0100-009
52,Bo,5.55E+09,bo@example.com,1793520001,-5.00,NULL
53,Cy,,cy@example.com,,EST,
"""
PERSONAL = ("Ann", "Cy", "555) 010", "010-0001", "0100-009", "example.com")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give a file of leads that another program has written."""
    path = tmp_path / "export.csv"
    path.write_text(EXPORT)
    return path


def test_each_column_is_told_with_its_field_and_reading(export: Path) -> None:
    columns = lw.check(export, columns="auto").columns
    assert columns.fillna("").to_numpy().tolist() == [
        ["Record ID", "lead_id", "auto", "whole numbers", 3, 3],
        ["First name", "first_name", "name", "text", 3, 3],
        ["Phone", "lead_phone", "auto", "phone numbers", 2, 2],
        ["E-mail", "email", "name", "text", 3, 3],
        ["Created", "loaded_dts", "auto", "unix seconds", 2, 2],
        ["Time zone", "lead_timezone", "auto", "codes", 3, 2],
        ["Notes", "", "kept", "as it is", 2, 2],
    ]


def test_what_loads_is_ready_and_notes_what_its_receipts_will(export: Path) -> None:
    said: dict[str, Any] = {"columns": "auto", "campaign": "Spring"}
    check = lw.check(export, **said)
    assert check.ready
    assert check.leads == 3
    assert check.notes == lw.Sandbox.from_leads(export, **said).notes
    assert any("digits are gone in 1 value" in note for note in check.notes)
    assert any("kept: -5.00 (1)" in note for note in check.notes)


def test_every_refusal_is_told_at_once() -> None:
    leads = pd.DataFrame(
        {
            "lead_id": ["1", "2"],
            "lead_passes": ["few", "3"],
            "loaded_dts": ["11/3/2026", "11/4/2026"],
            "suppressed": ["perhaps", "no"],
        }
    )
    check = lw.check(leads)
    assert not check.ready
    about = re.compile("campaignId|lead_passes|loaded_dts|suppressed")
    assert [about.findall(str(refusal))[0] for refusal in check.refusals] == [
        "campaignId",
        "lead_passes",
        "loaded_dts",
        "suppressed",
    ]
    assert dict(zip(check.columns["column"], check.columns["reading"], strict=True)) == {
        "lead_id": "whole numbers",
        "lead_passes": "not readable",
        "loaded_dts": "m/d/y or d/m/y",
        "suppressed": "not readable",
    }


@pytest.mark.parametrize(
    ("leads", "said"),
    [
        ({"lead_id": [1, 2], "campaign_id": [5, 5]}, {}),
        ({"lead_id": [1, 1], "campaign_id": [5, 5]}, {}),
        ({"lead_id": [1, 2], "campaign_id": [5, None]}, {}),
        ({"lead_id": [1, 2], "campaign_id": [5, None]}, {"fill": {"campaign_id": 6}}),
        ({"lead_id": [1, 2], "campaign_id": [5, 5]}, {"campaign": "Spring"}),
        ({"lead_id": [1, 2], "leadId": [1, 2], "campaign_id": 5}, {}),
        ({"lead_id": [1, 2], "campaign_id": [5, 5]}, {"times": {"zip": "iso"}}),
        ({"lead_id": [1, 2], "campaign_id": [5, 5]}, {"fill": {"zop": "iso"}}),
        ({"lead_id": [1, 2], "campaign_id": 5, "x": ["a", r"\N"]}, {"null_words": [r"\N"]}),
        ({"lead_id": [1, 2], "campaign_id": 5, "x": [[1], [2, 3]]}, {"columns": "auto"}),
        ({"lead_id": [1, 2], "campaign_id": 5, "x": [1, 2]}, {"columns": {"y": "zip"}}),
        ({"lead_id": [], "campaign_id": []}, {}),
    ],
)
def test_a_check_is_ready_exactly_where_the_leads_load(
    leads: dict[str, Any], said: dict[str, Any]
) -> None:
    frame = pd.DataFrame(leads)
    check = lw.check(frame, **said)
    try:
        account = lw.Sandbox.from_leads(frame, **said)
    except lw.SnapshotError as error:
        assert not check.ready
        assert str(error) in map(str, check.refusals)
    else:
        assert check.ready
        assert check.notes[: len(account.notes)] == account.notes


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"columns": "auto", "campaign": "Spring"},
        {"columns": {"Record ID": "lead_id", "Phone": "campaign_id"}},
        {"columns": {"Record ID": "lead_id", "E-mail": "lead_timezone"}, "campaign": "Spring"},
        {"columns": {"Record ID": "lead_id", "E-mail": "list_id"}, "campaign": "Spring"},
        {"columns": ["auto", {"Phone": "lead_passes"}], "campaign": "Spring"},
    ],
)
def test_no_check_tells_who_a_lead_is(export: Path, said: dict[str, Any]) -> None:
    check = lw.check(export, **said)
    shown = f"{check!r} {check._repr_html_()}"
    assert "export.csv" in shown
    assert [value for value in PERSONAL if value in shown] == []


def test_what_a_stranger_wrote_is_text_in_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("lead_id,campaign_id,<img src=x>\n1,<b>Spring</b>,a\n")
    shown = lw.check(path)._repr_html_()
    assert "<img" not in shown
    assert "<b>Spring" not in shown
    assert html.escape("<img src=x>") in shown


def test_what_does_not_fit_hides_no_other_column(export: Path) -> None:
    check = lw.check(export, columns={"Nix": "lead_id", "Phone": "lead_phone"})
    assert "names 'Nix'" in str(check.refusals[0])
    assert check.mapping["Phone"] == "lead_phone"
    assert check.mapping["Record ID"] == "lead_id"


@pytest.mark.parametrize("column", ["Phone", "Lead status", "Notes"])
def test_text_that_is_not_unicode_is_refused(column: str) -> None:
    broken = pd.Series(["\ud800"], dtype="object")
    leads = pd.DataFrame({"lead_id": [1], "campaign_id": [5], column: broken})
    for load in (lw.check, lw.Sandbox.from_leads):
        with pytest.raises(lw.SnapshotError, match="text that is not Unicode"):
            load(leads, columns="auto")


def test_a_file_that_cannot_be_read_is_refused_as_it_is_on_loading(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("lead_id,campaign_id\n1,5\n2,5,6,7\n")
    with pytest.raises(lw.SnapshotError) as caught:
        lw.check(path)
    with pytest.raises(lw.SnapshotError, match=re.escape(str(caught.value))):
        lw.Sandbox.from_leads(path)
