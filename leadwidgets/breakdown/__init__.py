"""Leads counted by a field or by two, as a table and as bars.

::

    frame ─► counts (counting) ─► DataFrame (tables)
                               └► plotly Figure (figures) ─► HTML table (static_bars)
"""

from leadwidgets.breakdown.coding import Coded, coded, coded_values
from leadwidgets.breakdown.counting import Key, assembled
from leadwidgets.breakdown.dimensions import DIMENSIONS, Dimension, Value
from leadwidgets.breakdown.figures import figure
from leadwidgets.breakdown.labels import plotly_label
from leadwidgets.breakdown.static_bars import STYLE, StaticBars, bars_of
from leadwidgets.breakdown.tables import breakdown, dimensions_of, table

__all__ = [
    "DIMENSIONS",
    "STYLE",
    "Coded",
    "Dimension",
    "Key",
    "StaticBars",
    "Value",
    "assembled",
    "bars_of",
    "breakdown",
    "coded",
    "coded_values",
    "dimensions_of",
    "figure",
    "plotly_label",
    "table",
]
