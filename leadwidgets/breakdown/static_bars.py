"""Bars as an HTML table: each value with its bar, its leads and its share, in plain markup.

It is what a figure shows where no script runs: a notebook that was executed from a shell, GitHub,
an e-mail. Without styles, as on GitHub, the numbers are left. Colours are those of the figure, and
everything else takes the colours of the page around it, light or dark.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadwidgets.breakdown.shares import percent

STYLE = """
.lws .lws-bars{border-collapse:collapse;width:100%;max-width:44rem;table-layout:auto;\
color:inherit;font-size:inherit;margin:0 0 1rem;border:0}
.lws .lws-bars caption{text-align:left;font-weight:600;padding:.2rem 0;color:inherit}
.lws .lws-bars th,.lws .lws-bars td{border:0;padding:.15rem .5rem .15rem 0;\
text-align:right;color:inherit;white-space:nowrap;overflow-wrap:normal;font-weight:400;\
font-variant-numeric:tabular-nums;vertical-align:middle}
.lws .lws-bars thead th,.lws .lws-bars thead td{vertical-align:bottom;\
border-bottom:1px solid rgba(128,128,128,.5)}
.lws .lws-bars th:first-child{text-align:left;white-space:normal;overflow-wrap:anywhere;\
min-width:7rem;max-width:16rem}
.lws .lws-bars .lws-bar{width:45%;min-width:9rem}
.lws .lws-bar div{display:flex;height:.9em}
.lws .lws-bars i{display:inline-block;width:.7em;height:.7em}
.lws .lws-scroll{overflow-x:auto}
.lws .lws-scroll thead th{white-space:normal;min-width:3.5rem}
@media print{.lws i,.lws span{print-color-adjust:exact}}
"""
"""The rules for what `StaticBars.to_html` gives, inside of an element of class ``lws``."""

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """What one colour of the bars stands for.

    Attributes
    ----------
    name
        For people; empty where the bars have one part.
    leads
        One a bar.
    colours
        One a bar, as CSS has them.
    """

    name: str
    leads: Sequence[int]
    colours: Sequence[str]


@dataclass(frozen=True, slots=True)
class StaticBars:
    """What a figure of bars shows, as plain text and numbers.

    Attributes
    ----------
    title
        What is counted.
    labels
        One a bar, from top to bottom.
    parts
        One, or several where each bar is divided.
    """

    title: str
    labels: Sequence[str]
    parts: Sequence[Part]

    def totals(self) -> list[int]:
        """Give the leads of each bar."""
        return [sum(part.leads[place] for part in self.parts) for place in range(len(self.labels))]

    def to_html(self) -> str:
        """Give a table, whose bars need `STYLE`."""
        totals = self.totals()
        divided = len(self.parts) > 1
        columns = "".join(f'<th scope="col">{_swatch(part)}</th>' for part in self.parts)
        columns = columns if divided else ""
        last = "All" if divided else "Leads"
        share = "" if divided else '<th scope="col">Share</th>'
        rows = "".join(
            self._row(place, label, totals, divided=divided)
            for place, label in enumerate(self.labels)
        )
        title = html.escape(self.title)
        table = (
            f'<table class="lws-bars"><caption>{title}</caption><thead><tr>'
            f'<th scope="col">Value</th><td class="lws-bar"></td>{columns}'
            f'<th scope="col">{last}</th>{share}</tr></thead><tbody>{rows}</tbody></table>'
        )
        if not divided:
            return table
        # What can be scrolled must be reached with the keyboard, too.
        return (
            f'<div class="lws-scroll" role="region" aria-label="{title}" tabindex="0">{table}</div>'
        )

    def to_text(self) -> str:
        """Give the numbers as lines of text."""
        totals = self.totals()
        width = max(map(len, self.labels), default=0)
        lines = (
            f"  {label:<{width}}  {leads:>9,}  {percent(leads, sum(totals))}"
            for label, leads in zip(self.labels, totals, strict=True)
        )
        return "\n".join([self.title, *lines])

    def _row(self, place: int, label: str, totals: Sequence[int], *, divided: bool) -> str:
        longest, leads = max(*totals, 1), totals[place]
        pieces = "".join(
            f'<span style="width:{part.leads[place] / longest * _PERCENT:.2f}%;'
            f'background:{html.escape(part.colours[place])}"></span>'
            for part in self.parts
            if part.leads[place]
        )
        numbers = "".join(f"<td>{part.leads[place]:,}</td>" for part in self.parts)
        numbers = numbers if divided else ""
        share = "" if divided else f"<td>{html.escape(percent(leads, sum(totals)))}</td>"
        return (
            f'<tr><th scope="row"><bdi>{html.escape(label)}</bdi></th>'
            f'<td class="lws-bar"><div>{pieces}</div></td>{numbers}<td>{leads:,}</td>{share}</tr>'
        )


def _swatch(part: Part) -> str:
    colour = html.escape(next(iter(part.colours), "currentColor"))
    return f'<i style="background:{colour}"></i> <bdi>{html.escape(part.name)}</bdi>'


def bars_of(figure: Mapping[str, Any]) -> StaticBars | None:
    """Read the bars of a figure, as `figure.to_plotly_json` gives it.

    Returns
    -------
    StaticBars or None
        None if the figure shows anything else than horizontal bars at the labels of its axis.
    """
    axis = figure.get("layout", {}).get("yaxis", {})
    labels = [_unescaped(label) for label in axis.get("ticktext") or ()]
    parts = [_part(trace, len(labels)) for trace in figure.get("data", ())]
    if not parts or any(part is None for part in parts):
        return None
    title = _unescaped(figure["layout"].get("title", {}).get("text") or "")
    return StaticBars(title, labels, [part for part in parts if part is not None])


def _part(trace: Mapping[str, Any], bars: int) -> Part | None:
    horizontal = trace.get("type") == "bar" and trace.get("orientation") == "h"
    if not horizontal or list(trace.get("y") or ()) != list(range(bars)):
        return None
    colour = trace.get("marker", {}).get("color")
    colours = [colour] * bars if isinstance(colour, str) else [*map(str, colour or ())]
    if len(colours) != bars:
        return None
    return Part(_unescaped(trace.get("name") or ""), [*map(int, trace["x"])], colours)


def _unescaped(label: object) -> str:
    return html.unescape(str(label))
