"""What columns may be that nobody has named: proposed by the names that other programs give them.

`guesses` has the names and `evidence` judges the values; `proposing` brings both together. Nothing
is chosen here: the user accepts a proposal, one by one or all.
"""

from leadwidgets.sandbox.snapshots.proposals.evidence import can_be
from leadwidgets.sandbox.snapshots.proposals.proposing import Proposals, propose

__all__ = ["Proposals", "can_be", "propose"]
