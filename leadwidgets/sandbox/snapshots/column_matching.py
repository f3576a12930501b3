"""Which column of saved leads is which field of the API.

A column is a field when it is called so: as the API writes it (``leadId``, ``agentDispostion``), as
this package's DataFrames do (``lead_id``, ``agent_disposition``), or in any other case and with any
separators (``Lead ID``). A mapping goes before the names. What else a column may be, by the names
that other programs give and by its values, is proposed elsewhere.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS

_SYSTEM_DISPOSITION = "systemdisposition"


def plain(name: str) -> str:
    """Give a name in lower case and without what stands between its letters and digits."""
    return re.sub(r"[\W_]", "", name).lower()


_FIELD_OF = {
    plain(name): field.api for field in LEAD_FIELDS.values() for name in (field.api, field.column)
}


def match_columns(found: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Tell which columns are fields.

    Parameters
    ----------
    found
        The names of the columns.
    columns
        From a column's name to the field that it is, in either spelling of `lead_id`, ``leadId``;
        an empty text says that it is none.

    Returns
    -------
    dict
        From the API's field to the column.

    Raises
    ------
    SnapshotError
        If the mapping names what is not there, or two columns are the same field.
    """
    _check_mapping(found, columns)
    matched: dict[str, str] = {}
    for column in found:
        field = field_called(columns.get(column, column))
        if field is None:
            continue
        if field in matched:
            raise SnapshotError(
                f"Two columns hold {field}: {matched[field]!r} and {column!r}",
                next_step="Drop or rename one of them.",
            )
        matched[field] = column
    _add_system_disposition((name for name in found if columns.get(name) != ""), matched)
    return matched


def is_field(name: str) -> bool:
    """Tell whether a column of that name is a field of a lead."""
    return field_called(name) is not None


def is_lead_id(name: str) -> bool:
    """Tell whether a column of that name holds lead ids."""
    return field_called(name) == "leadId"


def field_called(name: str) -> str | None:
    """Give the field that a name is of; None if it is no field's."""
    return _FIELD_OF.get(plain(name))


def _add_system_disposition(found: Iterable[str], matched: dict[str, str]) -> None:
    """Take the system's part of the last disposition where the API's own field is missing."""
    for column in found:
        if plain(column) == _SYSTEM_DISPOSITION and column not in matched.values():
            matched.setdefault("lastPassDispo", column)


def _check_mapping(found: list[str], columns: Mapping[str, str]) -> None:
    for column, field in columns.items():
        if column not in found:
            raise SnapshotError(
                f"The mapping names {column!r}, which the leads do not have{near(column, found)}",
                next_step=f"The leads have: {listed(found)}.",
            )
        if field and field_called(field) is None:
            raise SnapshotError(
                f"The mapping says that {column!r} is {field!r}, which is no field of a lead"
                f"{near(field, LEAD_FIELDS)}",
                next_step="A column that is no field needs no mapping: it is kept as it is.",
            )


def near(name: str, known: Collection[str]) -> str:
    """Write which names are near one, if any."""
    found = nearest(name, known)
    return f" (nearest: {', '.join(map(repr, found))})" if found else ""


def nearest(name: str, known: Collection[str]) -> list[str]:
    """Give up to three names that look like a name, or hold it, or are held by it."""
    spelled = {plain(other): other for other in known}
    close = get_close_matches(plain(name), spelled, n=3, cutoff=0.55)
    return [spelled[other] for other in close]


def listed(names: list[str]) -> str:
    """Write the names of columns, the first sixty of them."""
    shown = ", ".join(map(repr, names[:_MOST_NAMES]))
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown or "no columns"


_MOST_NAMES = 60
