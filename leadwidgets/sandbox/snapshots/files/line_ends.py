"""Line ends as the readers of rows expect them, and as they were again afterwards.

A file ends its lines with line feeds, with carriage returns and line feeds or, rarely, with
carriage returns. What ends no line may stand inside values, between quotation marks or not: while
rows are read, a character that the file does not hold stands in for it.
"""

import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_LONE_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Lines:
    r"""A text whose lines end with ``\n`` or ``\r\n``, without any other ``\r``.

    Attributes
    ----------
    utf8
        The text.
    stand_in, meant
        A character that stands in it for another, and which; empty where none does.
    """

    utf8: bytes
    stand_in: str = ""
    meant: str = ""

    def restored_name(self, name: str) -> str:
        """Give a text that was read from it as it was."""
        return name.replace(self.stand_in, self.meant) if self.stand_in else name

    def restored(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Give texts that were read from it as they were."""
        if not self.stand_in:
            return column
        return pc.replace_substring(column, self.stand_in, self.meant)


def with_plain_line_ends(utf8: bytes) -> Lines:
    """Give a text as rows can be read from it."""
    returns = utf8.count(b"\r") - utf8.count(b"\r\n")
    if not returns:
        return Lines(utf8)
    if utf8.count(b"\r\r\n") == utf8.count(b"\n") == returns:  # \r\n, written as text
        return Lines(utf8.replace(b"\r\r\n", b"\n"))
    stand_in = next(
        character for character in map(chr, range(0xE000, 0xF8FF)) if character.encode() not in utf8
    )
    if _ends_with_returns(utf8):
        others = utf8.replace(b"\n", stand_in.encode())
        return Lines(others.replace(b"\r", b"\n"), stand_in, "\n")
    return Lines(_LONE_RETURN.sub(stand_in.encode(), utf8), stand_in, "\r")


def _ends_with_returns(utf8: bytes) -> bool:
    """Tell whether lines end with carriage returns: the last one tells, else the first."""
    if utf8.endswith((b"\r", b"\n")):
        return utf8.endswith(b"\r")
    first = re.search(rb"\r\n?|\n", utf8)
    return first is not None and first[0] == b"\r"
