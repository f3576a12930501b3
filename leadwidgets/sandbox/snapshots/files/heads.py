"""Which row of a table names its columns: the first, unless titles stand above it."""

from collections.abc import Sequence
from statistics import median

from leadwidgets.sandbox.snapshots.column_matching import is_field
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError

_MOST_TITLES = 30
_FEWEST_FIELDS = 2  # a title may be called as a field is, two cells of a row hardly


def named_fields(row: Sequence[str]) -> int:
    """Count the values of a row that are names of a lead's fields."""
    return sum(map(is_field, row))


def filled(row: Sequence[str]) -> int:
    """Count the values of a row that are not blank."""
    return sum(1 for value in row if value.strip())


def head_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the row that names the columns.

    It is the one, of the first rows, that names most of a lead's fields. Where names are foreign
    ones, it is the first that has at least half as many values as rows usually have: titles have
    one or two.

    Parameters
    ----------
    rows
        The first rows of a table, blank ones included.

    Returns
    -------
    int or None
        Its place in `rows`; None if all are blank.
    """
    numbers = [number for number, row in enumerate(rows) if filled(row)]
    if not numbers:
        return None
    first = numbers[:_MOST_TITLES]
    best = max(first, key=lambda number: named_fields(rows[number]))
    if named_fields(rows[best]) >= _FEWEST_FIELDS:
        return best
    usual = median(filled(rows[number]) for number in numbers)
    wide = (number for number in first if filled(rows[number]) >= max(2, usual / 2))
    return next(wide, numbers[0])


def check_no_table_above(rows: Sequence[Sequence[str]], head: int, places: Sequence[str]) -> None:
    """Check that nothing above the row that names the columns is a table of leads of its own.

    Parameters
    ----------
    rows
        The first rows of a table.
    head
        The place of the row that names the columns.
    places
        Where each row stands, in words.

    Raises
    ------
    UnreadableError
        If a row above names columns, too, and rows are between them.
    """
    for number in range(head):
        between = rows[number + 1 : head]
        if named_fields(rows[number]) >= _FEWEST_FIELDS and any(map(filled, between)):
            raise UnreadableError(
                f"{places[number]} and {places[head]} both name columns, and rows are between them",
                "Make two files of it, one for each table.",
            )
