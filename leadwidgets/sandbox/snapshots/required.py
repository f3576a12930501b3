"""The fields without which no lead can be found or told from another, and what is said of them."""

from collections.abc import Callable, Collection

import pandas as pd

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.sandbox.snapshots.column_matching import listed, nearest
from leadwidgets.sandbox.snapshots.column_tables import AUTO
from leadwidgets.sandbox.snapshots.next_steps import saying, saying_one
from leadwidgets.sandbox.snapshots.proposals import Proposals, can_be

CAMPAIGN = "campaignId"

REQUIRED = ("leadId", CAMPAIGN)
"""Every lead has a value of its own, and one, for these."""


def check_required(
    frame: pd.DataFrame, known: Collection[str], propose: Callable[[], Proposals]
) -> None:
    """Check that the required fields have a column, or need none.

    Parameters
    ----------
    frame
        The leads.
    known
        The fields that have, or need none.
    propose
        Gives what columns may be.

    Raises
    ------
    SnapshotError
        If one is missing. The message names the columns that may be it, by name and values.
    """
    missing = [name for name in REQUIRED if name not in known]
    if not missing:
        return
    found, proposals = list(map(str, frame.columns)), propose()
    guesses = {name: _guesses(name, frame, proposals) for name in missing}
    guessed = "".join(
        f"; {name} may be {' or '.join(map(repr, those))}"
        for name, those in guesses.items()
        if those
    )
    pairs = [(next(iter(those), f"your column of {name}"), name) for name, those in guesses.items()]
    steps = [f"Name it with {saying('columns', '--column', pairs)}."]
    if any(name in proposals.columns for those in guesses.values() for name in those):
        steps.append(
            f"Or take every column for what is proposed with {saying_one('columns', AUTO)}; "
            "`leadwidgets check` shows what that is."
        )
    if CAMPAIGN in missing:
        steps.append(
            f"If all leads are of one campaign, say which with {saying_one('campaign', 'Spring')}."
        )
    raise SnapshotError(
        f"The leads have no column for {' and '.join(missing)}{guessed}",
        next_step=f"{' '.join(steps)} The leads have: {listed(found)}.",
    )


def _guesses(api: str, frame: pd.DataFrame, proposals: Proposals) -> list[str]:
    """Give the columns that may be a field; of names that are only near, the nearest that can."""
    column = LEAD_FIELDS[api].column
    proposed = [name for name, of in proposals.columns.items() if of == column]
    if proposed or api in proposals.competing:
        return proposed or list(proposals.competing[api])
    near = nearest(api, [name for name in map(str, frame.columns) if name not in proposals.columns])
    return [name for name in near if can_be(api, frame[name])][:1]
