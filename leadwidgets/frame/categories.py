"""Repeating text: codes and labels to the categorical that analysts meet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from leadwidgets.frame.schema import LAST_PASS_DISPO, LEAD_STATE, LEAD_TIMEZONE, Path
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)

Codes = np.ndarray[tuple[int], np.dtype[np.integer]]

TEXT_DTYPE = pd.StringDtype(na_value=np.nan)

ORDERS: Mapping[Path, Iterable[str]] = {
    LEAD_STATE: LEAD_STATES,
    LEAD_TIMEZONE: LEAD_TIMEZONES,
    LAST_PASS_DISPO: SYSTEM_DISPOSITIONS,
}
"""Known values, in the order that a column's categories take."""

SPELLINGS: Mapping[Path, Callable[[str], str]] = {LEAD_STATE: canonical_lead_state}
"""How a value is spelled in the frame; values spelled alike become one."""


def with_ordered_categories(
    codes: Codes, labels: Sequence[str], order: Iterable[str] = ()
) -> pd.Categorical:
    """Make a categorical of codes into `labels` (-1 for null), whose labels may repeat.

    Categories are those that occur, in `order`, then alphabetically.
    """
    # Nulls are counted first, then each label.
    counts = np.bincount(codes + 1, minlength=len(labels) + 1)[1:]
    used = {label for label, count in zip(labels, counts, strict=True) if count}
    rank = {label: number for number, label in enumerate(order)}
    categories = sorted(used, key=lambda label: (rank.get(label, len(rank)), label))
    number = {label: code for code, label in enumerate(categories)}
    # The last entry answers code -1.
    lookup = np.array(
        [*(number.get(label, -1) for label in labels), -1], np.min_scalar_type(-len(labels) - 1)
    )
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype=TEXT_DTYPE))
    column: Any = pd.Categorical.from_codes(lookup[codes], dtype=dtype)
    return cast("pd.Categorical", column)
