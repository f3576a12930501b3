r"""A key that stands twice in one object, noticed without reading the page twice.

JSON readers keep the last value and say nothing. But every key and every text costs exactly two
quotation marks, and one inside a text is written ``\"``: so a page has as many quotation marks as
what was read of it accounts for, unless a key was overwritten.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from leadwidgets.frame.columns import Chunk
from leadwidgets.frame.exact import NumberText
from leadwidgets.frame.schema import Kind, Path
from leadwidgets.frame.table import SentColumn, SentTable

_QUOTE = ord('"')
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_WITHOUT_TEXT = {Kind.INTEGER, Kind.FLAG}


def has_overwritten_keys(rows: bytes, table: SentTable, chunks: Mapping[Path, Chunk]) -> bool:
    """Tell whether the JSON array `rows` holds keys or texts that `table` does not.

    `chunks` are what was made of the table: they know how many of their values are null.
    """
    keys = sum(table.rows - len(column.absent) for column in table.columns.values())
    texts = sum(_texts(column, chunks.get((column.name,))) for column in table.columns.values())
    return _marks(rows) - _marks_inside(rows) != 2 * (keys + texts)


def has_overwritten_values(sent: bytes, values: Iterable[object]) -> bool:
    """Tell whether JSON texts, put together, hold keys that the `values` read of them do not."""
    return _marks(sent) - _marks_inside(sent) != 2 * _inside_all(values)


def has_overwritten_parts(content: bytes, envelope: Mapping[str, msgspec.Raw]) -> bool:
    """Tell whether the JSON object `content` holds keys that `envelope` does not."""
    parts = sum(_marks(bytes(part)) for part in envelope.values())
    return _marks(content) != parts + 2 * len(envelope)


def _marks(text: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(text, np.uint8) == _QUOTE))


def _marks_inside(text: bytes) -> int:
    return _ESCAPE.findall(text).count(b'\\"') if b"\\" in text else 0


def _texts(column: SentColumn, chunk: Chunk | None) -> int:
    """Count the texts of a column, and the keys and texts inside its objects."""
    if column.checked_kind in _WITHOUT_TEXT:
        return 0
    # Of a checked column of texts or times, all values are texts or null.
    if column.checked_kind is not None and chunk is not None and not len(chunk.odd):
        return len(column.values) - int(chunk.array.null_count)
    return sum(map(_inside, column.values))


def _inside(value: object) -> int:
    match value:
        case NumberText():
            return 0
        case str():
            return 1
        case dict():
            return len(value) + _inside_all(value.values())
        case list():
            return _inside_all(value)
        case _:
            return 0


def _inside_all(values: Iterable[object]) -> int:
    return sum(map(_inside, values))
