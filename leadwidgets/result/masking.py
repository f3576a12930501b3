"""Leads without the people: what is masked before a table leaves the house.

What may stay is listed, what is not listed is masked: undocumented fields and columns that an
analyst has added may hold anything.

========================================================  ========================================
columns                                                   become
========================================================  ========================================
``lead_phone``, ``lead_phone_e164``, ``aux_phone``,       every digit a dot but the last two of
``caller_id``                                             each number; ``***`` where there are words
first, middle and last names, title, suffix, gate keeper  ``***``
``email``, ``address1``, ``address2``, ``city``, ``zip``  ``***``
``extern_id``, ``aux_data1`` to ``5``, ``extra_data``,    ``***``
greetings, messages, external URL, sort column
undocumented columns and ``…_as_sent``                    ``***`` (text), null (other types)
``dupe_key_override``                                     null
========================================================  ========================================

Lead ids, lists, campaigns, states, dispositions, passes, times, timezones, US states and the names
of agents and uploaders (staff, not leads) stay. Null stays null, so that counts of missing values
hold. An index that has a name is a column in this respect.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.fields import LEAD_FIELDS, NESTED_LEAD_FIELDS, SEARCH_FIELDS, Personal
from leadwidgets.result.receipt import Receipt

MASK = "***"
_DIGIT = "•"
_EXTENSION = re.compile(r"(?i)ext|x")
_SHORTEST_PHONE = 5  # of fewer digits, the last two would give away too much

_FIELDS = (*LEAD_FIELDS.values(), *NESTED_LEAD_FIELDS.values())

KEPT = frozenset(field.column for field in _FIELDS if field.personal is Personal.NO) | {
    "system_disposition"
}
"""Columns that say nothing about who a lead is."""

PHONES = frozenset(field.column for field in _FIELDS if field.personal is Personal.PHONE)
"""Columns of phone numbers; several in one text are separated by ``|``."""

_NESTED = "campaign_lead."


def mask_pii(leads: pd.DataFrame, keep: Collection[str] = ()) -> pd.DataFrame:
    """Mask what tells who a lead is (see the module's table).

    Parameters
    ----------
    leads
        Columns as in `SearchResult.leads`.
    keep
        More columns to leave as they are, such as figures of your own.

    Returns
    -------
    pandas.DataFrame
        A copy with the same columns and rows.
    """
    columns = (
        column if name in keep else _masked(str(name), column) for name, column in leads.items()
    )
    masked = pd.DataFrame(dict(enumerate(columns)), index=leads.index)
    return masked.set_axis(leads.columns, axis=1).set_axis(_masked_index(leads.index, keep))


def mask_receipt(receipt: Receipt) -> Receipt:
    """Take out of a receipt's criteria what could name a person, and say so in its notes."""
    given = receipt.criteria.given()
    personal = {name: None for name in given if SEARCH_FIELDS[name].personal}
    if not personal:
        return receipt
    note = f"The criteria were masked: {', '.join(personal)} had a value"
    return replace(
        receipt, criteria=receipt.criteria.replace(**personal), notes=(*receipt.notes, note)
    )


def mask_phone(text: str) -> str:
    """Mask a phone number, or several separated by ``|``: ``+1 555-0123`` gives ``+• •••-••23``.

    What holds more than a number, such as a name, is masked as a whole.
    """
    return "|".join(map(_masked_number, text.split("|")))


def _masked(name: str, column: pd.Series) -> pd.Series:
    field = name.removeprefix(_NESTED)
    if field in KEPT:
        return column
    if pd.api.types.is_object_dtype(column.dtype) or _is_text(column):
        text = column.astype("str")
        if field in PHONES:
            return text.map(mask_phone, na_action="ignore").astype("str")
        return text.where(text.isna(), MASK)
    nulls = pd.Series(np.nan, index=column.index)
    try:
        return nulls.astype(_nullable(column))
    except (TypeError, ValueError):  # no null is of that type, such as one of intervals
        return nulls


def _masked_index(index: pd.Index, keep: Collection[str]) -> pd.Index:
    """Mask the levels that have a name; one without is no field of a lead."""
    public = {None, *KEPT, *keep}
    if isinstance(index, pd.RangeIndex) or public.issuperset(index.names):
        return index
    levels = {}
    for level, name in enumerate(index.names):
        values = pd.Series(index.get_level_values(level))
        levels[level] = values if name in public else _masked(str(name), values)
    return pd.DataFrame(levels).set_index(list(levels)).index.set_names(index.names)


def _is_text(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.StringDtype | pd.CategoricalDtype)


def _nullable(column: pd.Series) -> Any:  # noqa: ANN401 - pandas has no one type for dtypes
    # Without a null of their own, plain integers and bools lose their type with their values.
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iub":
        return "Int64" if column.dtype.kind in "iu" else "boolean"
    return column.dtype


def _masked_number(number: str) -> str:
    digits = sum(map(str.isdigit, number))
    words = any(map(str.isalpha, _EXTENSION.sub("", number)))
    if words or not digits:
        return MASK if number.strip() else number
    shown = 2 if digits >= _SHORTEST_PHONE else 0
    masked = []
    for character in number:
        if not character.isdigit():
            masked.append(character)
            continue
        masked.append(_DIGIT if digits > shown else character)
        digits -= 1
    return "".join(masked)
