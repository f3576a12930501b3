"""Whether each saved lead can be told from the others, and found: its id, and its campaign."""

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.columns import FieldColumn, rows_of
from leadwidgets.sandbox.snapshots.next_steps import saying


def check_lead_ids(ids: pa.Array, column: FieldColumn) -> None:
    """Check that every row has a lead id, and that no two have the same.

    Parameters
    ----------
    ids
        Lead ids, in the order of the rows.
    column
        What they were read from.

    Raises
    ------
    SnapshotError
        If they have not. The message counts rows from 1 and names no id.
    """
    name = column.name
    missing = rows_of(np.asarray(ids.is_null()))
    if missing:
        raise SnapshotError(
            f"Lead ids are missing: the column {name!r} is empty in {column.saved.places(missing)}",
            next_step=(
                "Each lead needs one, to be told from the others. Take those rows out of the file, "
                f"or of a DataFrame: Sandbox.from_leads({_with_ids(column, missing)})."
            ),
        )
    numbers = pd.Series(ids.to_numpy())
    repeated = numbers[numbers.duplicated(keep=False)]
    if len(repeated):
        first = rows_of(np.asarray(numbers == repeated.iloc[0]))
        raise SnapshotError(
            f"Lead ids repeat: the column {name!r} holds {repeated.nunique():,} of them more "
            f"than once, {len(repeated):,} rows in all, the first in {column.saved.places(first)}",
            next_step=(
                "An account has one row a lead. Take the others out of the file, or of a "
                "DataFrame; with the last row of each: "
                f"Sandbox.from_leads({_each_once(column, numbers.nunique())})."
            ),
        )


def _with_ids(column: FieldColumn, missing: list[int]) -> str:
    """Write what takes leads without an id out of a DataFrame."""
    if column.series.iloc[missing].isna().all():
        return f"leads.dropna(subset=[{column.name!r}])"
    return f"leads[leads[{column.name!r}].astype('str').str.contains('[0-9@]')]"


def _each_once(column: FieldColumn, leads: int) -> str:
    """Write what takes repeated leads out of a DataFrame: one id may be written in several ways."""
    if column.series.nunique() == leads:
        return f"leads.drop_duplicates({column.name!r}, keep='last')"
    plain = r".astype('str').str.strip().str.replace(r'^[+0]+|\.0*$', '', regex=True)"
    return f"leads[~leads[{column.name!r}]{plain}.duplicated(keep='last')]"


def check_campaigns(ids: pa.Array, column: FieldColumn) -> None:
    """Check that every row has a campaign; parameters and errors as of `check_lead_ids`."""
    missing = rows_of(np.asarray(ids.is_null()))
    if missing:
        fill = saying("fill", "--fill", [(column.name, "Unknown")])
        raise SnapshotError(
            f"Campaigns are missing: the column {column.name!r} is empty in "
            f"{column.saved.places(missing)}",
            next_step=(
                "No search of a campaign would find those leads. Say which campaign they are of, "
                f"by its id or by a name: {fill}."
            ),
        )
