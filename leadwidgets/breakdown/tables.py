"""Counts as DataFrames, and back."""

from collections.abc import Sequence
from typing import TypeGuard

import pandas as pd
from narwhals.typing import IntoFrame

from leadwidgets.breakdown.counting import Axis, Counts, Key, assembled, counts
from leadwidgets.breakdown.dimensions import NONE_LABEL, Dimension, dimension
from leadwidgets.errors import InvalidArgumentError

_COLUMNS = ["value", "label", "leads", "share"]
_MOST_DIMENSIONS = 2


def breakdown(frame: IntoFrame, by: str | Sequence[str]) -> pd.DataFrame:
    """Count leads by a field, or by two.

    Parameters
    ----------
    frame
        Leads: pandas, Polars, a DuckDB relation, Dask, PySpark or whatever else Narwhals knows,
        with columns named as in `SearchResult.leads` or as in the API.
    by
        ``lead_state``, ``system_disposition``, ``agent_disposition``, ``lead_timezone``,
        ``physical_state``, ``lead_list``, ``campaign`` or ``suppressed``; or two of them.

    Returns
    -------
    pandas.DataFrame
        For one field: a row for each value that occurs, with ``value``, ``label``, ``leads``
        (count) and ``share`` (of all leads, 0 to 1). Values in the order of
        `leadwidgets.vocabulary`, unknown ones after them, leads without a value last, labelled
        ``(none)``. For two: a cross-table of counts, values of the first as rows, of the second as
        columns, ``(none)`` for leads without.

    Raises
    ------
    InvalidArgumentError
        `by` is no such field; or the frame lacks its column, has it twice, or holds lists or
        objects in it.
    """
    return table(counts(frame, dimensions_of(by)))


def dimensions_of(by: str | Sequence[str]) -> tuple[Dimension, ...]:
    """Find the dimensions that `by` names.

    Raises
    ------
    InvalidArgumentError
        They are not one or two different known ones.
    """
    names = (by,) if isinstance(by, str) else tuple(by)
    if not 1 <= len(names) <= _MOST_DIMENSIONS or len(set(names)) < len(names):
        raise InvalidArgumentError(
            f"Expected by to be one field or two different ones; got {by!r:.80}"
        )
    return tuple(map(dimension, names))


def table(counted: Counts) -> pd.DataFrame:
    """Give counts as `breakdown` does."""
    if len(counted.axes) == 1:
        (axis,) = counted.axes
        return pd.DataFrame(
            {
                "value": _typed(axis),
                "label": pd.Series(list(axis.labels), dtype="str"),
                "leads": counted.leads,
                "share": counted.leads / max(counted.total, 1),
            }
        )
    rows, columns = (
        pd.Index(
            [
                label if value is None else value
                for value, label in zip(axis.values, axis.labels, strict=True)
            ],
            name=axis.dimension.name,
            dtype="object",
        )
        for axis in counted.axes
    )
    return pd.DataFrame(counted.leads, index=rows, columns=columns)


def _typed(axis: Axis) -> pd.Series:
    """Give values the dtype of their dimension, and what does not fit it as it is."""
    values = list(axis.values)
    try:
        return pd.Series(values, dtype=axis.dimension.dtype)
    except (TypeError, ValueError):
        return pd.Series(values, dtype="object")


def is_breakdown(frame: object) -> TypeGuard[pd.DataFrame]:
    """Tell whether a frame is what `breakdown` gives for one field."""
    return isinstance(frame, pd.DataFrame) and list(frame.columns) == _COLUMNS


def counts_of(breakdown_: pd.DataFrame, by: Dimension) -> Counts:
    """Give a breakdown by one field as counts again."""
    values = [None if pd.isna(value) else value for value in breakdown_["value"].tolist()]
    found: dict[Key, int] = {
        (value,): int(leads) for value, leads in zip(values, breakdown_["leads"], strict=True)
    }
    names = dict(zip(values, breakdown_["label"], strict=True))
    return assembled([by], found, [names | ({None: NONE_LABEL} if None in names else {})])
