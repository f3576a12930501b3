"""Two snapshots of leads held against each other: what moved, appeared, vanished and changed.

::

    two tables ─► sides ─► matching ─► events, moves ─► SnapshotComparison (comparison)
                       └► shares ◄─ intervals           └► words and HTML (views), Sankey
"""

from leadwidgets.snapshot_comparison.comparison import SnapshotComparison, compare

__all__ = ["SnapshotComparison", "compare"]
