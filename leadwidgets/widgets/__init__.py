"""The panel, and the session behind it."""

from leadwidgets.widgets.panel import LeadSearchPanel
from leadwidgets.widgets.session import LeadSearchSession

__all__ = ["LeadSearchPanel", "LeadSearchSession"]
