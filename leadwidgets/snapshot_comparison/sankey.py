"""The moves of leads between states as a plotly Sankey diagram."""

from typing import TYPE_CHECKING

import pandas as pd

from leadwidgets.breakdown import (
    DIMENSIONS,
    NONE_COLOUR,
    TEXT_COLOUR,
    colour,
    hover,
    plotly_label,
)
from leadwidgets.snapshot_comparison.moves import GONE, NEW
from leadwidgets.snapshot_comparison.sides import NONE

if TYPE_CHECKING:
    import plotly.graph_objects as go

_LINK_OPACITY = 0.4
_ROW_HEIGHT = 36
_LEAST_HEIGHT = 320


def sankey(moves: pd.DataFrame, title: str) -> "go.Figure":
    """Draw moves.

    Parameters
    ----------
    moves
        As `SnapshotComparison.moves`.
    title
        What is drawn, as plain text.
    """
    # Loaded only if something is drawn: plotly takes a while.
    import plotly.graph_objects as go  # noqa: PLC0415

    before, after = moves["state_before"].fillna(NEW), moves["state_after"].fillna(GONE)
    left, right = ([*dict.fromkeys(states)] for states in (before, after))
    rows = max(len(left), len(right))
    nodes = [*left, *right]
    trace = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [plotly_label(_called(state)) for state in nodes],
            "color": [_colour(state) for state in nodes],
            "pad": 14,
            "thickness": 16,
            "line": {"width": 0},
        },
        "link": {
            "source": [left.index(state) for state in before],
            "target": [len(left) + right.index(state) for state in after],
            "value": moves["leads"].tolist(),
            "color": [_faint(_colour(state)) for state in before],
        },
        "textfont": {"color": TEXT_COLOUR},
        "valueformat": ",d",
        "valuesuffix": " leads",
    }
    layout = {
        "template": {},
        "title": {"text": hover(title), "x": 0, "xref": "container"},
        "font": {"color": TEXT_COLOUR},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "height": max(_LEAST_HEIGHT, rows * _ROW_HEIGHT),
        "margin": {"l": 8, "r": 8, "t": 44, "b": 16},
    }
    return go.Figure([trace], layout)


def _called(state: str) -> str:
    return state if state in (GONE, NEW) else DIMENSIONS["lead_state"].label(state)


def _colour(state: str) -> str:
    if state in (GONE, NEW, NONE):
        return NONE_COLOUR
    return colour(DIMENSIONS["lead_state"], state)


def _faint(hex_colour: str) -> str:
    red, green, blue = (int(hex_colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_LINK_OPACITY})"
