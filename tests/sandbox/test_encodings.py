"""Text in any encoding: read as it is meant and told, or refused with what to say."""

import re
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.sandbox import ReadingOptions
from leadwidgets.sandbox.snapshots.sources import read_leads

NAMES = ["Müller", "NA", "None"]
TABLE = "lead_id;campaign_id;last_name\n" + "".join(
    f"{n};5;{name}\n" for n, name in enumerate(NAMES)
)


@pytest.mark.parametrize(
    ("codec", "told", "noted"),
    [
        ("utf-8", "UTF-8", None),
        ("utf-8-sig", "UTF-8", None),
        ("utf-16", "UTF-16", None),
        ("utf-32", "UTF-32", None),
        ("utf-16-le", "UTF-16", "no mark of its encoding and was read as UTF-16"),
        ("utf-16-be", "UTF-16", "no mark of its encoding and was read as UTF-16"),
        ("utf-32-be", "UTF-32", "no mark of its encoding and was read as UTF-32"),
        (
            "cp1252",
            "Windows-1252",
            r"line 2 is the first that is not\) and was read as Windows-1252",
        ),
        ("latin-1", "Windows-1252", "was read as Windows-1252"),
    ],
)
def test_text_is_read_in_its_encoding_which_is_told(
    tmp_path: Path, codec: str, told: str, noted: str | None
) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(TABLE.encode(codec))
    saved = read_leads(path, ReadingOptions())
    assert saved.frame["last_name"].tolist() == NAMES
    assert saved.source == f"leads.csv, semicolon-separated, {told}"
    assert [bool(re.search(noted or "never", note)) for note in saved.notes[1:]] == [True] * bool(
        noted
    )


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_of_another_script_is_read(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("lead_id,campaign_id,last_name\n1,5,张伟王芳李娜\n".encode(codec))
    assert read_leads(path, ReadingOptions()).frame["last_name"].tolist() == ["张伟王芳李娜"]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1251", "Иванов"),
        ("koi8-r", "Иванов"),
        ("cp1253", "Παπάς"),
        ("shift_jis", "さとう"),
        ("gb18030", "张伟王芳"),
    ],
)
def test_text_of_another_script_is_refused_until_its_encoding_is_said(
    tmp_path: Path, codec: str, name: str
) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(f"lead_id,campaign_id,last_name\n1,5,{name}\n".encode(codec))
    with pytest.raises(lw.SnapshotError, match="line 2 is neither UTF-8 nor Western") as caught:
        lw.Sandbox.from_leads(path)
    assert "encoding='cp1250', in a shell with --encoding cp1250" in str(caught.value)
    account = lw.Sandbox.from_leads(path, encoding=codec)
    assert account.raw_leads()["lastName"].tolist() == [name]
    assert codec in account.notes[0]


def test_lines_of_two_encodings_are_refused_until_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    head, *rows = "lead_id,campaign_id,last_name\n1,5,Müller\n2,5,Böll\n".splitlines(keepends=True)
    path.write_bytes(head.encode() + rows[0].encode("cp1252") + rows[1].encode())
    with pytest.raises(
        lw.SnapshotError, match="line 2 is not UTF-8, and other lines are"
    ) as caught:
        lw.Sandbox.from_leads(path)
    assert "--encoding cp1252" in str(caught.value)
    frame = read_leads(path, ReadingOptions(encoding="cp1252")).frame
    assert frame["last_name"].tolist() == ["Müller", "BÃ¶ll"]
    path.write_bytes(TABLE.encode())
    assert len(read_leads(path, ReadingOptions()).frame) == 3


def test_an_encoding_that_does_not_fit_or_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    with pytest.raises(lw.SnapshotError, match="line 2 is not encoded as utf-8") as caught:
        lw.Sandbox.from_leads(path, encoding="utf-8")
    assert "Leave the encoding out" in str(caught.value)
    assert len(read_leads(path, ReadingOptions()).frame) == 3
    with pytest.raises(lw.SnapshotError, match="no encoding is called 'cp12520'"):
        lw.Sandbox.from_leads(path, encoding="cp12520")


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_text_cut_off_in_a_character_is_refused(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(TABLE.encode(codec)[:-1])
    with pytest.raises(lw.SnapshotError, match="it is cut off or damaged"):
        lw.Sandbox.from_leads(path)


def test_null_characters_in_values_are_text(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("lead_id,campaign_id,note\n1,5,a\0b\n")
    assert read_leads(path, ReadingOptions()).frame["note"].tolist() == ["a\0b"]
