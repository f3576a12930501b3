"""Leads counted by a field or by two, as a table and as bars.

::

    frame ─► counts (counting) ─► DataFrame (tables)
                               └► plotly Figure (figures)
"""

from leadwidgets.breakdown.counting import Key, assembled
from leadwidgets.breakdown.dimensions import DIMENSIONS, Dimension, Value
from leadwidgets.breakdown.figures import figure
from leadwidgets.breakdown.tables import breakdown, dimensions_of, table

__all__ = [
    "DIMENSIONS",
    "Dimension",
    "Key",
    "Value",
    "assembled",
    "breakdown",
    "dimensions_of",
    "figure",
    "table",
]
