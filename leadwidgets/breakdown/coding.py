"""Each lead's place on an axis, so that any part of the leads is counted in one pass."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from leadwidgets.breakdown.counting import Axis, axis_of, names_of, plain
from leadwidgets.breakdown.dimensions import Dimension, Value
from leadwidgets.errors import InvalidArgumentError

Codes = np.ndarray[Any, np.dtype[np.integer[Any]]]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """The values of one field, and which of them each lead has.

    Attributes
    ----------
    axis
        The values that occur, in order.
    codes
        Of shape (leads,): the place of each lead's value on the axis.
    """

    axis: Axis
    codes: Codes


def coded(leads: pd.DataFrame, dimension: Dimension) -> Coded:
    """Find each lead's place on the axis of a field.

    Raises
    ------
    InvalidArgumentError
        The frame lacks the column, has it twice, or holds lists or objects in it.
    """
    column = dimension.column_in(leads.columns)
    label_column = dimension.label_column_in(leads.columns)
    names = {}
    if label_column:
        names = names_of(nw.from_native(leads).lazy(), column, label_column)
    values = leads[column]
    if not isinstance(values, pd.Series):
        raise InvalidArgumentError(
            f"Several columns have the same name: {column!r}",
            next_step="Rename or drop all but one of each.",
        )
    return coded_values(values, dimension, names)


def coded_values(
    column: pd.Series, dimension: Dimension, names: dict[Value, str] | None = None
) -> Coded:
    """Find each value's place on the axis of a field.

    Parameters
    ----------
    column
        One value for each lead.
    dimension
        The field.
    names
        Value → name, where the values are ids.

    Raises
    ------
    InvalidArgumentError
        The column holds lists or objects.
    """
    found, known = _factorized(column)
    # A code of -1, null, is the last place.
    values = [dimension.canonical(plain(value)) for value in known] + [None]
    occurring = np.bincount(found + 1, minlength=len(values))
    occurs = [*(occurring[1:] > 0), occurring[0] > 0]
    axis = axis_of(
        dimension, {value for value, has in zip(values, occurs, strict=True) if has}, names or {}
    )
    places = {value: place for place, value in enumerate(axis.values)}
    dtype = np.min_scalar_type(-max(len(places), 1))
    new = np.array([places.get(value, 0) for value in values], dtype)
    return Coded(axis, new[found])


def _factorized(column: pd.Series) -> tuple[Codes, list[Any]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories.tolist()
    try:
        codes, known = pd.factorize(column)
    except TypeError:
        raise InvalidArgumentError(
            f"The column {column.name!r} holds lists or objects, and leads are counted by single "
            "values",
            next_step="Make single values of them, or count by another field.",
        ) from None
    return codes, list(known)
