"""Breakdowns of a campaign of any size by counting alone: no lead is downloaded."""

from leadwidgets.client.counts.axes import CountAxes, CountAxis
from leadwidgets.client.counts.count_by import CountCost, Counting

__all__ = [
    "CountAxes",
    "CountAxis",
    "CountCost",
    "Counting",
]
