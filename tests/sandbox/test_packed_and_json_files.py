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
