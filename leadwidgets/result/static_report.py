"""A result as plain HTML: its criteria in a sentence, its receipt, its breakdowns as bars.

No script runs in it, and nothing is fetched for it: it is read in a notebook that was exported, on
GitHub, in an e-mail, from a file. It takes the colours of the page around it. Whatever an account
or a lead holds is text in it, never markup.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pandas as pd

from leadwidgets.breakdown import DIMENSIONS, StaticBars, bars_of, breakdown, figure
from leadwidgets.breakdown import STYLE as BARS_STYLE
from leadwidgets.criteria import Names
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.plain_text import shown
from leadwidgets.result.masking import mask_pii
from leadwidgets.result.receipt import Receipt

BREAKDOWNS = ("lead_state", "system_disposition", "agent_disposition", "lead_timezone")
"""What a report counts by, unless another choice is made."""

_STYLE = """
.lws{line-height:1.4;overflow-wrap:anywhere}
.lws ul{margin:.2rem 0 1rem;padding-left:1.2rem}
.lws .lws-criteria{font-size:1.1em;margin:.2rem 0 .6rem}
.lws .lws-rows th,.lws .lws-rows td{text-align:left}
.lws .lws-made{opacity:.8;font-size:.9em}
"""
_PAGE_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.4 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LONGEST_CELL = 200
_LONGEST_TITLE = 120
_NAMED = {"campaign_ids": "campaign", "list_ids": "lead_list"}
_ROW_COLUMNS = (
    "lead_id",
    "first_name",
    "last_name",
    "lead_phone",
    "campaign_name",
    "list_desc",
    "lead_state",
    "suppressed",
    "physical_state",
    "lead_timezone",
    "system_disposition",
    "agent_disposition",
    "lead_passes",
    "last_pass_dts",
    "next_dial_time",
    "loaded_dts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticReport:
    """What a report holds.

    Attributes
    ----------
    leads, receipt
        Of the result.
    names
        What people call ids of the criteria that the leads have no name for.
    by
        What is counted by.
    rows
        How many of the leads are shown one by one.
    with_receipt
        Whether the receipt is told whole, or its headline alone.
    masked
        Whether those leads are masked, and the criteria leave out what could name a person.
    """

    leads: pd.DataFrame
    receipt: Receipt
    names: Names
    by: Sequence[str] = BREAKDOWNS
    rows: int = 0
    with_receipt: bool = True
    masked: bool = True

    def sentence(self) -> str:
        """Say which leads were searched for."""
        found = _names_in(self.leads)
        names = {
            name: {**found.get(name, {}), **self.names.get(name, {})} for name in SEARCH_FIELDS
        }
        return self.receipt.criteria.in_words(names, mask_pii=self.masked)

    def to_html(self, css_class: str = "") -> str:
        """Give a part of a page, which brings its own styles."""
        made = f'<p class="lws-made">{html.escape(self._made())}</p>'
        body = "".join(chain(self._parts(), [made]))
        css = f"<style>{_STYLE}{BARS_STYLE}</style>"
        return f'<div class="lws {html.escape(css_class)}">{css}{body}</div>'

    def to_page(self) -> str:
        """Give a page of its own, which needs nothing else and runs nothing."""
        account = html.escape(shown(self.receipt.account_name or self.receipt.account_id, 200))
        title = html.escape(shown(self.sentence(), _LONGEST_TITLE))
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{title}</title><style>{_PAGE_STYLE}</style></head>"
            f"<body><main><h1>Lead search: <bdi>{account}</bdi></h1>{self.to_html()}</main></body>"
            "</html>\n"
        )

    def to_text(self) -> str:
        """Give the same as lines of text, without the rows."""
        receipt = list(self.receipt.lines()) if self.with_receipt else [self.receipt.headline]
        bars = [bars.to_text() for bars in self._bars()]
        return "\n".join([f"{self.sentence()}.", *receipt, *bars, self._made()])

    def _parts(self) -> Iterator[str]:
        yield f'<p class="lws-criteria"><strong>{html.escape(self.sentence())}.</strong></p>'
        if self.with_receipt:
            yield self.receipt._repr_html_()
        else:
            yield f"<p>{html.escape(self.receipt.headline)}</p>"
        yield from (bars.to_html() for bars in self._bars())
        if self.rows:
            rows = self.leads.head(self.rows)
            yield _rows_html(mask_pii(rows) if self.masked else rows, len(self.leads))

    def _bars(self) -> Iterator[StaticBars]:
        for by in self.by:
            bars = bars_of(figure(self.leads, by).to_plotly_json())
            if bars is not None:
                yield bars

    def _made(self) -> str:
        rows = "" if self.rows else " The leads themselves are not in it."
        return f"Made {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; times are in UTC.{rows}"


def _names_in(leads: pd.DataFrame) -> dict[str, dict[Any, str]]:
    """Find what the leads' campaigns and lists are called."""
    found = {}
    for field, by in _NAMED.items():
        if not set(DIMENSIONS[by].columns) & set(leads.columns):
            continue
        counted = breakdown(leads, by)
        pairs = zip(counted["value"], counted["label"], strict=True)
        found[field] = {
            int(value): label for value, label in pairs if pd.notna(value) and label != str(value)
        }
    return found


def _rows_html(rows: pd.DataFrame, of: int) -> str:
    columns = [name for name in _ROW_COLUMNS if name in rows.columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td><bdi>{_cell(value)}</bdi></td>" for value in row) + "</tr>"
        for row in rows[columns].itertuples(index=False)
    )
    title = f"The first {len(rows):,} of {of:,} leads" if len(rows) < of else f"All {of:,} leads"
    return (
        f'<div class="lws-scroll" role="region" aria-label="{title}" tabindex="0">'
        f'<table class="lws-bars lws-rows"><caption>{title}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    text = f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
    return html.escape(shown(text, _LONGEST_CELL))
