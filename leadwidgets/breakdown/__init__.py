"""Leads counted by a field or by two, as a table and as bars.

::

    frame ─► counts (counting) ─► DataFrame (tables)
                               └► plotly Figure (figures)
"""

from leadwidgets.breakdown.dimensions import DIMENSIONS
from leadwidgets.breakdown.figures import figure
from leadwidgets.breakdown.tables import breakdown

__all__ = ["DIMENSIONS", "breakdown", "figure"]
