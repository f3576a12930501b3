"""Tables of saved leads as DataFrames, with nothing lost in their indexes or integers."""

from typing import Any

import pandas as pd
import pyarrow as pa


def with_named_index(leads: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index's named levels, and count the rows from 0."""
    names = [name for name in leads.index.names if name is not None]
    return leads.reset_index(level=names).reset_index(drop=True)


def nullable(kind: pa.DataType) -> Any:  # noqa: ANN401 - a pandas dtype or None
    """Keep whole numbers with nulls whole."""
    return pd.Int64Dtype() if pa.types.is_integer(kind) else None
