"""Cells of a workbook that hold no value: errors such as ``#N/A``, and formulas never worked out.

The reader of workbooks gives an empty text for both. The XML of a sheet in an .xlsx file tells
which they are; older and other kinds of workbooks are not asked.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from leadwidgets.sandbox.snapshots.files.contents import DAMAGED

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_INVENTED = "0"
"""What programs write for the result of a formula that they leave to a spreadsheet."""

_SIGNS = (b'"e"', b"'e'", b"<f", b":f")
"""Without all of these, a sheet has neither an error nor a formula."""

_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without a value of its own.

    Attributes
    ----------
    row, column
        Its place, from 0.
    shows
        The error that it shows; of a formula that was never worked out, nothing, or a number that
        stands for its result.
    """

    row: int
    column: int
    shows: str

    @property
    def is_error(self) -> bool:
        """Whether it shows an error."""
        return self.shows.startswith("#")

    @property
    def place(self) -> str:
        """Its place as spreadsheets write it, such as ``B3``."""
        letters, number = "", self.column + 1
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row + 1}"


def valueless_cells(raw: bytes, sheet: str) -> list[Cell] | None:
    """Find the cells of a sheet that are not empty and hold no value.

    Parameters
    ----------
    raw
        A workbook.
    sheet
        The name of the sheet.

    Returns
    -------
    list of Cell, or None
        In the order of the rows; None where the workbook does not tell.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            workbook = ET.fromstring(parts.read(_WORKBOOK))  # noqa: S314 - see _read
            written = parts.read(_part(parts, workbook, sheet))
        if not any(sign in written for sign in _SIGNS):
            return []
        return list(_read(written, worked_out=not _asks_to_be_worked_out(workbook)))
    except (*DAMAGED, StopIteration, ET.ParseError):
        return None


def _part(parts: zipfile.ZipFile, workbook: "ET.Element[str]", sheet: str) -> str:
    """Give the name of the part that holds a sheet."""
    sheets = workbook.findall(".//{*}sheet")
    attributes = next(found.attrib for found in sheets if found.get("name") == sheet)
    relation = next(value for name, value in attributes.items() if name.endswith("}id"))
    relations = ET.fromstring(parts.read(_RELATIONS))  # noqa: S314 - see _read
    target = next(found.attrib["Target"] for found in relations if found.get("Id") == relation)
    return posixpath.normpath(posixpath.join("/xl", target)).removeprefix("/")


def _asks_to_be_worked_out(workbook: "ET.Element[str]") -> bool:
    """Tell whether a spreadsheet is to work out everything anew: none has done so before."""
    settings = workbook.find("{*}calcPr")
    return settings is not None and settings.get("fullCalcOnLoad") in ("1", "true")


def _read(written: bytes, *, worked_out: bool) -> Iterator[Cell]:
    # Entities that grow without end are refused by the parser itself, and it loads nothing.
    row = -1
    for _, element in ET.iterparse(io.BytesIO(written)):  # noqa: S314
        if not element.tag.endswith("}row"):
            continue
        row = int(element.get("r", row + 2)) - 1
        column = -1
        for cell in element:
            named = _REFERENCE.match(cell.get("r", ""))
            column = _column(named[1]) if named else column + 1
            shows = _shown(cell, worked_out=worked_out)
            if shows is not None:
                yield Cell(row, column, shows)
        element.clear()


def _shown(cell: "ET.Element[str]", *, worked_out: bool) -> str | None:
    """Give what a cell without a value of its own shows; None for any other cell."""
    kind, result = cell.get("t"), cell.findtext("{*}v")
    if kind == "e":
        return result or "#ERROR!"
    if cell.find("{*}f") is None or (kind == "str" and result is not None):
        return None
    if not result:
        return ""
    return result if result == _INVENTED and not worked_out else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
