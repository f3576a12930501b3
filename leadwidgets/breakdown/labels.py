"""Text of strangers, made safe for plotly.

plotly reads tags (``<b>``, ``<a href>``), entities, and TeX between two ``$``; names and
dispositions were typed by anybody. Figures here use no templates (``%{…}``), so a ``%`` is one.
"""

import html

from leadwidgets.plain_text import shown

_LONGEST_LABEL = 40
_LONGEST_TEXT = 300


def plotly_label(text: str) -> str:
    """Escape a text for an axis or a legend, and shorten it."""
    return _escaped(text, _LONGEST_LABEL)


def hover(text: str) -> str:
    """Escape a text for a hover label."""
    return _escaped(text, _LONGEST_TEXT)


def _escaped(text: str, longest: int) -> str:
    return html.escape(shown(text, longest), quote=False).replace("$", "&#36;")
