"""Values inside objects, spread into columns of their own."""

from collections.abc import Iterator, Mapping, Sequence

from leadwidgets.frame.schema import Path
from leadwidgets.frame.table import Values

_DEEPEST = 4
_MOST_KEYS = 500


def spread(rows: Sequence[Mapping[str, object] | None]) -> dict[str, list[object]]:
    """Turn rows into columns: for each key one value a row, None where a row lacks it."""
    columns: dict[str, list[object]] = {}
    for number, row in enumerate(rows):
        for key, value in (row or {}).items():
            if key not in columns:
                columns[key] = [None] * len(rows)
            columns[key][number] = value
    return columns


def leaves(path: Path, values: Values) -> Iterator[tuple[Path, Values]]:
    """Spread the objects among `values` into columns, four levels deep.

    Yields
    ------
    tuple
        A path and its values, one a row. What is no object stays at `path` itself; lists stay
        whole, and so do objects below the deepest level, and those with hundreds of different keys.
    """
    keys = {key for value in values if isinstance(value, dict) for key in value}
    if not 0 < len(keys) <= _MOST_KEYS or len(path) > _DEEPEST:
        yield path, values
        return
    others = [None if isinstance(value, dict) else value for value in values]
    if any(value is not None for value in others):
        yield path, others
    objects = [value if isinstance(value, dict) else None for value in values]
    for key, inner in spread(objects).items():
        yield from leaves((*path, key), inner)
