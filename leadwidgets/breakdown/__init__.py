"""Leads counted by a field or by two, as a table and as bars.

::

    frame ─► counts (counting) ─► DataFrame (tables)
                               └► plotly Figure (figures) ─► HTML table (static_bars)
"""

from leadwidgets.breakdown.coding import Coded, coded, coded_values
from leadwidgets.breakdown.counting import Key, assembled
from leadwidgets.breakdown.dimensions import DIMENSIONS, Dimension, Value
from leadwidgets.breakdown.figures import figure
from leadwidgets.breakdown.labels import hover, plotly_label
from leadwidgets.breakdown.palette import NONE_COLOUR, TEXT_COLOUR, colour
from leadwidgets.breakdown.shares import percent
from leadwidgets.breakdown.static_bars import STYLE, Part, StaticBars, bars_of
from leadwidgets.breakdown.tables import breakdown, dimensions_of, table

__all__ = [
    "DIMENSIONS",
    "NONE_COLOUR",
    "STYLE",
    "TEXT_COLOUR",
    "Coded",
    "Dimension",
    "Key",
    "Part",
    "StaticBars",
    "Value",
    "assembled",
    "bars_of",
    "breakdown",
    "coded",
    "coded_values",
    "colour",
    "dimensions_of",
    "figure",
    "hover",
    "percent",
    "plotly_label",
    "table",
]
