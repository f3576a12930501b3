"""The panel, and the session behind it."""

from leadwidgets.widgets.panel import LeadSearchPanel
from leadwidgets.widgets.saved_searches import SavedSearches
from leadwidgets.widgets.session import PanelSession

__all__ = ["LeadSearchPanel", "PanelSession", "SavedSearches"]
