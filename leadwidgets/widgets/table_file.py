"""A file of the leads that the table shows, for the browser to download: bounded, in pieces."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

import numpy as np

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.result import SearchResult
from leadwidgets.widgets.wire import FileFormat

MOST_LEADS: dict[FileFormat, int] = {"csv": 200_000, "parquet": 200_000, "xlsx": 20_000}
"""What a page may ask for: an Excel file of so many takes ten seconds."""

LARGEST_FILE = 100_000_000
"""Bytes: the kernel and the page hold them all."""

PIECE = 750_000
"""Bytes of a piece, which has a third more as base64."""

_IN_PYTHON: Mapping[FileFormat, str] = {
    "csv": "panel.result.to_csv(path)",
    "parquet": "panel.result.to_parquet(path)",
    "xlsx": "panel.result.to_excel(path)",
}


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that was written.

    Attributes
    ----------
    number
        Told from other files by.
    name
        What it is called.
    content
        Its bytes.
    """

    number: int
    name: str
    content: bytes

    @property
    def pieces(self) -> int:
        """How many pieces it has."""
        return -(-len(self.content) // PIECE)

    def piece(self, number: int) -> str:
        """Give a piece in base64."""
        start = number * PIECE
        return b64encode(self.content[start : start + PIECE]).decode("ascii")


def check_size(leads: int, file_format: FileFormat) -> None:
    """Check that so many leads may be asked for by a page.

    Raises
    ------
    InvalidArgumentError
        If they are too many.
    """
    most = MOST_LEADS[file_format]
    if leads > most:
        raise InvalidArgumentError(
            f"{leads:,} leads are more than the {most:,} that a page can download in this format",
            next_step=f"Write them in Python: {_IN_PYTHON[file_format]}.",
        )


def written(
    result: SearchResult,
    rows: np.ndarray,
    columns: Sequence[str],
    file_format: FileFormat,
    *,
    masked: bool,
) -> bytes:
    """Write leads as the result's own writers do, and into the receipt how many of all they are.

    Parameters
    ----------
    result
        Whose leads.
    rows
        Positions in its frame, in the order in which they are to stand.
    columns
        Which columns, in their order.
    file_format
        Which of the three formats.
    masked
        Whether to mask what tells who a lead is.

    Raises
    ------
    InvalidArgumentError
        If the file is too large.
    MissingExtraError
        If it is an Excel file, and what writes one is not installed.
    """
    receipt = result.receipt
    if len(rows) < len(result.leads):
        note = f"The file holds {len(rows):,} of the {len(result.leads):,} leads that were found"
        receipt = replace(receipt, notes=(*receipt.notes, note))
    part = SearchResult(result.leads[list(columns)].iloc[rows], receipt)
    file = BytesIO()
    if file_format == "csv":
        part.to_csv(file, mask_pii=masked)
    elif file_format == "xlsx":
        part.to_excel(file, mask_pii=masked)
    else:
        part.to_parquet(file, mask_pii=masked)
    if file.tell() > LARGEST_FILE:
        raise InvalidArgumentError(
            "The file is larger than the 100 MB that a page can download",
            next_step=f"Write it in Python: {_IN_PYTHON[file_format]}.",
        )
    return file.getvalue()
