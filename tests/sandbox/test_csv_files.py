"""CSV files as other programs write them: served as they are meant, or refused with what to do."""

import gzip
from pathlib import Path

import pytest
from sandbox.foreign import Foreign

import leadwidgets as lw

TABLE = 'leadId,campaignId,firstName,zip\n2,10,Renée,01234\n1,10,"Ana, Bo",\n'
AS_WRITTEN = {
    "commas": TABLE.encode(),
    "byte order mark": TABLE.encode("utf-8-sig"),
    "Windows line ends": TABLE.replace("\n", "\r\n").encode(),
    "semicolons": b'leadId;campaignId;firstName;zip\n2;10;Ren\xc3\xa9e;01234\n1;10;"Ana, Bo";\n',
    "tabs": b"leadId\tcampaignId\tfirstName\tzip\n2\t10\tRen\xc3\xa9e\t01234\n1\t10\tAna, Bo\t\n",
    "named separator": "sep=,\n".encode("utf-8-sig") + TABLE.encode(),
    "empty rows at the end": f"{TABLE},,,\n,,,\n".encode(),
    "separators at the end": TABLE.replace("01234", "01234,").replace('",', '",,').encode(),
}
UNREADABLE = {
    "nothing": (b"", "it is empty"),
    "blank lines": (b"\n\n", "it is empty"),
    "Latin-1": (TABLE.encode("latin-1"), "not UTF-8 text. Save it as “CSV UTF-8”"),
    "UTF-16": (TABLE.encode("utf-16"), "not UTF-8 text"),
    "a name twice": (b"leadId,leadId,campaignId\n1,2,3\n", "columns are named 'leadId'"),
    "a long row": (b"leadId,campaignId\n1,10\n2,10,x,y\n", "Expected 2 fields in line 3, saw 4"),
    "an unnamed column": (b"leadId,campaignId\n1,10,x\n", "3 values for 2 column names"),
    "an open quotation mark": (b'leadId,campaignId\n1,"10\n', "starting at row 1"),
}


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


def test_column_names_alone_are_no_leads(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("leadId;campaignId\n")
    assert lw.Sandbox.from_leads(path).raw_leads().empty


def test_a_text_is_not_cut_at_a_zero_byte(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("leadId,campaignId,firstName\n1,5,Zo\0ey\n")
    assert lw.Sandbox.from_leads(path).raw_leads()["firstName"].tolist() == ["Zo\0ey"]


@pytest.mark.parametrize("way", UNREADABLE)
def test_what_is_no_table_is_refused_and_says_where(tmp_path: Path, way: str) -> None:
    content, why = UNREADABLE[way]
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    with pytest.raises(lw.SnapshotError, match=r"leads\.csv could not be read") as caught:
        lw.Sandbox.from_leads(path)
    assert why in str(caught.value)
    assert caught.value.next_step
