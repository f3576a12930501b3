"""From a field's values, as a page sent them, to the chunks of its columns."""

from collections.abc import Iterator

from leadwidgets.frame.columns import Chunk, checked_chunk, guessed_chunk, known_chunk
from leadwidgets.frame.nested import leaves
from leadwidgets.frame.schema import Path, kind_of
from leadwidgets.frame.table import SentColumn


def chunks(sent: SentColumn) -> Iterator[tuple[Path, Chunk]]:
    """Give a field's chunk, or one for each field of the objects that it holds.

    Yields
    ------
    tuple
        The path to the values, and their chunk.
    """
    path = (sent.name,)
    if sent.checked_kind is not None:
        yield path, checked_chunk(sent.checked_kind, sent.values)
    elif (kind := kind_of(path)) is not None:
        yield path, known_chunk(kind, sent.values)
    else:
        for leaf, values in leaves(path, sent.values):
            inner = kind_of(leaf)
            yield leaf, known_chunk(inner, values) if inner else guessed_chunk(values)
