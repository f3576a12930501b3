"""Which column of saved leads is which field of the API.

A column is a field when it is called so: as the API writes it (``leadId``, ``agentDispostion``), as
this package's DataFrames do (``lead_id``, ``agent_disposition``), or in any other case and with any
separators (``Lead ID``). A mapping goes before the names.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS

REQUIRED = ("leadId", "campaignId")
"""Without these no lead can be found or told from another."""

_SYSTEM_DISPOSITION = "systemdisposition"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


_FIELD_OF = {
    _plain(name): field.api for field in LEAD_FIELDS.values() for name in (field.api, field.column)
}


def match_columns(found: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Tell which columns are fields.

    Parameters
    ----------
    found
        The names of the columns.
    columns
        From a column's name to the field that it is, in either spelling of `lead_id`, ``leadId``.

    Returns
    -------
    dict
        From the API's field to the column.

    Raises
    ------
    SnapshotError
        If a required field is missing, the mapping names what is not there, or two columns are the
        same field.
    """
    _check_mapping(found, columns)
    matched: dict[str, str] = {}
    for column in found:
        field = _field(columns.get(column, column))
        if field is None:
            continue
        if field in matched:
            raise SnapshotError(
                f"Two columns hold {field}: {matched[field]!r} and {column!r}",
                next_step="Drop or rename one of them.",
            )
        matched[field] = column
    _add_system_disposition(found, matched)
    _check_required(found, matched)
    return matched


def is_field(name: str) -> bool:
    """Tell whether a column of that name is a field of a lead."""
    return _field(name) is not None


def is_lead_id(name: str) -> bool:
    """Tell whether a column of that name holds lead ids."""
    return _field(name) == "leadId"


def _field(name: str) -> str | None:
    return _FIELD_OF.get(_plain(name))


def _add_system_disposition(found: Iterable[str], matched: dict[str, str]) -> None:
    """Take the system's part of the last disposition where the API's own field is missing."""
    for column in found:
        if _plain(column) == _SYSTEM_DISPOSITION and column not in matched.values():
            matched.setdefault("lastPassDispo", column)


def _check_mapping(found: list[str], columns: Mapping[str, str]) -> None:
    for column, field in columns.items():
        if column not in found:
            raise SnapshotError(
                f"The mapping names {column!r}, which the leads do not have{_near(column, found)}",
                next_step=f"The leads have: {_listed(found)}.",
            )
        if _field(field) is None:
            raise SnapshotError(
                f"The mapping says that {column!r} is {field!r}, which is no field of a lead"
                f"{_near(field, LEAD_FIELDS)}",
                next_step="A column that is no field needs no mapping: it is kept as it is.",
            )


def _check_required(found: list[str], matched: Mapping[str, str]) -> None:
    missing = [name for name in REQUIRED if name not in matched]
    if not missing:
        return
    guesses = {name: next(iter(_nearest(name, found)), None) for name in missing}
    near = "".join(f"; {name} may be {guess!r}" for name, guess in guesses.items() if guess)
    pairs = [(guess or "your column", name) for name, guess in guesses.items()]
    mapping = ", ".join(f"{column!r}: {name!r}" for column, name in pairs)
    options = " ".join(f'--column "{column}={name}"' for column, name in pairs)
    raise SnapshotError(
        f"The leads have no column for {' and '.join(missing)}{near}",
        next_step=(
            f"Name it with columns={{{mapping}}}, in a shell with {options}. "
            f"The leads have: {_listed(found)}."
        ),
    )


def _near(name: str, known: Collection[str]) -> str:
    nearest = _nearest(name, known)
    return f" (nearest: {', '.join(map(repr, nearest))})" if nearest else ""


def _nearest(name: str, known: Collection[str]) -> list[str]:
    """Give up to three names that look like a name, or hold it, or are held by it."""
    plain = {_plain(other): other for other in known}
    close = get_close_matches(_plain(name), plain, n=3, cutoff=0.55)
    return [plain[other] for other in close]


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(repr, names[:_MOST_NAMES]))
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown or "no columns"


_MOST_NAMES = 60
