"""Text files as other programs write them: served as they are meant, or refused with what to do."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from sandbox.foreign import Foreign

import leadwidgets as lw
from leadwidgets.result.exports import write_csv
from leadwidgets.sandbox import ReadingOptions
from leadwidgets.sandbox.snapshots.sources import read_leads

TABLE = 'leadId,campaignId,firstName,zip\n2,10,Renée,01234\n1,10,"Ana, Bo",\n'
AS_WRITTEN = {
    "commas": TABLE.encode(),
    "byte order mark": TABLE.encode("utf-8-sig"),
    "Windows line ends": TABLE.replace("\n", "\r\n").encode(),
    "Windows line ends written as text": TABLE.replace("\n", "\r\r\n").encode(),
    "line ends of old Macs": TABLE.replace("\n", "\r").encode(),
    "semicolons": b'leadId;campaignId;firstName;zip\n2;10;Ren\xc3\xa9e;01234\n1;10;"Ana, Bo";\n',
    "tabs": b"leadId\tcampaignId\tfirstName\tzip\n2\t10\tRen\xc3\xa9e\t01234\n1\t10\tAna, Bo\t\n",
    "named separator": "sep=,\n".encode("utf-8-sig") + TABLE.encode(),
    "empty rows at the end": f"{TABLE},,,\n,,,\n \n".encode(),
    "separators at the end": TABLE.replace("01234", "01234,").replace('",', '",,').encode(),
    "separators at the end of the names too": re.sub("(.)\n", r"\1,\n", TABLE).encode(),
    "empty lines": TABLE.replace("\n", "\n\n").encode(),
    "no line end at the end": TABLE.removesuffix("\n").encode(),
    "Windows-1252": TABLE.encode("cp1252"),
    "UTF-16": TABLE.encode("utf-16"),
    "UTF-16 without a mark": TABLE.encode("utf-16-be"),
    "UTF-16 without a mark, below a blank line": f"\r\n{TABLE}".encode("utf-16-le"),
    "UTF-32 without a mark": TABLE.encode("utf-32-le"),
}
REFUSED = {
    "nothing": (b"", "it is empty"),
    "blank lines": (b"\n\n", "it is empty"),
    "a name twice": (b"leadId,leadId,campaignId\n1,2,3\n", "columns are named 'leadId'"),
    "a long row": (b"leadId,campaignId\n1,10\n2,10,x,y\n", "line 3 holds 4 values for 2 column"),
    "an unnamed column": (b"leadId,campaignId\n1,10,x\n", "line 2 holds 3 values for 2 column"),
    "a separator too many": (b"leadId,campaignId\n1,10\n2,10,\n", "line 3 has 3 values for 2"),
    "no names": (b"1,5550100,Ann\n2,5550101,Bo\n", "line 1 holds values instead of column names"),
    "a subtotal": (
        b"leadId,campaignId,city\n1,2,A\nSpring campaign\n3,2,B\n",
        "line 3 has one value for 3 column names, and it is no id",
    ),
    "a web page": (b"<html><table><tr><td>leadId</td></tr></table>", "web page or XML"),
}


@pytest.fixture
def served(tmp_path: Path) -> Callable[[bytes], lw.Sandbox]:
    def serve(content: bytes) -> lw.Sandbox:
        path = tmp_path / "leads.csv"
        path.write_bytes(content)
        return lw.Sandbox.from_leads(path)

    return serve


@pytest.mark.slow
@pytest.mark.parametrize("way", AS_WRITTEN)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_table_is_served_however_it_was_written(
    tmp_path: Path, *, way: str, packed: bool
) -> None:
    path = tmp_path / ("leads.csv.gz" if packed else "leads.csv")
    path.write_bytes(gzip.compress(AS_WRITTEN[way]) if packed else AS_WRITTEN[way])
    rows = Foreign(lw.Sandbox.from_leads(path)).rows({})
    shown = [(row["leadId"], row["campaignId"], row["firstName"], row["zip"]) for row in rows]
    assert shown == [(1, 10, "Ana, Bo", None), (2, 10, "Renée", "01234")]


def test_column_names_alone_are_no_leads(served: Callable[[bytes], lw.Sandbox]) -> None:
    assert served(b"leadId;campaignId\n").raw_leads().empty


def test_a_text_is_not_cut_at_a_zero_byte(served: Callable[[bytes], lw.Sandbox]) -> None:
    leads = served(b"leadId,campaignId,firstName\n1,5,Zo\0ey\n").raw_leads()
    assert leads["firstName"].tolist() == ["Zo\0ey"]


@pytest.mark.parametrize("way", REFUSED)
def test_what_is_no_table_is_refused_and_says_where(
    served: Callable[[bytes], lw.Sandbox], way: str
) -> None:
    content, why = REFUSED[way]
    with pytest.raises(lw.SnapshotError, match=r"leads\.csv could not be read") as caught:
        served(content)
    assert why in str(caught.value)
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("way", "advice", "wrong", "right"),
    [
        ("a name twice", "Rename", b"leadId,leadId", b"leadId,other"),
        ("a long row", "as many values as there are column names", b"2,10,x,y", b"2,10"),
        ("an unnamed column", "as many values as there are", b"campaignId\n", b"campaignId,note\n"),
        ("a separator too many", "Take off the separators", b"2,10,\n", b"2,10\n"),
        ("no names", "Put a line with the names", b"1,555", b"leadId,leadPhone,firstName\n1,555"),
        ("a subtotal", "Take the line out", b"Spring campaign\n", b""),
    ],
)
def test_a_refused_table_is_read_once_its_advice_is_taken(
    tmp_path: Path, way: str, advice: str, wrong: bytes, right: bytes
) -> None:
    path = tmp_path / "leads.csv"
    content = REFUSED[way][0]
    path.write_bytes(content)
    with pytest.raises(lw.SnapshotError, match=advice):
        read_leads(path, ReadingOptions())
    assert wrong in content
    path.write_bytes(content.replace(wrong, right))
    assert len(read_leads(path, ReadingOptions()).frame) >= 1


def test_separators_are_those_that_rows_agree_on(served: Callable[[bytes], lw.Sandbox]) -> None:
    decimals = b"lead_id;campaign_id;score;notes,a,b,c,d,e\n1;5;1,5;x\n2;5;2,5;y\n"
    assert served(decimals).raw_leads()["campaignId"].tolist() == [5, 5]
    remarks = b"No\tCampaign\tName\n" + b"".join(b"%d\t5\tDoe, Ann\n" % n for n in range(1, 9))
    path = served(remarks.replace(b"No\tCampaign", b"leadId\tcampaignId"))
    assert path.raw_leads()["leadId"].tolist() == list(range(1, 9))


def test_a_column_without_a_name_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("leadId,,campaignId,\n1,kept,5,\n")
    frame = read_leads(path, ReadingOptions()).frame
    assert frame.to_dict("list") == {"leadId": ["1"], "column 2": ["kept"], "campaignId": ["5"]}


def test_leads_with_fewer_values_are_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("leadId,campaignId,city,state\n1,5,A,NY\n2,5\n3\n")
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["leadId"].tolist() == ["1", "2", "3"]
    assert "2 leads have fewer values than there are columns, the first in line 3" in saved.notes[1]
    assert saved.place(1) == "row 2 below the column names (line 3 of the file)"


TITLES = {
    "one cell": "Leads of spring\n\n",
    "padded": "Leads of spring,,,\nMade,2026-11-01,,\n",
    "named as a field is": "Campaign Name,Spring\n",
}


@pytest.mark.parametrize("way", TITLES)
def test_titles_above_the_names_are_passed_over_and_told(tmp_path: Path, way: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(f"{TITLES[way]}lead_id,campaign_id,city,state\n1,5,A,NY\n2,5,B,CA\n")
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_id"].tolist() == ["1", "2"]
    lines = TITLES[way].count("\n")
    assert f"{lines:,} above the column names" in saved.notes[0]
    assert saved.lines is not None
    assert saved.lines.tolist() == [lines + 2, lines + 3]
    assert any("The column names were found below line" in note for note in saved.notes)


def test_leads_above_a_second_line_of_names_are_never_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    table = "lead_id,campaign_id\n1,5\n2,5\n"
    path.write_text(f"Leads\n{table}lead_id,campaign_id,lead_state\n3,5,READY\n")
    with pytest.raises(lw.SnapshotError, match="line 2 and line 5 both name columns"):
        read_leads(path, ReadingOptions())
    path.write_text(table)
    assert len(read_leads(path, ReadingOptions()).frame) == 2


FOOTERS = {
    "report": '\n\n"Leads Report"\n"Copyright (c) 2026"\n"Generated By: Ann"\n"Example Co"\n',
    "confidential": "Confidential Information - Do Not Distribute\n",
    "grand total": "Grand Totals (2 records)\n",
    "total": "Total,2,,\n",
    "total at the end": ",,,Total: 2\n",
    "rows affected": "\n(2 rows affected)\n",
    "single below a gap": "\nExample Co\nDallas\n",
}


@pytest.mark.parametrize("way", FOOTERS)
def test_footers_are_left_out_and_told(tmp_path: Path, way: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(f"lead_id,campaign_id,city,state\n1,5,A,NY\n2,5,B,CA\n{FOOTERS[way]}")
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["lead_id"].tolist() == ["1", "2"]
    rows = sum(1 for line in FOOTERS[way].split("\n") if line)
    assert f"{rows} of a footer" in saved.notes[0]
    assert any("A footer in line" in note for note in saved.notes)


@pytest.mark.parametrize(
    "last",
    ["3\n", "3,5\n", "00QXX00000AbCdE\n", "3,5,Total,NY\n", "Total,3,,\n"],
    ids=["cut off", "short", "a foreign id", "a city called so", "the id is elsewhere"],
)
def test_a_row_with_an_id_is_never_a_footer(tmp_path: Path, last: str) -> None:
    path = tmp_path / "leads.csv"
    names = "city,lead_id,x,y" if last.startswith("Total") else "lead_id,campaign_id,city,state"
    path.write_text(f"{names}\n1,5,A,NY\n2,5,B,CA\n\n{last}")
    assert len(read_leads(path, ReadingOptions()).frame) == 3


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("lead_id,campaign_id,state\nann@example.com,5,NY\ncount@example.com,5,\n", {}),
        ("lead_id,campaign_id,state\n1,5,NY\n\n 2,,\n", {}),
        ("city,Ref,campaign_id,state\nA,1,5,NY\nTotal,2,,\n", {"Ref": "lead_id"}),
    ],
    ids=["an e-mail address", "blanks around it", "in a column that the user names"],
)
def test_whatever_may_be_an_id_keeps_a_lead_out_of_the_footer(
    tmp_path: Path, text: str, columns: dict[str, str]
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(text)
    assert len(read_leads(path, ReadingOptions(), columns).frame) == 2


def test_every_line_is_accounted_for(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(
        'Report\nlead_id,campaign_id,city\n1,5,"two\nlines"\n\n2,5,B\n,,\nTotal,2,\nReport of Ann\n'
    )
    saved = read_leads(path, ReadingOptions())
    assert saved.source == "leads.csv, comma-separated, UTF-8"
    assert saved.notes[0] == (
        "leads.csv, comma-separated, UTF-8: 3 of 9 lines became 2 leads; the others are "
        "1 above the column names, 1 with the column names, 2 empty, 2 of a footer"
    )
    assert saved.lines is not None
    assert saved.lines.tolist() == [3, 6]


def test_a_lone_return_inside_a_value_ends_no_row(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(b'leadId,campaignId,note\n1,5,a\rb\n2,5,"c\r\nd"\n3,5,e\n')
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["note"].tolist() == ["a\rb", "c\r\nd", "e"]


def test_apostrophes_that_our_own_csv_puts_in_front_are_taken_off_and_counted(
    tmp_path: Path,
) -> None:
    texts = ["=1", " =1", "\u00a0+1", "\uff20x", "\u200b\uff1d1", "\tx", "'quoted", "\U000e0001@x"]
    notes = [*texts, "plain", "it's"]
    leads = pd.DataFrame({"lead_id": range(len(notes)), "campaign_id": 5, "=note": notes})
    write_csv(leads, tmp_path / "leads.csv")
    saved = read_leads(tmp_path / "leads.csv", ReadingOptions())
    assert saved.frame["=note"].tolist() == notes
    assert saved.notes[1] == (
        f"{len(texts) + 1} apostrophes in front of what a spreadsheet would run as a formula, or "
        "of an apostrophe, left out"
    )


AS_TEXT = {
    "as it stands": 'lead_id,campaign_id,="zip"\n1,5,="02134"\n2,5,90001\n3,5,=""\n',
    "between quotation marks": (
        'lead_id,campaign_id,"=""zip"""\n1,5,"=""02134"""\n2,5,90001\n3,5,"="""""\n'
    ),
}


@pytest.mark.parametrize("way", AS_TEXT)
def test_a_text_written_as_a_formula_to_keep_its_zeros_is_read_as_the_text(
    tmp_path: Path, way: str
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(AS_TEXT[way])
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["zip"].fillna("").tolist() == ["02134", "90001", ""]
    assert saved.notes[1:] == (
        '3 values written as ="02134", which keeps zeros in a spreadsheet, read as the text within',
    )


def test_our_own_csv_keeps_such_a_text_as_it_is(tmp_path: Path) -> None:
    texts = ['="02134"', '\'="1"', '="\'=1"']
    leads = pd.DataFrame({"lead_id": [1, 2, 3], "campaign_id": 5, "note": texts})
    write_csv(leads, tmp_path / "leads.csv")
    assert read_leads(tmp_path / "leads.csv", ReadingOptions()).frame["note"].tolist() == texts
