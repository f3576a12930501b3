"""What a page sent, column by column, before anything is made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadwidgets.frame.schema import Kind

Values = Sequence[object]


@dataclass(frozen=True, slots=True)
class SentColumn:
    """A page's values of one field.

    Attributes
    ----------
    name
        As the API writes it.
    values
        One a lead, None for null.
    checked_kind
        The kind whose types all values are known to have; None where any type may be among them.
    absent
        The rows that lacked the field (None stands for it, too).
    """

    name: str
    values: Values
    checked_kind: Kind | None = None
    absent: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class SentTable:
    """A page's leads: how many, and their fields by API name."""

    rows: int
    columns: Mapping[str, SentColumn]
