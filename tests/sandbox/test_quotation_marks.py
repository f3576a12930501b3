"""Quotation marks in text files: where they enclose values, where they are text, where both may be.

A file that quotes nothing may hold values that begin with one. Read as the opening of a value, it
swallows rows: leads would be lost in silence.
"""

import json
import re
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.sandbox.snapshots import Quotes, ReadingOptions
from leadwidgets.sandbox.snapshots.sources import read_leads

HEAD = "lead_id\tcampaign_id\tcomments\tcity"
EVERYTHING = lw.SearchCriteria()


def _rows(comments: dict[int, str], leads: int = 10) -> str:
    rows = (f"{lead}\t5\t{comments.get(lead, '')}\tTown" for lead in range(1, leads + 1))
    return "\n".join([HEAD, *rows, ""])


TEXT = {
    "two begin with one": {1: '"call back Tue', 9: '"asked for Bob'},
    "one begins, one ends with one": {1: '"call back Tue', 9: 'asked for Bob"'},
    "one begins with one": {4: '"call back'},
    "inches": {2: '12" pipe', 5: 'said "call me"'},
    "a word at the beginning": {3: '"Bob" said no'},
}


@pytest.mark.parametrize("way", TEXT)
def test_marks_are_text_where_none_encloses_a_value(tmp_path: Path, way: str) -> None:
    path = tmp_path / "leads.txt"
    path.write_text(_rows(TEXT[way]))
    result = lw.search(EVERYTHING, lw.Sandbox.from_leads(path, limits=False))
    assert result.receipt.complete
    assert result.leads["lead_id"].tolist() == list(range(1, 11))
    found = dict(zip(result.leads["lead_id"], result.leads["comments"], strict=True))
    assert {lead: found[lead] for lead in TEXT[way]} == TEXT[way]
    assert "10 of 11 lines became 10 leads" in result.receipt.notes[0]


def test_it_is_told_where_a_mark_at_the_beginning_of_a_value_is_text(tmp_path: Path) -> None:
    path = tmp_path / "leads.txt"
    path.write_text(_rows(TEXT["two begin with one"]))
    told = "Quotation marks were read as text: none of them encloses a value"
    assert told in lw.Sandbox.from_leads(path).notes
    path.write_text(_rows(TEXT["inches"]))
    assert told not in lw.Sandbox.from_leads(path).notes


OPEN = {
    "a value encloses rows, another is enclosed": (
        {1: '"call back', 6: "b" + '"', 8: '"yes"'},
        "one value takes in lines 2 to 7, with as many separators as a whole row has",
    ),
    "a mark is never closed, another value is enclosed": (
        {3: '"call back', 2: '"yes"'},
        "a quotation mark opens a value in lines 4 to 11 and none closes it",
    ),
    "text follows a closing mark, another value is enclosed": (
        {3: '"Bob" said no', 2: '"yes"'},
        "text follows the quotation mark that closes a value in line 4",
    ),
}


@pytest.mark.parametrize("way", OPEN)
def test_where_both_may_be_meant_the_file_is_refused_until_the_user_says(
    tmp_path: Path, way: str
) -> None:
    comments, why = OPEN[way]
    path = tmp_path / "leads.txt"
    path.write_text(_rows(comments))
    with pytest.raises(lw.SnapshotError, match=re.escape(why)) as caught:
        lw.Sandbox.from_leads(path)
    assert "quotes='text', in a shell --quotes text" in str(caught.value)
    told = read_leads(path, ReadingOptions(quotes="text")).frame
    assert told["lead_id"].tolist() == [str(lead) for lead in range(1, 11)]
    assert {lead: told["comments"][lead - 1] for lead in comments} == comments


def test_a_pasted_table_in_a_value_is_read_where_the_user_says_so(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text('lead_id,campaign_id,note\n"1","5","a,b,c\nd,e,f"\n"2","5","x"\n')
    with pytest.raises(lw.SnapshotError, match="one value takes in lines 2 to 3") as caught:
        lw.Sandbox.from_leads(path)
    assert "quotes='enclose', in a shell --quotes enclose" in str(caught.value)
    assert "quotes='text'" not in str(caught.value)  # it would not work
    frame = read_leads(path, ReadingOptions(quotes="enclose")).frame
    assert frame["note"].tolist() == ["a,b,c\nd,e,f", "x"]


def test_a_value_that_takes_in_its_neighbours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text('lead_id,campaign_id,a,b\n1,5,"x,y"\n2,5,p,q\n')
    told = "line 2 holds 3 values for 4 column names, and one between quotation marks"
    with pytest.raises(lw.SnapshotError, match=told) as caught:
        lw.Sandbox.from_leads(path)
    assert {"quotes='text'", "quotes='enclose'"} <= set(
        re.findall(r"quotes='\w+'", str(caught.value))
    )
    as_text = read_leads(path, ReadingOptions(quotes="text")).frame
    assert as_text[["a", "b"]].to_numpy()[0].tolist() == ['"x', 'y"']
    enclosed = read_leads(path, ReadingOptions(quotes="enclose")).frame
    assert enclosed.loc[0, "a"] == "x,y"


def test_an_undoubled_mark_in_an_enclosed_value_is_refused_and_read_once_doubled(
    tmp_path: Path,
) -> None:
    path = tmp_path / "leads.csv"
    rows = '"lead_id","campaign_id","note"\n"1","5","12" pipe, long"\n"2","5","x"\n'
    path.write_text(rows)
    with pytest.raises(lw.SnapshotError, match="a mark inside such a value is doubled") as caught:
        lw.Sandbox.from_leads(path)
    assert "closes a value in line 2" in str(caught.value)
    path.write_text(rows.replace('12"', '12""'))
    assert read_leads(path, ReadingOptions()).frame["note"].tolist() == ['12" pipe, long', "x"]


def test_a_value_too_long_for_a_table_is_refused_and_read_as_json_lines(tmp_path: Path) -> None:
    path, long = tmp_path / "leads.csv", "x" * 200_000
    names = "lead_id,campaign_id,note\n"
    ways: list[tuple[str, Quotes]] = [
        (f'1,5,"{long}\n"', "enclose"),
        (f"1,5,{long}\n2,5", "text"),
    ]
    for row, quotes in ways:
        path.write_text(f"{names}{row}\n")
        with pytest.raises(lw.SnapshotError, match="longer than 131,072 characters") as caught:
            read_leads(path, ReadingOptions(quotes=quotes))
        assert "Shorten that value, or give the leads as JSON lines or Parquet" in str(caught.value)
    path.write_text(f'{names}1,5,"{long}"\n2,5,"x"\n')
    with pytest.raises(lw.SnapshotError, match=r"Say which it is: .*Otherwise: Shorten that value"):
        read_leads(path, ReadingOptions())
    lead = {"lead_id": 1, "campaign_id": 5, "note": long}
    path.write_text(json.dumps(lead))
    assert read_leads(path, ReadingOptions()).frame["note"].tolist() == [long]


def test_a_file_that_begins_with_a_value_too_long_for_a_name_is_not_called_empty(
    tmp_path: Path,
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("x" * 200_000)
    with pytest.raises(lw.SnapshotError, match="a value of more than 131,072 characters"):
        read_leads(path, ReadingOptions())


def test_what_quotation_marks_do_is_one_of_two_things() -> None:
    with pytest.raises(lw.InvalidArgumentError, match="expected 'enclose' or 'text', got 'none'"):
        ReadingOptions(quotes="none")  # type: ignore[arg-type]
