"""Accounts kept in a file: the same leads when opened again, by several at once."""

import re
from pathlib import Path

import pandas as pd
import pytest
from sandbox.foreign import Foreign

import leadwidgets as lw
from leadwidgets.sandbox import Dialect, Sandbox


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "account.duckdb"


def test_an_account_is_the_same_when_opened_again(file: Path) -> None:
    first = Sandbox(leads=700, seed=3, file=file)
    assert not file.exists()
    leads = first.raw_leads()
    pd.testing.assert_frame_equal(leads, Sandbox(leads=700, seed=3).raw_leads())
    again = Sandbox(file=file)
    pd.testing.assert_frame_equal(again.raw_leads(), leads)
    assert Foreign(again).search({}).content == Foreign(first).search({}).content
    assert again.stories().equals(first.stories())
    lists = "/dialGroups/50011/campaigns/136785/lists"
    assert Foreign(again).get(lists).json() == Foreign(first).get(lists).json()


def test_a_kept_account_speaks_any_dialect(file: Path) -> None:
    Sandbox(leads=700, file=file).raw_leads()
    other = Foreign(Sandbox(file=file, dialect=Dialect(lead_state_spelling="underscore")))
    assert {row["leadState"] for row in other.rows({"leadStates": ["DO-NOT-CALL"]})} == {
        "DO_NOT_CALL"
    }


def test_a_snapshot_is_kept_with_its_lists_and_undocumented_fields(file: Path) -> None:
    leads = pd.DataFrame({"leadId": [1], "campaignId": [7], "leadState": "ODD", "Shoe": ["44"]})
    Sandbox.from_leads(leads, name="Shoes", file=file)
    again = Sandbox(file=file)
    foreign = Foreign(again)
    assert again.name == "Shoes"
    assert foreign.rows({})[0]["Shoe"] == "44"
    assert "ODD" in foreign.get("/campaignLeads/leadStates").json()
    assert again.stories().empty


@pytest.mark.slow
def test_a_file_is_not_taken_for_another_account(file: Path) -> None:
    Sandbox(leads=40, seed=3, file=file).raw_leads()
    assert len(Sandbox(leads=40, seed=3, file=file).raw_leads()) == 40
    with pytest.raises(lw.SnapshotError, match="has 40, expected that or None, got 41"):
        Sandbox(leads=41, file=file)
    with pytest.raises(lw.SnapshotError, match="has 3, expected that or None, got 4"):
        Sandbox(seed=4, file=file)


def test_a_file_that_is_there_is_never_overwritten(file: Path) -> None:
    file.write_text("my own")
    leads = pd.DataFrame({"leadId": [1], "campaignId": [7]})
    with pytest.raises(lw.SnapshotError, match="is there already"):
        Sandbox.from_leads(leads, file=file)
    with pytest.raises(lw.SnapshotError, match=f"{re.escape(str(file))} holds no account"):
        Sandbox(file=file)
    assert file.read_text() == "my own"


def test_a_folder_that_is_not_there_is_an_error_that_says_so(tmp_path: Path) -> None:
    leads = pd.DataFrame({"leadId": [1], "campaignId": [7]})
    with pytest.raises(lw.SnapshotError, match="cannot be written"):
        Sandbox.from_leads(leads, file=tmp_path / "nowhere" / "account.duckdb")
