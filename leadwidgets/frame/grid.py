r"""Where the values stand in a page whose leads all have the same fields in the same order.

::

    [{"leadId":1,"city":"Lyon"},{"leadId":2,"city":null}]
               ▲        ▲                  ▲        ▲      where four values start

A text that a colon follows is a key, and a value stands between one key and the next. Nothing is
taken on trust. A grid is given only where every byte of the page outside the values is the one that
the fields of the first lead call for, every value that begins as a text ends as one, and no other
quotation mark is left; so what is inside one value is all that is left to read. A value may be an
object or an array.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from leadwidgets.frame.marks import AS_BRACES, BRACE, Marks, Places, Positions, found_marks

Flags = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

_QUOTE, _FIRST_PRINTABLE = b'" '
_NEXT_LEAD = b'},{"'
_MOST_BYTES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a page, a row for a lead and a column for a field.

    Attributes
    ----------
    page
        The JSON text.
    names
        The fields, as the API writes them.
    edges
        For all values, lead by lead, where it begins and the place after its end, in turns. Of a
        text, what stands between its quotation marks.
    is_text
        Whether it is a text.
    has_escapes
        The fields that have a text with a backslash in it.
    """

    page: bytes
    names: tuple[str, ...]
    edges: Positions
    is_text: Flags
    has_escapes: frozenset[int]

    @property
    def starts(self) -> Places:
        """Where the values begin."""
        return self.edges[0::2].reshape(self.is_text.shape)

    @property
    def ends(self) -> Places:
        """The places after their ends."""
        return self.edges[1::2].reshape(self.is_text.shape)

    def sent(self, field: int) -> list[bytes]:
        """Cut one field's values out of the page, as JSON."""
        quotes = self.is_text[:, field]
        starts, ends = self.starts[:, field] - quotes, self.ends[:, field] + quotes
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        return [self.page[start:end] for start, end in bounds]


def found_grid(page: bytes) -> Grid | None:
    """Find where the values stand; None for a page of any other form.

    Parameters
    ----------
    page
        A JSON array of objects, without spaces and line breaks between its parts.
    """
    letters = np.frombuffer(page, np.uint8)
    if not 0 < len(page) <= _MOST_BYTES or letters.min() < _FIRST_PRINTABLE:
        return None
    marks = found_marks(page)
    if marks is None:
        return None
    names = _names(page, marks.keys)
    if names is None:
        return None
    edges = _edges(marks.keys, names, len(page))
    if not _is_all_else_expected(page, names, edges):
        return None
    return _grid(page, names, edges[1:-1], marks)


def _grid(page: bytes, names: tuple[str, ...], edges: Positions, marks: Marks) -> Grid | None:
    """Tell values that are texts from others; None where one only begins or ends as a text."""
    letters = np.frombuffer(page, np.uint8)
    values = edges.reshape(-1, 2)
    first, last = letters.take(values[:, 0]), letters.take(values[:, 1] - 1)
    is_text = first == _QUOTE
    if not np.array_equal(is_text, (last == _QUOTE) & (values[:, 1] - values[:, 0] > 1)):
        return None
    # What is left to be found inside a text with backslashes is found where it is read.
    if marks.quotes != 2 * (len(marks.keys) + np.count_nonzero(is_text)):
        return None
    is_nested = first | AS_BRACES == BRACE
    if not np.array_equal(values.compress(is_nested, axis=0) - (0, 1), marks.nested):
        return None
    backslashes = marks.backslashes
    escaped = np.searchsorted(values[:, 1], backslashes) if len(backslashes) else backslashes
    has_escapes = frozenset((escaped % len(names)).tolist())
    values[:, 0] += is_text
    values[:, 1] -= is_text
    return Grid(page, names, edges, is_text.reshape(-1, len(names)), has_escapes)


def _names(page: bytes, keys: Positions) -> tuple[str, ...] | None:
    """Read the fields of the first lead; None where the others cannot have the same."""
    next_lead = page.find(_NEXT_LEAD)
    width = len(keys) if next_lead < 0 else int(np.searchsorted(keys, next_lead))
    if not width or len(keys) % width:
        return None
    ends = keys[:width].tolist()
    names = [page[page.rfind(b'"', 0, end) + 1 : end] for end in ends]
    if b"\\" in b"".join(names) or len(set(names)) != width:
        return None
    try:
        return tuple(name.decode() for name in names)
    except UnicodeDecodeError:
        return None


def _edges(keys: Positions, names: tuple[str, ...], length: int) -> Positions:
    """Give the page's start, in turns where a value begins and ends, and the page's end."""
    before = np.array([len(f',"{name}'.encode()) for name in names], np.int32)
    before[0] += len("},{") - len(",")  # a lead ends there, and another begins
    edges = np.empty(2 * len(keys) + 2, np.int32)
    edges[:-2:2] = (keys.reshape(-1, len(names)) - before).ravel()
    np.add(keys, 2, out=edges[1:-1:2])
    edges[0], edges[-2], edges[-1] = 0, length - len("}]"), length
    return edges


def _is_all_else_expected(page: bytes, names: tuple[str, ...], edges: Positions) -> bool:
    """Tell whether what stands around the values is what JSON with these fields has there."""
    rows = (len(edges) - 2) // 2 // len(names)
    lengths, expected = _around(names, rows)
    if not np.array_equal(edges[1::2] - edges[0::2], lengths):
        return False
    if bool((edges[2::2] <= edges[1:-1:2]).any()):
        return False
    parts = pa.BinaryArray.from_buffers(
        pa.binary(), len(edges) - 1, [None, pa.py_buffer(edges), pa.py_buffer(page)]
    )
    around = parts.take(pa.array(np.arange(0, len(edges) - 1, 2, dtype=np.int32)))
    return bool(around.buffers()[2].slice(0, expected.size).equals(expected))


@lru_cache(maxsize=4)
def _around(names: tuple[str, ...], rows: int) -> tuple[Positions, pa.Buffer]:
    """Give what stands before, between and after the values: the lengths, and all in one."""
    lead = [f',"{name}":'.encode() for name in names]
    lead[0] = b"},{" + lead[0][1:]
    lengths = np.array([*(len(part) for part in lead)] * rows + [len(b"}]")], np.int32)
    lengths[0] -= 1  # the first lead has a bracket before it, the others an end and a comma
    return lengths, pa.py_buffer(b"[" + (b"".join(lead) * rows)[2:] + b"}]")
