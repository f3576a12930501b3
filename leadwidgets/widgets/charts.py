"""`Charts`: which charts the panel shows, what is chosen in them, and their figures."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from leadwidgets.breakdown import plotly_label
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.plain_text import shown
from leadwidgets.result import SearchResult
from leadwidgets.widgets.chart_fields import CHART_FIELDS, search_change
from leadwidgets.widgets.cross_filter import Charted, Counts, CrossFilter, counts, rows_for
from leadwidgets.widgets.selection import Mask, Selection
from leadwidgets.widgets.wire import Bar, BarOrder, ChartSpec, Chip, Figure

START = tuple(map(ChartSpec, ("lead_state", "system_disposition", "lead_timezone")))
LONGEST_LABEL = 300


Remaining = tuple[pd.DataFrame, Mask | None]


def leads_of(remaining: Remaining) -> pd.DataFrame:
    """Give the leads that remain, as a frame of their own."""
    leads, rows = remaining
    return leads.copy() if rows is None else leads[rows]


class Charts:
    """The charts of the last result.

    Parameters
    ----------
    changed
        Called after every change.

    Attributes
    ----------
    specs
        The charts, in their order; no two by the same field.
    arranged
        Grows with every change of them.
    selection : Selection
        The leads that remain, whoever limits them: a chart does so under its field's name.
    kept : pandas.DataFrame or None
        The leads that were kept last.
    times_kept
        How often some were.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._result: SearchResult | None = None
        self._filter: CrossFilter | None = None
        self._chosen: dict[str, tuple[int, ...]] = {}
        self._choosing = asyncio.Lock()
        self.specs: tuple[ChartSpec, ...] = START
        self.arranged = 1
        self.selection = Selection()
        self.kept: pd.DataFrame | None = None
        self.times_kept = 0

    @property
    def remaining(self) -> Remaining | None:
        """The result's leads, and which of them remain."""
        return None if self._result is None else (self._result.leads, self.selection.rows)

    @property
    def leads(self) -> int:
        """How many leads the result has."""
        return 0 if self._result is None else len(self._result.leads)

    def show(self, result: SearchResult) -> None:
        """Show another result; what was chosen in the one before means nothing in it."""
        self._result, self._filter = result, CrossFilter(result)
        self._chosen.clear()
        self.selection.clear()

    def arrange(self, specs: Sequence[ChartSpec]) -> None:
        """Show these charts; a filter goes with its chart, so that none is out of sight.

        Raises
        ------
        InvalidArgumentError
            A field is not known, or is there twice.
        """
        names = [spec.by for spec in specs]
        if len(set(names)) < len(names) or not set(names) <= CHART_FIELDS.keys():
            raise InvalidArgumentError("Each chart must show a known field of its own")
        self.specs = tuple(specs)
        self.arranged += 1
        for name in self._chosen.keys() - set(names):
            del self._chosen[name]
            self.selection.limit(name, None)
        self._changed()

    async def choose(self, name: str, bars: Sequence[int]) -> None:
        """Choose bars of a chart, instead of those that are chosen in it.

        Raises
        ------
        InvalidArgumentError
            There is no such chart, or no such bar in it.
        """
        async with self._choosing:
            cross_filter = self._filter
            if cross_filter is None or name not in {spec.by for spec in self.specs}:
                raise InvalidArgumentError("There is no such chart of the result")
            field = await asyncio.to_thread(cross_filter.charted, name)
            if any(bar >= len(field.labels) for bar in bars):
                raise InvalidArgumentError("There is no such bar in the chart")
            rows = await asyncio.to_thread(cross_filter.rows, name, bars) if bars else None
            if cross_filter is self._filter:
                self._chosen.pop(name, None)
                if rows is not None:
                    self._chosen[name] = tuple(sorted(set(bars)))
                self.selection.limit(name, rows)
                self._changed()

    def clear(self) -> None:
        """Let all leads remain."""
        self._chosen.clear()
        self.selection.clear()
        self._changed()

    async def keep(self) -> None:
        """Keep the leads that remain."""
        if self.remaining is not None:
            self.kept = await asyncio.to_thread(leads_of, self.remaining)
            self.times_kept += 1
            self._changed()

    def search_changes(self) -> Mapping[str, object]:
        """Give the changes to the search that leave only the leads that the charts leave.

        Raises
        ------
        InvalidArgumentError
            No search can ask for what is chosen.
        """
        changes: dict[str, object] = {}
        for name, bars in self._chosen.items():
            if self._filter is not None:
                groups = self._filter.charted(name).stands_for
                changes |= search_change(name, [value for bar in bars for value in groups[bar]])
        return changes

    async def figures(self) -> tuple[list[Figure], list[Chip], int]:
        """Count the result's leads for every chart.

        Returns
        -------
        tuple
            The figures, what is filtered by, and how many leads remain.
        """
        cross_filter, specs, chosen = self._filter, self.specs, dict(self._chosen)
        if cross_filter is None:
            return [], [], 0
        names = [spec.by for spec in specs]
        rows = self.selection.rows
        remaining = self.leads if rows is None else int(rows.sum())
        by_chart = rows_for(self.selection, names)

        def count() -> tuple[list[Figure], list[Chip]]:
            fields, missing = _charted(cross_filter, names)
            found = counts(fields, by_chart)
            figures = [
                _figure(spec, fields[spec.by], found[spec.by], chosen.get(spec.by, ()))
                if spec.by in fields
                else Figure(spec.by, (), missing[spec.by])
                for spec in specs
            ]
            chips = [
                Chip(
                    name,
                    CHART_FIELDS[name].label,
                    [shown(fields[name].labels[bar], LONGEST_LABEL) for bar in bars],
                )
                for name, bars in chosen.items()
            ]
            return figures, chips

        return *await asyncio.to_thread(count), remaining


def _charted(
    cross_filter: CrossFilter, names: Sequence[str]
) -> tuple[dict[str, Charted], dict[str, str]]:
    """Give the fields that can be charted, and why others cannot."""
    fields: dict[str, Charted] = {}
    missing: dict[str, str] = {}
    for name in names:
        try:
            fields[name] = cross_filter.charted(name)
        except InvalidArgumentError as error:
            missing[name] = error.message
    return fields, missing


def _figure(spec: ChartSpec, field: Charted, part: Counts, chosen: Sequence[int]) -> Figure:
    bars = [
        Bar(
            place,
            shown(label, LONGEST_LABEL),
            plotly_label(label),
            field.kinds[place],
            int(field.leads[place]),
            int(part[place]),
            place in chosen,
        )
        for place, label in enumerate(field.labels)
    ]
    return Figure(spec.by, ordered(bars, spec.order), None)


def ordered(bars: Sequence[Bar], order: BarOrder) -> Sequence[Bar]:
    """Order bars as the field has them, or by size; what is no value of its own stays last."""
    if order == "field":
        return bars
    return sorted(bars, key=lambda bar: (bar.kind == "none", bar.kind == "others", -bar.leads))
