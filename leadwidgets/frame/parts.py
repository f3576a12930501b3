"""The pages' chunks of one column while they are gathered.

Thousands of small arrays, allocated page by page across all columns, leave memory in holes: none of
it could go back to the system when a column is joined. So neighbours are joined on the way, a
column at a time, and a column's memory is let go in large pieces.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa

from leadwidgets.frame.columns import Chunk
from leadwidgets.frame.odd import joined as joined_odd
from leadwidgets.frame.schema import Kind

_LARGE_ROWS = 30_000


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk and the row of the frame that it starts at."""

    start: int
    chunk: Chunk

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.start + len(self.chunk.array)


def compacted(parts: Sequence[Part]) -> list[Part]:
    """Join neighbours of one kind and type that are small."""
    joined: list[Part] = []
    for _, run in groupby(_numbered(parts), key=lambda numbered: numbered[0]):
        alike = [part for _, part in run]
        joined.append(alike[0] if len(alike) == 1 else _joined(alike))
    return joined


def _numbered(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Give parts with the number of the run that they belong to."""
    number, last = 0, None
    for part in parts:
        if last is None or not _joinable(last, part):
            number += 1
        yield number, part
        last = part


def _joinable(left: Part, right: Part) -> bool:
    return (
        left.end == right.start
        and left.chunk.kind is right.chunk.kind
        and left.chunk.array.type == right.chunk.array.type
        and max(len(left.chunk.array), len(right.chunk.array)) < _LARGE_ROWS
    )


def _joined(parts: Sequence[Part]) -> Part:
    start, kind = parts[0].start, parts[0].chunk.kind
    arrays = [part.chunk.array for part in parts]
    if kind is Kind.CATEGORY:
        array = pa.chunked_array(arrays).unify_dictionaries().combine_chunks()
    else:
        array = pa.concat_arrays(arrays)
    odd = joined_odd([part.chunk.odd.moved(part.start - start) for part in parts])
    return Part(start, Chunk(kind, array, odd))
