"""Walking the way to an account step by step, to find what stands in it: `leadwidgets doctor`."""

from leadwidgets.client.check_up.examination import examine
from leadwidgets.client.check_up.steps import CheckUp, Step

__all__ = ["CheckUp", "Step", "examine"]
