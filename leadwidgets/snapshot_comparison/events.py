"""What became of leads between two snapshots, counted, each with its basis."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from leadwidgets.snapshot_comparison.matching import (
    APPEARED,
    MOVED,
    NO_KEY,
    REPEATED,
    SAME,
    VANISHED,
)

BEFORE, AFTER, ON_BOTH = "leads before", "leads after", "leads on both sides"

Mask = pd.Series


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Event:
    """Leads that something happened to.

    Attributes
    ----------
    what
        Its name.
    leads
        Which they are, among all of both sides.
    of, basis
        Among which it is counted, in words and as a mask.
    """

    what: str
    leads: Mask
    of: str
    basis: Mask


def events(leads: pd.DataFrame) -> Iterator[Event]:
    """Give all that the columns of both sides allow to tell.

    Parameters
    ----------
    leads
        As `Matching.leads`.
    """
    fate = leads["fate"]
    before, after = (leads[f"row_{side}"].notna() for side in ("before", "after"))
    on_both = before & after
    for what in (SAME, MOVED):
        yield Event(what, fate == what, ON_BOTH, on_both)
    yield Event(VANISHED, fate == VANISHED, BEFORE, before)
    yield Event(APPEARED, fate == APPEARED, AFTER, after)
    for what in (NO_KEY, REPEATED):
        yield Event(what, (fate == what) & before, BEFORE, before)
        yield Event(what, (fate == what) & after, AFTER, after)
    for name in ("list", "campaign"):
        one, other = leads[f"{name}_before"], leads[f"{name}_after"]
        if _told(one, before) and _told(other, after):
            yield Event(f"changed {name}", on_both & (one != other), ON_BOTH, on_both)
    one, other = leads["passes_before"], leads["passes_after"]
    if _told(one, before) and _told(other, after):
        of, basis = f"{ON_BOTH}, with passes", on_both & one.notna() & other.notna()
        yield Event("gained passes", basis & (other > one).fillna(value=False), of, basis)
        yield Event("lost passes", basis & (other < one).fillna(value=False), of, basis)
    one, other = leads["suppressed_before"], leads["suppressed_after"]
    if _told(one, before) and _told(other, after):
        of, basis = f"{ON_BOTH}, known to be suppressed or not", one.notna() & other.notna()
        yield Event("became suppressed", (~one & other).fillna(value=False), of, basis)
        yield Event("no longer suppressed", (one & ~other).fillna(value=False), of, basis)


def counted(leads: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each event; see `SnapshotComparison.counts`."""
    rows = [
        (event.what, int(event.leads.sum()), event.of, int(event.basis.sum()))
        for event in events(leads)
    ]
    table = pd.DataFrame(rows, columns=["what", "leads", "of", "basis"])
    table["share"] = table["leads"] / table["basis"].where(table["basis"] > 0)
    return table


def gained_passes(leads: pd.DataFrame) -> pd.DataFrame:
    """Give how many leads gained how many passes; see `SnapshotComparison.passes`."""
    gained = (leads["passes_after"] - leads["passes_before"]).dropna()
    counts = gained.value_counts().sort_index()
    return pd.DataFrame(
        {"gained": counts.index.astype("int64"), "leads": counts.to_numpy(dtype="int64")}
    )


def _told(values: pd.Series, there: Mask) -> bool:
    """Tell whether a side has the column: there is no lead on it, or one with a value."""
    return bool(values.notna().any()) or not bool(there.any())
