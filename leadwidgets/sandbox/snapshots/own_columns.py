"""Columns that are none of the API's fields: kept as they are, as members of a lead."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.sandbox.snapshots.column_matching import field_called
from leadwidgets.sandbox.snapshots.columns import counted, json_text, json_values

AS_SAVED = " as saved"
"""What follows the name of a field that an own column is called by."""


def with_names_of_their_own(frame: pd.DataFrame, fields: Collection[str]) -> pd.DataFrame:
    """Rename columns that are called as a field, but are none, so that a lead has each name once.

    Parameters
    ----------
    frame
        Leads.
    fields
        The columns that are fields.
    """
    return frame.rename(
        columns={
            name: f"{name}{AS_SAVED}"
            for name in frame.columns
            if name not in fields and field_called(name) is not None
        }
    )


def members(frame: pd.DataFrame) -> pa.Array:
    """Write columns as JSON members, ``"name":value,"name":value``."""
    written = [
        pc.binary_join_element_wise(
            f"{json_text(column)}:", pa.array(json_values(frame[column]), pa.string()), ""
        )
        for column in frame.columns
    ]
    return pc.binary_join_element_wise(*written, ",")


def infinities_noted(frame: pd.DataFrame) -> Iterator[str]:
    """Say which columns hold what JSON has no number for."""
    for name in frame.select_dtypes("float").columns:
        number = int(np.isinf(frame[name].to_numpy("float64", na_value=0)).sum())
        if number:
            yield f"{name}: {counted(number, 'infinite value')} became the text Infinity"
