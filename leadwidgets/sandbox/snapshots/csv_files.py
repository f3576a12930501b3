"""Saved leads in CSV files, as this package, spreadsheets and other programs write them.

Text is UTF-8, with a byte order mark or without. Values stand between commas, semicolons, tabs or
bars: whichever divides the line of column names most, or what a first line such as ``sep=;`` names.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pandas as pd

from leadwidgets.errors import SnapshotError

_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*")
_NEUTRALISED = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n", "''", "'\uff1d", "'\uff0b", "'\uff0d")


@dataclass(frozen=True, slots=True)
class _Head:
    """How a file begins: its separator, the lines before the column names, and these."""

    separator: str
    skipped: int
    names: list[str]


def read_csv(path: Path) -> pd.DataFrame:
    """Read every value as text: a zip keeps its leading zeros. Empty fields are null.

    Rows of nothing but separators, which spreadsheets leave at the end, are none.

    Raises
    ------
    OSError
        If there is no such file.
    SnapshotError
        If it is not the CSV file of one table; the message says where.
    """
    try:
        head = _head(path)
        texts = pd.read_csv(
            path,
            sep=head.separator,
            skiprows=head.skipped,
            dtype="str",
            encoding="utf-8-sig",
            keep_default_na=False,
        )
    except UnicodeDecodeError:
        raise _unreadable(
            path,
            "it is not UTF-8 text",
            "Save it as “CSV UTF-8”, or give the DataFrame that pandas.read_csv(path, dtype=str, "
            "encoding=…) reads.",
        ) from None
    except (csv.Error, pd.errors.ParserError) as error:
        why = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise _unreadable(path, f"its rows are no table: {why}", "Correct the file.") from None
    texts = _with_its_own_columns(path, head, texts)
    texts = texts.mask(texts == "").dropna(how="all")
    return texts.apply(_restored).rename(columns=_restored_name)


def _head(path: Path) -> _Head:
    with _opened(path) as file:
        line = file.readline()
        named = _SEPARATOR_LINE.fullmatch(line)
        begin = file.tell() if named else 0
        heads = []
        for separator in named[1] if named else _SEPARATORS:
            file.seek(begin)
            rows = csv.reader(file, delimiter=separator)
            names = next((row for row in rows if row), [])
            heads.append(_Head(separator, 1 if named else 0, names))
    head = max(heads, key=lambda head: len(head.names))
    if not head.names:
        raise _unreadable(path, "it is empty", "Give a file whose first line names the columns.")
    twice = [name for name, often in Counter(filter(None, head.names)).items() if often > 1]
    if twice:
        raise _unreadable(
            path,
            f"several of its columns are named {', '.join(map(repr, twice))}",
            "Rename or drop all but one of each.",
        )
    return head


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    packed = path.name.lower().endswith(".gz")
    with (
        gzip.open(path, "rt", encoding="utf-8-sig", newline="")
        if packed
        else path.open(encoding="utf-8-sig", newline="") as file
    ):
        yield file


def _with_its_own_columns(path: Path, head: _Head, texts: pd.DataFrame) -> pd.DataFrame:
    """Undo what pandas does where rows are longer than the names: it takes the first for an index.

    Separators at the end of rows do no harm; values there would be of no column.
    """
    if isinstance(texts.index, pd.RangeIndex):
        return texts
    beyond = texts.index.nlevels
    shifted = texts.reset_index()
    if (shifted.iloc[:, -beyond:] != "").any(axis=None):
        raise _unreadable(
            path,
            f"its rows hold up to {shifted.shape[1]:,} values for {len(head.names):,} column names",
            "Name every column in the first line.",
        )
    return shifted.iloc[:, :-beyond].set_axis(texts.columns, axis=1)


def _unreadable(path: Path, why: str, next_step: str) -> SnapshotError:
    return SnapshotError(f"The leads in {path} could not be read: {why}", next_step=next_step)


def _restored(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Take off the apostrophes that keep spreadsheets from running text as a formula."""
    return texts.where(~texts.str.startswith(_NEUTRALISED).fillna(value=False), texts.str[1:])


def _restored_name(name: str) -> str:
    return name[1:] if name.startswith(_NEUTRALISED) else name
