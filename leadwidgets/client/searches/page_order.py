"""Rows in the order of their pages, where one page came late."""

import numpy as np
import pandas as pd


def moved_to_front(leads: pd.DataFrame, rows: slice) -> pd.DataFrame:
    """Give the leads with some rows first; the given frame is used up.

    Column by column, so that memory never holds all of them twice.

    Parameters
    ----------
    leads
        With a plain index.
    rows
        Which rows go to the front, in the order that they have.
    """
    start, stop, _ = rows.indices(len(leads))
    order = np.r_[start:stop, 0:start, stop : len(leads)]
    columns = {name: leads.pop(str(name)).array.take(order) for name in list(leads)}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(order)), copy=False)
