"""Shares of leads before and after, each with its basis, and whether their change is noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadwidgets.breakdown import DIMENSIONS
from leadwidgets.snapshot_comparison.intervals import Pairs, Share, method, newcombe
from leadwidgets.snapshot_comparison.matching import Places
from leadwidgets.snapshot_comparison.sides import NONE, Side

ALL, ON_BOTH = "all leads", "leads on both sides"
LIVE_CONTACT = "ANSWER"
_OUTSIDE = -1

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Measure:
    """What shares are taken of: each lead is at one of `levels`, or at none.

    Attributes
    ----------
    figure
        Its name.
    basis
        Among which leads, in words.
    levels
        The values that have a share each.
    before, after
        For each row of a side the place in `levels`; -1 outside of the basis. A place behind the
        last level is in the basis and has no share of its own.
    """

    figure: str
    basis: str
    levels: tuple[str, ...]
    before: Codes
    after: Codes


def measures(before: Side, after: Side) -> Iterator[Measure]:
    """Give those that the columns of both sides allow."""
    for by, basis in (
        ("lead_state", "leads"),
        ("system_disposition", "leads with a system disposition"),
        ("agent_disposition", "leads with an agent disposition"),
    ):
        one, other = before.texts(by), after.texts(by)
        if one is not None and other is not None:
            if by != "lead_state":
                one, other = one.where(one != NONE), other.where(other != NONE)
            yield _by_value(by, basis, one, other)
    contact = [_contact(side) for side in (before, after)]
    yes_or_no = (
        ("penetration", "dialed", "leads", before.dialed(), after.dialed()),
        (
            "contact",
            f"last pass {LIVE_CONTACT}",
            "leads dialed, with a system disposition",
            contact[0],
            contact[1],
        ),
        (
            "suppressed",
            "suppressed",
            "leads known to be suppressed or not",
            before.suppressed(),
            after.suppressed(),
        ),
    )
    for figure, value, basis, one, other in yes_or_no:
        if one is not None and other is not None:
            yield Measure(figure, basis, (value,), _yes_first(one), _yes_first(other))


def changes(found: Sequence[Measure], pairs: tuple[Places, Places]) -> pd.DataFrame:
    """Give a row for each value of each measure; see `SnapshotComparison.shares`."""
    rows: list[dict[str, object]] = []
    for measure in found:
        rows += _rows(measure, pairs, ALL)
    if any(0 < len(pairs[0]) < len(side) for one in found for side in (one.before, one.after)):
        order = np.arange(len(pairs[0]))
        for measure in found:
            before, after = measure.before[pairs[0]], measure.after[pairs[1]]
            narrowed = Measure(measure.figure, measure.basis, measure.levels, before, after)
            rows += _rows(narrowed, (order, order), ON_BOTH)
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


_DTYPES = {
    "figure": "str",
    "value": "str",
    "of": "str",
    "basis": "str",
    "leads_before": "int64",
    "basis_before": "int64",
    "share_before": "float64",
    "leads_after": "int64",
    "basis_after": "int64",
    "share_after": "float64",
    "change": "float64",
    "low": "float64",
    "high": "float64",
    "method": "str",
    "beyond_noise": "boolean",
}


def _rows(measure: Measure, pairs: tuple[Places, Places], of: str) -> Iterator[dict[str, object]]:
    size = len(measure.levels) + 1  # and those without a share of their own
    before, after = (_counted(codes, size) for codes in (measure.before, measure.after))
    one, other = measure.before[pairs[0]], measure.after[pairs[1]]
    in_both = (one != _OUTSIDE) & (other != _OUTSIDE)
    one, other = one[in_both], other[in_both]
    paired_before, paired_after = _counted(one, size), _counted(other, size)
    staying = _counted(one[one == other], size)
    for place, value in enumerate(measure.levels):
        both = int(staying[place])
        left, right = int(paired_before[place]) - both, int(paired_after[place]) - both
        yield {
            "figure": measure.figure,
            "value": value,
            "of": of,
            "basis": measure.basis,
            **_change(
                Share(int(before[place]), int(before.sum())),
                Share(int(after[place]), int(after.sum())),
                Pairs(both, left, right, len(one) - both - left - right),
            ),
        }


def _change(before: Share, after: Share, pairs: Pairs) -> dict[str, object]:
    counted = {
        "leads_before": before.leads,
        "basis_before": before.basis,
        "share_before": before.value if before.basis else None,
        "leads_after": after.leads,
        "basis_after": after.basis,
        "share_after": after.value if after.basis else None,
    }
    if not (before.basis and after.basis):
        nothing = dict.fromkeys(("change", "low", "high", "method", "beyond_noise"))
        return counted | nothing
    low, high = newcombe(before, after, pairs)
    return counted | {
        "change": after.value - before.value,
        "low": low,
        "high": high,
        "method": method(before, after, pairs),
        "beyond_noise": low > 0 or high < 0,
    }


def _counted(codes: Codes, size: int) -> npt.NDArray[np.int64]:
    return np.bincount(codes[codes != _OUTSIDE], minlength=size)


def _by_value(by: str, basis: str, before: pd.Series, after: pd.Series) -> Measure:
    values = in_order(by, {*before.dropna().unique(), *after.dropna().unique()})
    codes = [
        pd.Categorical(texts, categories=values).codes.astype(np.int64) for texts in (before, after)
    ]
    return Measure(by.replace("_", " "), basis, tuple(values), codes[0], codes[1])


def in_order(by: str, values: set[str]) -> list[str]:
    """Put the texts of a dimension in the order of breakdowns; leads without one come last."""
    dimension = DIMENSIONS[by]
    return sorted(
        values,
        key=lambda value: dimension.rank(None if value == NONE else value, dimension.label(value)),
    )


def _contact(side: Side) -> pd.Series | None:
    dispositions, dialed = side.texts("system_disposition"), side.dialed()
    if dispositions is None or dialed is None:
        return None
    contact = (dispositions == LIVE_CONTACT).astype("float64")
    return contact.where(dialed & (dispositions != NONE))


def _yes_first(values: pd.Series) -> Codes:
    """Give 0 for what is true, 1 for what is not, -1 for what is not known."""
    numbers = values.astype("float64")
    return np.where(numbers.isna(), _OUTSIDE, np.where(numbers > 0, 0, 1)).astype(np.int64)
