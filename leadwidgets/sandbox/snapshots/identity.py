"""Whether each saved lead can be told from the others: one row a lead, with an id of its own."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError

_MOST_ROWS = 3


def check_lead_ids(ids: pa.Array, column: str) -> None:
    """Check that every row has a lead id, and that no two have the same.

    Parameters
    ----------
    ids
        Lead ids, in the order of the rows.
    column
        What the leads call their column.

    Raises
    ------
    SnapshotError
        If they have not. The message counts rows from 1 and names no id.
    """
    missing = np.flatnonzero(ids.is_null()).tolist()
    if missing:
        raise SnapshotError(
            f"Lead ids are missing: the column {column!r} is empty in {_rows(missing)}",
            next_step=(
                "Each lead needs one, to be told from the others. Without those rows: "
                f"Sandbox.from_leads(leads.dropna(subset=[{column!r}]))."
            ),
        )
    numbers = pd.Series(ids.to_numpy())
    repeated = numbers[numbers.duplicated(keep=False)]
    if len(repeated):
        first = np.flatnonzero(numbers == repeated.iloc[0]).tolist()
        raise SnapshotError(
            f"Lead ids repeat: the column {column!r} holds {repeated.nunique():,} of them more "
            f"than once, {len(repeated):,} rows in all, the first in {_rows(first)}",
            next_step=(
                "An account has one row a lead. With the last row of each: "
                f"Sandbox.from_leads(leads.drop_duplicates({column!r}, keep='last'))."
            ),
        )


def _rows(places: Sequence[int]) -> str:
    shown = ", ".join(f"{place + 1:,}" for place in places[:_MOST_ROWS])
    if len(places) > _MOST_ROWS:
        return f"{len(places):,} rows below the column names ({shown}, …)"
    return f"row{'s' if len(places) > 1 else ''} {shown} below the column names"
