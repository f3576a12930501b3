"""Colours that stay with their value, whatever else a chart shows.

All have a contrast of at least 3:1 on white and on JupyterLab's dark background (WCAG 2.2, 1.4.11),
so that one figure serves both themes.
"""

import zlib

from leadwidgets.breakdown.dimensions import Dimension, Value

COLOURS = (
    "#2f7fc1",
    "#c8651b",
    "#2a9168",
    "#c45a94",
    "#8a72c9",
    "#8c8020",
    "#1b8fa5",
    "#d0504f",
    "#5f8f2f",
    "#a8703f",
    "#6a7fd0",
    "#b5609f",
    "#4b8a8a",
    "#b3772a",
    "#7d8a3a",
    "#c2607a",
    "#9b6fb0",
    "#3f8fd0",
    "#a5742b",
    "#57906a",
)
NONE_COLOUR = "#808080"
OTHERS_COLOUR = "#7a7a8c"
TEXT_COLOUR = "#777777"


def colour(dimension: Dimension, value: Value) -> str:
    """Give the colour of a value: by its place in the vocabulary, else by its text."""
    if value is None:
        return NONE_COLOUR
    known = list(dimension.terms)
    if value in dimension.terms:
        return COLOURS[known.index(str(value)) % len(COLOURS)]
    return COLOURS[zlib.crc32(str(value).encode("utf-8", "surrogatepass")) % len(COLOURS)]
