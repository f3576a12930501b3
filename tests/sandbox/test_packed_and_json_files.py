"""Files packed alone, and leads as JSON."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.sandbox import ReadingOptions
from leadwidgets.sandbox.snapshots.sources import read_leads

CSV = b"lead_id,campaign_id,city\n1,5,A\n2,5,B\n"


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def _parquet() -> bytes:
    written = io.BytesIO()
    pd.read_csv(io.BytesIO(CSV)).to_parquet(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leads.csv", CSV),
        ("leads.tsv", CSV.replace(b",", b"\t")),
        ("folder/leads.csv.gz", gzip.compress(CSV)),
        ("leads.parquet", _parquet()),
        ("leads.jsonl", b'{"lead_id": 1, "campaign_id": 5}\n{"lead_id": 2, "campaign_id": 5}'),
    ],
)
def test_the_only_file_in_a_zip_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    path = _zip(tmp_path / "export.zip", {"__MACOSX/._leads": b"", "folder/": b"", name: content})
    account = lw.Sandbox.from_leads(path)
    assert account.raw_leads()["leadId"].tolist() == [1, 2]
    assert account.notes[0].startswith(f"{name} in export.zip, ")


def test_a_zip_of_several_files_is_refused_and_one_of_them_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "export.zip", {"a.csv": CSV, "b.csv": CSV})
    with pytest.raises(lw.SnapshotError, match=r"packs 2 files \('a.csv', 'b.csv'\)") as caught:
        lw.Sandbox.from_leads(path)
    assert "Unpack it and give the file that holds the leads" in str(caught.value)
    with zipfile.ZipFile(path) as packed:
        packed.extract("b.csv", tmp_path)
    assert len(read_leads(tmp_path / "b.csv", ReadingOptions()).frame) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (gzip.compress(CSV)[:-9], "a gzip file that is damaged or cut off"),
        (b"PK\x03\x04" + bytes(60), "a zip file that is damaged or cut off"),
        (_parquet()[:-30], "it is no parquet file"),
    ],
    ids=["gzip", "zip", "parquet"],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    with pytest.raises(lw.SnapshotError, match=why):
        lw.Sandbox.from_leads(path)


LEADS = [
    {"leadId": 7, "campaignId": 5, "suppressed": True, "Shoe": {"size": 44}, "zip": "01234"},
    {"leadId": 9, "campaignId": 5, "firstName": "Zoë", "liveAgent": None},
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, LEADS)),
        "\ufeff" + "\r\n".join(map(json.dumps, LEADS)) + "\r\n\r\n",
        json.dumps(LEADS),
        json.dumps(LEADS, indent=2),
    ],
    ids=["lines", "lines of Windows", "a list", "an indented list"],
)
def test_json_is_served_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "leads.json"
    path.write_text(text, encoding="utf-8", newline="")
    account = lw.Sandbox.from_leads(path)
    leads = account.raw_leads()
    assert leads["leadId"].tolist() == [7, 9]
    assert leads["suppressed"].tolist() == [True, False]
    assert leads["zip"].tolist()[0] == "01234"
    assert leads["firstName"].tolist()[1] == "Zoë"
    found = lw.search(lw.SearchCriteria(), account)
    assert found.receipt.complete
    assert "2 objects became 2 leads" in found.receipt.notes[0]


JSON = {
    "lines": "\n".join(map(json.dumps, LEADS)),
    "lines with blanks": "\n".join(f"{{ {json.dumps(lead)[1:-1]} }}" for lead in LEADS),
    "lines below blank ones": "\n \r\n" + "\n".join(map(json.dumps, LEADS)),
    "an indented list": "\n\t" + json.dumps(LEADS, indent=2),
    "a list with blanks": f"[ {', '.join(map(json.dumps, LEADS))} ]",
    "a list of lines": "[\r\n" + ",\r\n".join(map(json.dumps, LEADS)) + "\r\n]",
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("way", JSON)
def test_json_is_known_by_what_it_holds_in_any_encoding_of_unicode(
    tmp_path: Path, way: str, encoding: str
) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(JSON[way].encode(encoding))
    leads = read_leads(path, ReadingOptions()).frame
    assert leads["leadId"].tolist() == [7, 9]
    assert leads["firstName"].tolist()[1] == "Zoë"
    assert leads["Shoe"].tolist()[0] == {"size": 44}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", ["{leadId: 1}", '{ "leadId": 1 ', "[1, 2]", '[ "a" ]', "[]x"])
def test_a_file_that_is_called_json_and_is_none_is_refused_as_such(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "leads.json.gz"
    path.write_bytes(gzip.compress(text.encode(encoding)))
    with pytest.raises(lw.SnapshotError, match="is no JSON"):
        lw.Sandbox.from_leads(path)


@pytest.mark.parametrize("name", ["[Lead ID]", "{lead_id}"])
def test_brackets_around_a_column_name_make_no_json(tmp_path: Path, name: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(f"{name},[campaign_id]\n1,5\n")
    assert lw.Sandbox.from_leads(path).raw_leads()["leadId"].tolist() == [1]


@pytest.mark.parametrize("name", ["calls in May.xlsx", "folder in May/calls.xlsx", "calls.xlsx.gz"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "in a zip"])
def test_a_name_says_what_a_file_is_whatever_words_are_in_it(
    tmp_path: Path, name: str, *, packed: bool
) -> None:
    content = gzip.compress(CSV) if name.endswith(".gz") else CSV
    path = tmp_path / Path(name).name
    path.write_bytes(content)
    if packed:
        path = _zip(tmp_path / "sent in June.zip", {name: content})
    notes = read_leads(path, ReadingOptions()).notes
    shown = f"{name} in sent in June.zip" if packed else path.name
    assert f"{shown} is text, whatever its name says" in notes
    assert notes[0].startswith(f"{shown}, comma-separated")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"leadId": 1}\n{"leadId": 2', "line 2 is no JSON"),
        ('{"leadId": 1}\n[2]', "line 2 is no JSON object"),
        ('{"leadId": 1, "leadId": 2}', "line 1 is no JSON: it names a member twice"),
        ('[{"leadId": 1}, 2]', "object 2 is no JSON object"),
        ('{"a": ' + "[" * 100_000, "line 1 is nested too deeply"),
    ],
    ids=["cut off", "a list", "a member twice", "a number", "deep"],
)
def test_what_is_no_object_is_refused_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "leads.jsonl"
    path.write_text(text)
    with pytest.raises(lw.SnapshotError, match=why) as caught:
        lw.Sandbox.from_leads(path)
    assert "one JSON object a line, or one list of objects" in str(caught.value)
