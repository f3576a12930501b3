"""What a file is, by what it holds: names lie, and ``.csv`` is on workbooks too."""

import gzip
import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import Literal

from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError

Kind = Literal["text", "json", "workbook", "parquet"]
READABLE = (
    "text with separators (.csv, .tsv, .txt), an Excel workbook (.xlsx), JSON lines or Parquet, "
    "as it is or packed alone in a .gz or .zip file"
)

_PARTS_OF_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_NAMED_JSON = (".json", ".jsonl", ".ndjson")
_MARKS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)+")
_OBJECTS = re.compile(rb'\{\s*["}]|\[\s*(?:[\[{\]]|\Z)')
_SAMPLE = 1 << 16  # bytes
_NEVER_TEXT = {".parquet": "parquet", ".pq": "parquet", ".zip": "zip"}
DAMAGED = (
    *(EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, struct.error),
    *(RuntimeError, NotImplementedError, ValueError, LookupError),
)
"""What unpacking ends in where a file is damaged, or packed in a way that nobody here knows."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds.

    Attributes
    ----------
    kind
        How to read it.
    raw
        Its bytes, unpacked.
    name
        What it is called.
    packed_in
        The zip that it is in, if it is in one.
    """

    kind: Kind
    raw: bytes
    name: str
    packed_in: str | None = None

    @property
    def source(self) -> str:
        """What it is called, in words: ``leads.csv``, ``leads.csv in export.zip``."""
        return self.name if self.packed_in is None else f"{self.name} in {self.packed_in}"

    @property
    def misnamed(self) -> str | None:
        """What to tell where the name says that a workbook is text, or that text is a workbook."""
        named_so = _unpacked(self.name).endswith(_WORKBOOK_NAMES)
        if named_so == (self.kind == "workbook") or self.kind == "parquet":
            return None
        what = "a workbook" if self.kind == "workbook" else "text"
        return f"{self.source} is {what}, whatever its name says"


def recognised(raw: bytes, name: str) -> Content:
    """Tell what a file is, and unpack it if it is packed.

    Raises
    ------
    UnreadableError
        If it is nothing that can be read, or its packing is damaged.
    """
    if raw.startswith(b"\x1f\x8b"):
        return recognised(_gunzipped(raw), name)
    if raw.startswith(b"PK\x03\x04"):
        return _in_zip(raw, name)
    if raw.startswith(_OLE):
        return Content("workbook", raw, name)
    if raw.startswith(b"PAR1"):
        return Content("parquet", raw, name)
    return _text(raw, name)


def _text(raw: bytes, name: str) -> Content:
    # Of what is ASCII, encodings of several bytes a character have the others 0.
    begin = _MARKS.sub(b"", raw[:_SAMPLE].replace(b"\0", b"")).lstrip().lower()
    if begin.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise UnreadableError(
            "it is a web page or XML, whatever its name says",
            "Open it in a spreadsheet and save it as an Excel workbook (.xlsx).",
        )
    for ending, what in _NEVER_TEXT.items():
        if _unpacked(name).endswith(ending):
            raise UnreadableError(f"it is no {what} file", "Export it again, or name it as text.")
    named_json = _unpacked(name).endswith(_NAMED_JSON) and begin.startswith((b"{", b"["))
    if named_json or _OBJECTS.match(begin):
        return Content("json", raw, name)
    return Content("text", raw, name)


def _unpacked(name: str) -> str:
    """Give a name in small letters, without what says that the file is packed."""
    return name.lower().removesuffix(".gz")


def _gunzipped(raw: bytes) -> bytes:
    try:
        return gzip.decompress(raw)
    except DAMAGED:
        raise _damaged("gzip") from None


def _in_zip(raw: bytes, name: str) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if _PARTS_OF_WORKBOOKS & set(packed.namelist()):
                return Content("workbook", raw, name)
            files = [file for file in packed.infolist() if not _is_furniture(file)]
            if len(files) != 1:
                raise _not_one([file.filename for file in files])
            [file] = files
            if file.flag_bits & 1:
                raise UnreadableError(
                    "it is protected by a password", "Unpack it and give the file in it."
                )
            content = packed.read(file)
    except DAMAGED:
        raise _damaged("zip") from None
    inner = recognised(content, file.filename)
    return replace(inner, packed_in=f"{inner.packed_in} in {name}" if inner.packed_in else name)


def _is_furniture(file: zipfile.ZipInfo) -> bool:
    """Tell folders, and what macOS puts beside each file."""
    return file.is_dir() or file.filename.startswith("__MACOSX/")


def _not_one(names: list[str]) -> UnreadableError:
    listed = ", ".join(map(repr, names[:20])) or "none"
    return UnreadableError(
        f"it packs {len(names):,} files ({listed}) where one is expected",
        "Unpack it and give the file that holds the leads.",
    )


def _damaged(packing: str) -> UnreadableError:
    return UnreadableError(
        f"it is a {packing} file that is damaged or cut off", "Get it again, or unpack it first."
    )
