"""What is written around values for spreadsheets' sake, taken off again.

An apostrophe in front keeps a spreadsheet from running a text as a formula. ``="02134"`` keeps it
from taking a text for a number, and its zeros away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.formulas import FORMULA
from leadwidgets.sandbox.snapshots.files.counted import counted

_GUARDED = f"^'{FORMULA}"
_TEXT_FORMULA = r'(?s)^="((?:[^"]|"")*)"$'


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """Values and names without such marks.

    Attributes
    ----------
    columns
        The texts of each column, null where empty.
    names
        Of the columns.
    notes
        What was taken off.
    """

    columns: list[pa.ChunkedArray]
    names: list[str]
    notes: tuple[str, ...] = ()


def without_marks(columns: list[pa.ChunkedArray], names: list[str], utf8: bytes) -> Plain:
    """Take the marks off, one from each value.

    Parameters
    ----------
    columns, names
        What stands in a file.
    utf8
        The file.
    """
    if b"'" not in utf8 and b'="' not in utf8:
        return Plain(columns, names)
    apostrophes = sum(_is_guarded(name) for name in names)
    formulas = sum(_is_formula(name) for name in names)
    plain = []
    for texts in columns:
        guarded, written_so = _matching(texts, _GUARDED), _matching(texts, _TEXT_FORMULA)
        here, formulas_here = _number(guarded), _number(written_so)
        if here:
            texts = pc.if_else(guarded, pc.utf8_slice_codeunits(texts, 1), texts)  # noqa: PLW2901
        plain.append(pc.if_else(written_so, _within(texts), texts) if formulas_here else texts)
        apostrophes += here
        formulas += formulas_here
    return Plain(plain, list(map(_plain_name, names)), tuple(_noted(apostrophes, formulas)))


def _matching(texts: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False)


def _number(places: pa.ChunkedArray) -> int:
    return int(pc.sum(places).as_py() or 0)


def _within(formulas: pa.ChunkedArray) -> pa.ChunkedArray:
    """Give the texts that formulas write, null where empty."""
    texts = pc.replace_substring_regex(formulas, _TEXT_FORMULA, r"\1")
    texts = pc.replace_substring(texts, '""', '"')
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _plain_name(name: str) -> str:
    if _is_guarded(name):
        return name[1:]
    return name[2:-1].replace('""', '"') if _is_formula(name) else name


def _is_guarded(name: str) -> bool:
    return re.match(_GUARDED, name) is not None


def _is_formula(name: str) -> bool:
    return re.fullmatch(_TEXT_FORMULA, name) is not None


def _noted(apostrophes: int, formulas: int) -> Iterator[str]:
    if apostrophes:
        yield (
            f"{counted(apostrophes, 'apostrophe')} in front of what a spreadsheet would run as a "
            "formula, or of an apostrophe, left out"
        )
    if formulas:
        yield (
            f'{counted(formulas, "value")} written as ="02134", which keeps zeros in a '
            "spreadsheet, read as the text within"
        )
