"""From which state to which leads moved, as a cross-table and as a long table."""

import numpy as np
import pandas as pd

from leadwidgets.snapshot_comparison.matching import APPEARED, MOVED, SAME, VANISHED
from leadwidgets.snapshot_comparison.shares import in_order

GONE, NEW = "(vanished)", "(appeared)"


def moves(leads: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each pair of states that leads have; see `SnapshotComparison.moves`."""
    told = leads[leads["fate"].isin([SAME, MOVED, VANISHED, APPEARED])]
    columns = ["fate", "state_before", "state_after"]
    counted = told.groupby(columns, observed=True, dropna=False).size().rename("leads")
    table = counted.reset_index()
    places = {state: place for place, state in enumerate(_states(leads))}
    order = [table[name].map(places).fillna(len(places)) for name in columns[1:]]
    table = table.iloc[np.lexsort((order[1], order[0]))].reset_index(drop=True)
    of_state = table.groupby("state_before", dropna=False)["leads"].transform("sum")
    table["share"] = (table["leads"] / of_state).where(table["state_before"].notna())
    return table


def matrix(moved: pd.DataFrame) -> pd.DataFrame:
    """Give the same as a cross-table; see `SnapshotComparison.matrix`."""
    before = [*dict.fromkeys(moved["state_before"].fillna(NEW))]
    after = in_order("lead_state", {*moved["state_after"].dropna()})
    gone = [GONE] if moved["state_after"].isna().any() else []
    columns = [*dict.fromkeys([*after, *gone])]  # a state may be called so, too
    table = pd.DataFrame(
        0,
        index=pd.Index(before, name="before", dtype="str"),
        columns=pd.Index(columns, name="after", dtype="str"),
    )
    for one, other, leads in zip(
        moved["state_before"].fillna(NEW),
        moved["state_after"].fillna(GONE),
        moved["leads"],
        strict=True,
    ):
        table.loc[one, other] += leads
    return table


def _states(leads: pd.DataFrame) -> list[str]:
    both = pd.concat([leads["state_before"], leads["state_after"]])
    return in_order("lead_state", {*both.dropna()})
