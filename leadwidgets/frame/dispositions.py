"""What came of the last pass, for the system and for the agent, from the three fields that tell.

``lastPassDisposition`` is a composite, ``ANSWER : Sold`` (system : agent), seen in integrators'
code; ``lastPassDispo`` is the system's part, ``agentDispostion`` (sic) the agent's. The composite
rules; where it is null or has one part alone, the other fields fill in. All is worked out on the
few distinct values, never on the leads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadwidgets.frame.pandas_cells import Codes, with_ordered_categories
from leadwidgets.vocabulary import SYSTEM_DISPOSITIONS

SEPARATOR = " : "
_UNMATCHED = -2

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Dispositions:
    """The two parts, one entry a lead.

    Attributes
    ----------
    system, agent
        The columns.
    system_differs, agent_differs
        True for leads whose single field is not null and not the part that the composite has.
    """

    system: pd.Categorical
    agent: pd.Categorical
    system_differs: Flags
    agent_differs: Flags


def split(composite: pd.Categorical, dispo: pd.Categorical, agent: pd.Categorical) -> Dispositions:
    """Split the composite once, at its first separator, and fill in from the single fields."""
    parts = [label.partition(SEPARATOR) for label in composite.categories]
    system_part = _filled([part[0] for part in parts], composite, dispo, tuple(SYSTEM_DISPOSITIONS))
    agent_part = _filled([part[2] for part in parts], composite, agent, ())
    return Dispositions(
        system=system_part,
        agent=agent_part,
        system_differs=_differs(system_part, dispo),
        agent_differs=_differs(agent_part, agent),
    )


def _filled(
    parts: Sequence[str],
    composite: pd.Categorical,
    single: pd.Categorical,
    order: Sequence[str],
) -> pd.Categorical:
    """Give each row its composite's part, or its single field where that part is empty."""
    labels = [*parts, *single.categories]
    first = _looked_up([place if part else -1 for place, part in enumerate(parts)], composite)
    second = _looked_up(range(len(parts), len(labels)), single)
    return with_ordered_categories(np.where(first >= 0, first, second), labels, order)


def _differs(merged: pd.Categorical, single: pd.Categorical) -> Flags:
    place = {label: code for code, label in enumerate(merged.categories)}
    single_codes = _looked_up([place.get(label, _UNMATCHED) for label in single.categories], single)
    differs: Flags = (single_codes != -1) & (single_codes != merged.codes)
    return differs


def _looked_up(numbers: Sequence[int], column: pd.Categorical) -> Codes:
    # The last entry answers code -1, null.
    codes: Codes = np.array([*numbers, -1], np.int32)[column.codes]
    return codes
