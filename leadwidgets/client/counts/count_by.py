"""Breakdowns of a campaign of any size by counts alone: no lead is downloaded.

A field's values are known from the account's lists, the vocabulary and the leads that were read;
the leads of each are counted by a search of its own. What is left of the total belongs to leads
without a value and to values that nobody lists: one row of its own. Two fields are counted apart
first, then together where both have leads; what can only be 0 is not asked. At the end the total is
counted again, as leads move.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeVar

import pandas as pd

from leadwidgets.breakdown import Key, Value, assembled, table
from leadwidgets.client.clock import Clock
from leadwidgets.client.concurrency import gather_or_cancel
from leadwidgets.client.counts.axes import CountAxis
from leadwidgets.client.progress import CountProgress, Meter
from leadwidgets.client.searches import LeadSearchEndpoint
from leadwidgets.criteria import SearchCriteria

OTHERS_LABEL = "(other or none)"

T = TypeVar("T")

_AT_ONCE = 8
_TOTALS = 2  # before and after


@dataclass(frozen=True, slots=True)
class CountCost:
    """What counting by a field takes, told before it begins.

    Attributes
    ----------
    requests
        Counts to ask for at most; fewer where parts turn out to be empty.
    seconds
        Seconds that the account's limits make them take at least, after what was asked before.
    """

    requests: int
    seconds: float


class Counting:
    """Counts leads by fields, once.

    Parameters
    ----------
    lead_search
        Asks the account.
    criteria
        Which leads.
    tables
        For each table the one axis or the two.
    clock
        For waits.
    on_progress
        Told before the first request and after each.
    """

    def __init__(
        self,
        lead_search: LeadSearchEndpoint,
        criteria: SearchCriteria,
        tables: Sequence[Sequence[CountAxis]],
        clock: Clock,
        on_progress: Callable[[CountProgress], None] | None = None,
    ) -> None:
        self._lead_search = lead_search
        self._criteria = criteria
        self._tables = tables
        self._on_progress = on_progress
        self._meter = Meter(clock, self._report)
        self._total = 0
        self._asked = 0
        self._left = _TOTALS + sum(_most_counts(criteria, axes) for axes in tables)

    @property
    def cost(self) -> CountCost:
        """Give what is left to ask for, at most."""
        return CountCost(self._left, self._lead_search.seconds_for_counts(self._left))

    async def run(self) -> list[pd.DataFrame]:
        """Count.

        Returns
        -------
        list[pandas.DataFrame]
            For each table what `breakdown` gives of the fetched leads, except that leads without a
            value and those with an unlisted one are in one row, `OTHERS_LABEL`. Its
            ``attrs["counted"]`` holds what matched before and after, the requests sent, and notes.

        Raises
        ------
        LeadSearchError
            If a count fails for good.
        """
        self._report()
        self._total = await self._count(self._criteria)
        counted = [await self._counted(axes) for axes in self._tables]
        after = await self._count(self._criteria)
        return [
            self._table(axes, found, after)
            for axes, found in zip(self._tables, counted, strict=True)
        ]

    async def _counted(self, axes: Sequence[CountAxis]) -> dict[Key, int]:
        """Count by one field or two; leads with other values or none are under None."""
        margins = [await self._margin(axis) for axis in axes]
        if len(axes) == 1:
            [margin] = margins
            found: dict[Key, int] = {(value,): leads for value, leads in margin.items()}
            return found | {(None,): self._total - sum(margin.values())}
        cells = await self._cells(axes, margins)
        return cells | _remainders(self._total, margins, cells)

    async def _margin(self, axis: CountAxis) -> dict[Value, int]:
        """Count by one field; once all leads are found, no other value has any."""
        margin = dict.fromkeys(axis.changes, 0)
        if not axis.restricts(self._criteria):
            return dict.fromkeys(margin, self._total)

        async def count(value: Value) -> None:
            margin[value] = await self._count(self._criteria.replace(**axis.changes[value]))

        await self._each(axis.changes, count, lambda _: sum(margin.values()) < self._total)
        return margin

    async def _cells(
        self, axes: Sequence[CountAxis], margins: Sequence[Mapping[Value, int]]
    ) -> dict[Key, int]:
        """Count by two fields together, the fullest cells first."""
        one, other = axes
        rows, columns = (dict(margin) for margin in margins)
        cells: dict[Key, int] = dict.fromkeys(product(rows, columns), 0)
        if not one.restricts(self._criteria):
            return {(value, by): columns[by] for value, by in cells}
        if not other.restricts(self._criteria):
            return {(value, by): rows[value] for value, by in cells}

        async def count(cell: tuple[Value, Value]) -> None:
            value, by = cell
            leads = await self._count(
                self._criteria.replace(**one.changes[value], **other.changes[by])
            )
            cells[cell] = leads
            rows[value] -= leads
            columns[by] -= leads

        fullest = sorted(product(rows, columns), key=lambda cell: -rows[cell[0]] * columns[cell[1]])
        await self._each(fullest, count, lambda cell: rows[cell[0]] > 0 and columns[cell[1]] > 0)
        return cells

    async def _each(
        self,
        items: Iterable[T],
        count: Callable[[T], Awaitable[None]],
        needed: Callable[[T], bool],
    ) -> None:
        """Count items, several at once, leaving out those that are not needed any more."""
        left = iter(items)

        async def work() -> None:
            for item in left:
                if needed(item):
                    await count(item)
                else:
                    self._left -= 1

        await gather_or_cancel(work() for _ in range(_AT_ONCE))

    async def _count(self, criteria: SearchCriteria) -> int:
        body = await self._lead_search.body(criteria, self._meter)
        leads = await self._lead_search.count(body, self._meter, one_of_many=True)
        self._asked += 1
        self._left -= 1
        self._report()
        return leads

    def _table(
        self, axes: Sequence[CountAxis], found: Mapping[Key, int], after: int
    ) -> pd.DataFrame:
        occurring = {key: leads for key, leads in found.items() if leads > 0}
        names = [{**axis.names, None: OTHERS_LABEL} for axis in axes]
        counted = table(assembled([axis.dimension for axis in axes], occurring, names))
        counted.attrs["counted"] = {
            "matched": self._total,
            "matched_after": after,
            "requests": self._asked,
            "notes": list(self._notes(axes, found, after)),
        }
        return counted

    def _notes(
        self, axes: Sequence[CountAxis], found: Mapping[Key, int], after: int
    ) -> Iterator[str]:
        if after != self._total:
            yield (
                f"Leads changed while they were counted: {self._total:,} matched before, "
                f"{after:,} after"
            )
        elif min(found.values(), default=0) < 0:
            yield "Leads changed while they were counted: the parts are more than the whole"
        for axis in axes:
            if axis.unsearchable:
                yield (
                    f"{axis.unsearchable:,} listed values of {axis.dimension.title} cannot be "
                    f"searched for; their leads are under {OTHERS_LABEL}"
                )

    def _report(self, waiting_seconds: float = 0.0) -> None:
        if self._on_progress is not None:
            self._on_progress(CountProgress(self._asked, self._asked + self._left, waiting_seconds))


def _most_counts(criteria: SearchCriteria, axes: Sequence[CountAxis]) -> int:
    """Give how many counts a table takes at most, totals left out."""
    sizes = [len(axis.changes) for axis in axes if axis.restricts(criteria)]
    cells = prod(sizes) if len(sizes) > 1 else 0
    return sum(sizes) + cells


def _remainders(
    total: int, margins: Sequence[Mapping[Value, int]], cells: Mapping[Key, int]
) -> dict[Key, int]:
    """Give the leads that have an unknown value, or none, in one field or in both."""
    rows, columns = (dict(margin) for margin in margins)
    for (value, by), leads in cells.items():
        rows[value] -= leads
        columns[by] -= leads
    both = total - sum(margins[0].values()) - sum(columns.values())
    found: dict[Key, int] = {(value, None): leads for value, leads in rows.items()}
    return found | {(None, by): leads for by, leads in columns.items()} | {(None, None): both}
