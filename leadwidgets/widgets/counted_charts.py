"""`CountedCharts`: the charts' numbers by counting alone, before any lead is fetched."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pandas as pd

from leadwidgets.account import Limits
from leadwidgets.breakdown import plotly_label
from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError
from leadwidgets.plain_text import shown
from leadwidgets.widgets.brief_errors import brief
from leadwidgets.widgets.chart_fields import CHART_FIELDS
from leadwidgets.widgets.charts import LONGEST_LABEL, ordered
from leadwidgets.widgets.wire import Bar, ChartSpec, CountedStatus, Figure

REST_SECONDS = 0.5
_MOST_COUNTS = 1_000  # where the account has no limits

_UNKNOWN = {"counting": "Counting…", "idle": "Not counted.", "known": "Not counted."}

Counted = pd.DataFrame | str


class CountedCharts:
    """Counts by the fields of the charts, one after another, for one search at a time.

    A field that takes more counts than the account allows in its shortest window is left out: the
    live count and others who use the account would wait for it.

    Parameters
    ----------
    client
        Asks the account.
    limits
        The account's.
    changed
        Called after every change.
    start
        Starts work in the background, and tells of errors that nobody expected.

    Attributes
    ----------
    wanted
        Whether to count at all.
    status
        ``idle``, ``counting`` or ``known``.
    criteria
        What is or was counted; the numbers are of it and of nothing else.
    leads
        How many leads match it.
    counts, seconds
        What counting takes, as far as it is known.
    version
        Grows with every change of the numbers.
    """

    def __init__(
        self,
        client: LeadSearchClient,
        limits: Limits | None,
        changed: Callable[[], None],
        start: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]],
    ) -> None:
        self._client = client
        self._changed = changed
        self._start = start
        self._task: asyncio.Task[None] | None = None
        self._asked: tuple[str, ...] = ()
        self._found: dict[str, Counted] = {}
        self._most = min((one.requests for one in limits.counts), default=0) if limits else 0
        self.wanted = True
        self.status: CountedStatus = "idle"
        self.criteria: SearchCriteria | None = None
        self.leads = 0
        self.counts = 0
        self.seconds = 0.0
        self.version = 0

    def follow(self, criteria: SearchCriteria, leads: int, names: Sequence[str]) -> None:
        """Count for this search by these fields, unless that is under way or known."""
        if (criteria, tuple(names)) == (self.criteria, self._asked):
            return
        known = self._found if criteria == self.criteria else {}
        self.pause()
        self.criteria, self.leads, self._asked = criteria, leads, tuple(names)
        self._found = {name: known[name] for name in names if name in known}
        self.status, self.counts, self.seconds = "counting", 0, 0.0
        self._tell()
        self._task = self._start(self._count(criteria, names))

    def pause(self) -> None:
        """Give up what is under way; the numbers stay."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.status == "counting":
            self.status, self._asked = "idle", ()
            self._tell()

    def stop(self) -> None:
        """Give up what is under way, and forget the numbers."""
        self.pause()
        if self.criteria is not None:
            self.status, self.criteria, self._asked, self._found = "idle", None, (), {}
            self.counts, self.seconds = 0, 0.0
            self._tell()

    def figure(self, spec: ChartSpec) -> Figure:
        """Give what was counted for a chart; in words, why nothing was."""
        found = self._found.get(spec.by, _UNKNOWN[self.status])
        if isinstance(found, str):
            return Figure(spec.by, (), found)
        return Figure(spec.by, ordered(_bars(found), spec.order), None)

    async def _count(self, criteria: SearchCriteria, names: Sequence[str]) -> None:
        await asyncio.sleep(REST_SECONDS)
        for name in names:
            if name not in self._found:
                self._found[name] = await self._counted(criteria, name)
                self._tell()
        self.status = "known"
        self._tell()

    async def _counted(self, criteria: SearchCriteria, name: str) -> Counted:
        field = CHART_FIELDS[name]
        if not field.counted:
            return (
                f"{field.label} is known after a search only: the account counts by no such field."
            )
        try:
            cost = await self._client.count_by_cost(criteria, name)
            if cost.requests > (self._most or _MOST_COUNTS):
                return f"{field.label} would take {cost.requests:,} counts; search to see it."
            self.counts += cost.requests
            self.seconds = max(self.seconds, cost.seconds)
            self._tell()
            counted = await self._client.count_by(criteria, name)
        except LeadSearchError as error:
            return brief(error)
        self.counts += int(counted.attrs["counted"]["requests"]) - cost.requests
        return counted

    def _tell(self) -> None:
        self.version += 1
        self._changed()


def _bars(counted: pd.DataFrame) -> list[Bar]:
    return [
        Bar(
            place,
            shown(label, LONGEST_LABEL),
            plotly_label(label),
            "none" if pd.isna(value) else "value",
            int(leads),
            int(leads),
            chosen=False,
        )
        for place, (value, label, leads) in enumerate(
            zip(counted["value"], counted["label"], counted["leads"], strict=True)
        )
    ]
