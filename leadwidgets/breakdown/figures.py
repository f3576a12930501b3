"""Breakdowns as plotly figures: horizontal bars, which plotly.js-basic can draw.

Colours and spaces are those of no theme: the background is transparent, and whoever shows the
figure may set the font's colour.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from narwhals.typing import IntoFrame

from leadwidgets.breakdown import labels
from leadwidgets.breakdown.counting import Axis, Counts, counts
from leadwidgets.breakdown.palette import COLOURS, OTHERS_COLOUR, TEXT_COLOUR, colour
from leadwidgets.breakdown.shares import percent
from leadwidgets.breakdown.tables import counts_of, dimensions_of, is_breakdown

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_BARS = 30
_BAR_HEIGHT = 26
_MARGINS = {"l": 8, "r": 24, "t": 44, "b": 32}
_LEGEND_ROW = 22
_ROOM_FOR_TEXT = 1.25


@dataclass(frozen=True, slots=True)
class _Bars:
    """What one axis of a figure shows.

    Attributes
    ----------
    labels
        In order.
    colours
        One a label.
    groups
        For each label the places on the counts' axis that it stands for.
    """

    labels: list[str]
    colours: list[str]
    groups: list[list[int]]


def figure(
    table_or_frame: IntoFrame, by: str | Sequence[str], *, most_bars: int = MOST_BARS
) -> "go.Figure":
    """Draw leads by a field, or by two, as bars.

    Parameters
    ----------
    table_or_frame
        Leads, as for `breakdown`; or what `breakdown` gave for one field.
    by
        As for `breakdown`. With two fields, the second divides the bars of the first.
    most_bars
        If there are more values, the most frequent ones are shown and one bar, which says how many
        others it stands for, sums up the rest. Leads without a value keep their own bar.

    Returns
    -------
    plotly.graph_objects.Figure
        Bars in the order of the breakdown, from top to bottom, each with its count and share. Where
        no script runs (an exported notebook, GitHub), it shows itself as a table of the same.

    Raises
    ------
    InvalidArgumentError
        As for `breakdown`.
    """
    # Loaded only if something is drawn: plotly takes a while.
    from leadwidgets.breakdown.breakdown_figure import BreakdownFigure  # noqa: PLC0415

    wanted = dimensions_of(by)
    if len(wanted) == 1 and is_breakdown(table_or_frame):
        counted = counts_of(table_or_frame, wanted[0])
    else:
        counted = counts(table_or_frame, wanted)
    bars = _bars(counted, 0, most_bars)
    if len(wanted) == 1:
        traces = [_trace(counted, bars)]
        rows_of_legend = 0
    else:
        parts = _bars(counted, 1, min(most_bars, len(COLOURS)))
        traces = [_part(counted, bars, parts, place) for place in range(len(parts.labels))]
        rows_of_legend = len(parts.labels)
    return BreakdownFigure(traces, _layout(counted, bars, rows_of_legend))


def _bars(counted: Counts, place: int, most: int) -> _Bars:
    axis = counted.axes[place]
    totals = counted.leads if counted.leads.ndim == 1 else counted.leads.sum(axis=1 - place)
    shown = _shown(axis, totals, most)
    rest = [index for index in range(len(axis.values)) if index not in shown]
    named = [index for index in shown if axis.values[index] is not None]
    null = [index for index in shown if axis.values[index] is None]
    bars = [
        ([index], axis.labels[index], colour(axis.dimension, axis.values[index])) for index in named
    ]
    if rest:
        bars.append((rest, f"{len(rest):,} others", OTHERS_COLOUR))
    bars += [([index], axis.labels[index], colour(axis.dimension, None)) for index in null]
    return _Bars([bar[1] for bar in bars], [bar[2] for bar in bars], [bar[0] for bar in bars])


def _shown(axis: Axis, totals: np.ndarray[Any, Any], most: int) -> list[int]:
    """Choose the places on an axis that get a bar of their own, in order."""
    values = [index for index, value in enumerate(axis.values) if value is not None]
    null = [index for index, value in enumerate(axis.values) if value is None]
    if len(axis.values) <= most:
        return values + null
    room = max(most - 1 - len(null), 1)
    largest = sorted(values, key=lambda index: (-totals[index], index))[:room]
    return sorted(largest) + null


def _trace(counted: Counts, bars: _Bars) -> dict[str, Any]:
    leads = [int(counted.leads[group].sum()) for group in bars.groups]
    said = [_said(count, counted.total) for count in leads]
    return {
        "type": "bar",
        "x": leads,
        "y": list(range(len(leads))),
        "orientation": "h",
        "marker": {"color": bars.colours},
        "text": said,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            f"{labels.hover(name)}<br>{text}" for name, text in zip(bars.labels, said, strict=True)
        ],
        "hoverinfo": "text",
    }


def _part(counted: Counts, bars: _Bars, parts: _Bars, place: int) -> dict[str, Any]:
    column = counted.leads[:, parts.groups[place]].sum(axis=1)
    leads = [int(column[group].sum()) for group in bars.groups]
    rows = [int(counted.leads[group].sum()) for group in bars.groups]
    name = labels.hover(parts.labels[place])
    return {
        "type": "bar",
        "x": leads,
        "y": list(range(len(leads))),
        "orientation": "h",
        "name": labels.plotly_label(parts.labels[place]),
        "marker": {"color": parts.colours[place]},
        "hovertext": [
            f"{labels.hover(row)}<br>{name}<br>{_said(count, total)} of the bar"
            for row, count, total in zip(bars.labels, leads, rows, strict=True)
        ],
        "hoverinfo": "text",
    }


def _said(leads: int, total: int) -> str:
    return f"{leads:,} ({html.escape(percent(leads, total))})"


def _layout(counted: Counts, bars: _Bars, rows_of_legend: int) -> dict[str, Any]:
    titles = " and ".join(axis.dimension.title for axis in counted.axes)
    noun = "lead" if counted.total == 1 else "leads"
    title = f"Leads by {titles}: {counted.total:,} {noun}"
    longest = max((int(counted.leads[group].sum()) for group in bars.groups), default=0)
    height = max(len(bars.labels) * _BAR_HEIGHT, rows_of_legend * _LEGEND_ROW, _BAR_HEIGHT)
    return {
        "template": {},
        "title": {"text": title, "x": 0, "xref": "container"},
        "font": {"color": TEXT_COLOUR},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": height + _MARGINS["t"] + _MARGINS["b"],
        "margin": _MARGINS,
        "barmode": "stack",
        "bargap": 0.25,
        "showlegend": bool(rows_of_legend),
        "legend": {"traceorder": "normal"},
        "xaxis": {
            "range": [0, max(longest, 1) * (1 if rows_of_legend else _ROOM_FOR_TEXT)],
            "tickformat": ",d",
            "gridcolor": "rgba(128,128,128,0.25)",
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(bars.labels))),
            "ticktext": [labels.plotly_label(name) for name in bars.labels],
            "range": [len(bars.labels) - 0.5, -0.5],
            "automargin": True,
            "ticks": "outside",
            "ticklen": 6,  # keeps the labels off the bars
            "tickcolor": "rgba(0,0,0,0)",
            "zeroline": False,
            "showgrid": False,
            "fixedrange": True,
        },
    }
