"""Fields too many for a column each: kept as one JSON object a lead.

An account whose leads carry keys of their own invention, another one each, would make a table of
millions of columns. The first thousand undocumented fields get columns; the others go here.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyarrow as pa

from leadwidgets.frame.columns import Chunk
from leadwidgets.frame.exact import as_sent, printable
from leadwidgets.frame.schema import Kind, Path

OTHER_FIELDS = "other_fields"


class Part(NamedTuple):
    """A page's values, and the row of the frame that they start at."""

    start: int
    chunk: Chunk


def other_fields(columns: Mapping[Path, Iterable[Part]], rows: int) -> pa.Array:
    """Write what `columns` hold as a text a lead, null for leads that have none of them.

    Returns
    -------
    pyarrow.Array
        Texts such as ``{"extendedLeadData.pet": "cat"}``, with every value as it was sent.
    """
    members: dict[int, list[str]] = {}
    for path, parts in columns.items():
        name = json.dumps(printable(".".join(path)))
        for row, sent in _sent(parts):
            members.setdefault(row, []).append(f"{name}: {sent}")
    texts = (f"{{{', '.join(members[row])}}}" if row in members else None for row in range(rows))
    return pa.array(texts, pa.string())


def _sent(parts: Iterable[Part]) -> Iterable[tuple[int, str]]:
    """Give row and JSON text of each value."""
    for part in parts:
        odd = dict(zip(part.chunk.odd.rows.tolist(), part.chunk.odd.sent.to_pylist(), strict=True))
        for row, value in enumerate(part.chunk.array.to_pylist()):
            if row in odd or value is not None:
                yield part.start + row, odd.get(row) or _written(part, value)


def _written(part: Part, value: object) -> str:
    return str(value) if part.chunk.kind is Kind.JSON else as_sent(value)
