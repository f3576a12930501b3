"""What did not fit, in sentences for the receipt. They name fields and counts, never a value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from leadwidgets.fields import LeadKind
from leadwidgets.frame.exact import printable
from leadwidgets.frame.lead_columns import Path
from leadwidgets.frame.misfits import Misfits

_MOST_NAMED = 12
_MOST_LETTERS = 40


def misfit_notes(column: str, side_column: str, kind: LeadKind, misfits: Misfits) -> Iterator[str]:
    """Tell how many values of a column do not fit and why, and where they are kept."""
    for reason, count in misfits.counts().items():
        why = reason.value.format(kind=kind.value)
        yield f"{_short(column)}: {_values(count)} {why}; what was sent is in {_short(side_column)}"


def absent_notes(absent: Mapping[str, int], rows: int) -> Iterator[str]:
    """Tell which columns' fields some leads lacked, and which no lead had."""
    never = [column for column, count in absent.items() if count >= rows]
    if never and rows:
        yield f"Fields that no lead had: {_listed(map(_short, never))}"
    some = [f"{_short(column)} ({n:,})" for column, n in absent.items() if 0 < n < rows]
    if some:
        yield f"Fields that some leads came without, shown as null: {_listed(some)}"


def unknown_notes(columns: Sequence[str]) -> Iterator[str]:
    """Tell which columns hold fields that nobody has documented."""
    if columns:
        yield f"Undocumented fields, kept as columns: {_listed(map(_short, columns))}"


def overflow_notes(fields: int) -> Iterator[str]:
    """Tell how many undocumented fields share one column."""
    if fields:
        yield f"{fields:,} more undocumented fields are kept as JSON in other_fields"


def renamed_notes(renamed: Mapping[Path, str]) -> Iterator[str]:
    """Tell which columns have a number in their name because another field took it."""
    for path, column in renamed.items():
        field = _short(".".join(path))
        yield f"{_short(column)}: holds the field {field}, whose name another column had"


def system_disposition_notes(count: int) -> Iterator[str]:
    """Tell in how many leads the fields for the system's disposition contradict each other."""
    if count:
        yield (
            f"system_disposition: {_values(count)} taken from last_pass_disposition and different "
            "from last_pass_dispo; both are kept"
        )


def inner_notes(contradictions: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Tell how often the lead inside a row says otherwise than the row, by both columns."""
    for (inner, outer), count in contradictions.items():
        yield f"{_short(inner)}: {_values(count)} different from {_short(outer)}; both are kept"


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count:,} values"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def _short(name: str) -> str:
    name = printable(name)
    return name if len(name) <= _MOST_LETTERS else f"{name[:_MOST_LETTERS]}…"
