"""Which charts the panel shows, and what the page draws of one."""

import json
from collections.abc import Sequence

from leadwidgets.breakdown import figure
from leadwidgets.result import SearchResult
from leadwidgets.widgets.wire import ChartBy, ChartSpec, Figure, FigureReply, FigureRow

CHARTS: Sequence[ChartSpec] = (
    ChartSpec("Lead state", (ChartBy("lead_state", "Lead state"),)),
    ChartSpec(
        "Disposition",
        (ChartBy("system_disposition", "System"), ChartBy("agent_disposition", "Agent")),
    ),
    ChartSpec("Timezone", (ChartBy("lead_timezone", "Timezone"),)),
)
CHARTED = frozenset(by.name for chart in CHARTS for by in chart.by)


def figure_reply(result: SearchResult, version: int, by: str) -> FigureReply:
    """Give a breakdown and its bars, without how they look: sizes and theme are the page's."""
    table = result.breakdown(by)
    made = json.loads(figure(table, by).to_json())
    drawn = Figure(made["data"], made["layout"]["yaxis"]["ticktext"])
    rows = table[["label", "leads", "share"]].to_dict(orient="list")
    return FigureReply(
        version, by, drawn, [FigureRow(*row) for row in zip(*rows.values(), strict=True)]
    )
