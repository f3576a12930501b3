"""Tables of saved leads as DataFrames, with nothing lost in their indexes or integers."""

from typing import Any

import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError


def with_named_index(leads: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index's named levels, and count the rows from 0.

    A level that is a column too is that column.

    Raises
    ------
    SnapshotError
        If it is called as a column and holds something else.
    """
    frame = leads.reset_index(drop=True)
    place = 0
    for level, name in enumerate(leads.index.names):
        found = leads.index.get_level_values(level)
        values = pd.Series(found, index=frame.index, dtype=found.dtype)
        if name is None or (leads.columns.is_unique and _is_column(frame, name, values)):
            continue
        frame.insert(place, name, values, allow_duplicates=True)
        place += 1
    return frame


def _is_column(frame: pd.DataFrame, name: Any, values: "pd.Series[Any]") -> bool:  # noqa: ANN401
    if name not in frame.columns:
        return False
    if not frame[name].equals(values.rename(name)):
        raise SnapshotError(
            f"The index and a column are both called {name!r}, and hold different values",
            next_step="Rename or drop one of them.",
        )
    return True


def nullable(kind: pa.DataType) -> Any:  # noqa: ANN401 - a pandas dtype or None
    """Keep whole numbers with nulls whole, and lists and objects as Arrow has them."""
    if pa.types.is_nested(kind):
        return pd.ArrowDtype(kind)
    if pa.types.is_unsigned_integer(kind):
        return pd.UInt64Dtype()
    return pd.Int64Dtype() if pa.types.is_integer(kind) else None
