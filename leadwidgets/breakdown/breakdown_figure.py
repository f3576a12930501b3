"""A plotly figure that shows itself where no script runs, too.

plotly's own way of showing a figure in a kernel gives one type, which takes a front end that knows
it. A notebook that is executed from a shell, exported or read on GitHub then shows nothing. Beside
that type stands the same as an HTML table, which front ends that know plotly leave alone.
"""

from typing import Any

import plotly.graph_objects as go
import plotly.io
from IPython.display import publish_display_data

from leadwidgets.breakdown.static_bars import STYLE, bars_of

PLOTLY = "application/vnd.plotly.v1+json"


class BreakdownFigure(go.Figure):  # type: ignore[misc]  # plotly has no types
    """Bars of leads; whatever a plotly figure can do, and a form without scripts."""

    def show(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - plotly's own
        """Show the figure, as plotly's figures do."""
        if args or kwargs or not self._show_with_static_form():
            super().show(*args, **kwargs)

    def _ipython_display_(self) -> None:
        if not (plotly.io.renderers.render_on_display and self._show_with_static_form()):
            super()._ipython_display_()

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        bundle: dict[str, Any] = super()._repr_mimebundle_(*args, **kwargs)
        bars = bars_of(self.to_plotly_json()) if bundle.keys() == {PLOTLY} else None
        if bars is None:
            return bundle
        static = f'<div class="lws"><style>{STYLE}</style>{bars.to_html()}</div>'
        return {**bundle, "text/html": static, "text/plain": bars.to_text()}

    def _show_with_static_form(self) -> bool:
        """Show both forms where plotly would show its own type alone; else tell that it is not."""
        bundle = self._repr_mimebundle_()
        several = "+" in plotly.io.renderers.default
        if several or bundle.keys() != {PLOTLY, "text/html", "text/plain"}:
            return False
        publish_display_data(bundle)
        return True
