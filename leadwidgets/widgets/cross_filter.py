"""`CrossFilter`: counts of leads by several fields at once, under what is chosen in each.

Each lead's bar in each chart is found once. A filter is then one look-up a lead, and a count one
pass of `numpy.bincount` over the leads that remain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadwidgets.breakdown import Coded, Value
from leadwidgets.result import SearchResult
from leadwidgets.widgets.chart_fields import CHART_FIELDS
from leadwidgets.widgets.selection import Mask, Selection
from leadwidgets.widgets.wire import BarKind

MOST_BARS = 25  # an hour each, and one for leads without

Counts = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class Charted:
    """A field's bars, and which of them each lead is in.

    Attributes
    ----------
    labels, kinds
        One a bar.
    stands_for
        For each bar its values.
    codes
        Of shape (leads,): the bar of each lead.
    leads
        Of shape (bars,): all leads in each.
    """

    labels: tuple[str, ...]
    kinds: tuple[BarKind, ...]
    stands_for: tuple[list[Value], ...]
    codes: np.ndarray[Any, np.dtype[np.integer[Any]]]
    leads: Counts


def charted(coded: Coded, most: int = MOST_BARS) -> Charted:
    """Give each value a bar; beyond `most`, the rarest share one, before leads without a value."""
    axis = coded.axis
    leads = np.bincount(coded.codes, minlength=len(axis.values))
    named = [place for place, value in enumerate(axis.values) if value is not None]
    null = [place for place, value in enumerate(axis.values) if value is None]
    rest: list[int] = []
    if len(axis.values) > most:
        ranked = sorted(named, key=lambda place: (-leads[place], place))
        rest = sorted(ranked[most - 1 - len(null) :])
        named = sorted(ranked[: most - 1 - len(null)])
    bars: list[tuple[str, BarKind, list[int]]] = [
        (axis.labels[place], "value", [place]) for place in named
    ]
    if rest:
        bars.append((f"{len(rest):,} others", "others", rest))
    bars += [(axis.labels[place], "none", [place]) for place in null]
    bar_of = np.zeros(max(len(axis.values), 1), np.min_scalar_type(-max(len(bars), 1)))
    for bar, (_, _, places) in enumerate(bars):
        bar_of[places] = bar
    return Charted(
        tuple(label for label, _, _ in bars),
        tuple(kind for _, kind, _ in bars),
        tuple([axis.values[place] for place in places] for _, _, places in bars),
        bar_of[coded.codes],
        np.array([leads[places].sum() for _, _, places in bars], np.int64),
    )


class CrossFilter:
    """Counts a result's leads by any field of a chart.

    Parameters
    ----------
    result
        Whose leads; neither copied nor changed.
    """

    def __init__(self, result: SearchResult) -> None:
        self._result = result
        self._charted: dict[str, Charted] = {}

    def charted(self, name: str) -> Charted:
        """Give a field's bars.

        Raises
        ------
        InvalidArgumentError
            Whoever has the leads has renamed, dropped or converted its column.
        """
        known = self._charted.get(name)
        if known is None:
            finished = self._result.receipt.finished
            known = charted(CHART_FIELDS[name].coded(self._result.leads, finished))
            self._charted[name] = known
        return known

    def rows(self, name: str, bars: Sequence[int]) -> Mask:
        """Tell of each lead whether it is in one of these bars."""
        field = self.charted(name)
        chosen = np.zeros(len(field.labels), bool)
        chosen[list(bars)] = True
        return chosen.take(field.codes)


def counts(fields: Mapping[str, Charted], rows: Mapping[str, Mask | None]) -> dict[str, Counts]:
    """Count the leads that remain in each bar.

    Parameters
    ----------
    fields
        By name.
    rows
        By name, the leads that remain for it; None for all.
    """
    positions: dict[int, np.ndarray[Any, np.dtype[np.intp]]] = {}
    found = {}
    for name, field in fields.items():
        mask = rows[name]
        if mask is None:
            found[name] = field.leads
            continue
        if id(mask) not in positions:
            positions[id(mask)] = np.flatnonzero(mask)
        codes = field.codes.take(positions[id(mask)])
        found[name] = np.bincount(codes, minlength=len(field.labels))
    return found


def rows_for(selection: Selection, names: Sequence[str]) -> dict[str, Mask | None]:
    """Give the leads that each chart counts: those that the others leave.

    So it shows what else could be chosen in it.
    """
    return {name: selection.rows_without(name) for name in names}
