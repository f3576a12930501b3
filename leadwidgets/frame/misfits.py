"""Values that do not fit their column as they were sent: what was sent of them, and why.

Kept as arrays: an account may send an empty text for every time that is not set, a million times.
"""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow as pa

_TEXTS_TYPE = pa.dictionary(pa.int32(), pa.string())


class Reason(enum.Enum):
    """Why a value does not fit, as a note tells it."""

    OTHER_KIND = "not {kind}"
    NO_OFFSET = "without an offset from UTC, read as UTC"
    TOO_FINE = "finer than a microsecond, cut off there"
    BROKEN_TEXT = "text that is not valid Unicode, shown with escapes"
    REPEATED = "sent more than once in one lead, the last one shown"
    OTHER_FIELD = "sent by itself and different from the part of the composite"


Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

_REASONS = tuple(Reason)
_NUMBERS = {reason: number for number, reason in enumerate(_REASONS)}


class Misfit(NamedTuple):
    """One value: the JSON text that was sent, and why it does not fit."""

    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Misfits:
    """The misfits of a column.

    Attributes
    ----------
    rows
        Where they stand, in ascending order.
    texts
        The JSON texts, one for each of `rows`.
    reasons
        Numbers into `Reason`, one for each of `rows`.
    """

    rows: Rows
    texts: pa.Array
    reasons: np.ndarray[tuple[int], np.dtype[np.uint8]]

    @classmethod
    def of(cls, misfits: Mapping[int, Misfit]) -> Self:
        """Make them of a mapping from rows, in ascending order."""
        return cls(
            np.fromiter(misfits, np.int64, len(misfits)),
            pa.array([value.text for value in misfits.values()], _TEXTS_TYPE),
            np.fromiter(
                (_NUMBERS[value.reason] for value in misfits.values()), np.uint8, len(misfits)
            ),
        )

    @classmethod
    def encoded(
        cls, rows: Rows, codes: np.ndarray[Any, Any], texts: Sequence[str], reason: Reason
    ) -> Self:
        """Make them of codes into `texts`, all for one reason."""
        sent = pa.DictionaryArray.from_arrays(codes.astype(np.int32), pa.array(texts, pa.string()))
        return cls(rows, sent, np.full(len(rows), _NUMBERS[reason], np.uint8))

    def __len__(self) -> int:
        return len(self.rows)

    def moved(self, by: int) -> "Misfits":
        """Give the same with every row `by` further down."""
        return Misfits(self.rows + by, self.texts, self.reasons)

    def where(self, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> "Misfits":
        """Give those for which `chosen` is true."""
        return Misfits(self.rows[chosen], self.texts.filter(pa.array(chosen)), self.reasons[chosen])

    def kept(self, rows: Sequence[int]) -> "Misfits":
        """Give what remains of them when only `rows` of the leads, ascending, are kept."""
        places = np.asarray(rows, np.int64)
        remaining = self.where(np.isin(self.rows, places))
        return Misfits(np.searchsorted(places, remaining.rows), remaining.texts, remaining.reasons)

    def counts(self) -> dict[Reason, int]:
        """Count them by reason."""
        return dict(Counter(_REASONS[number] for number in self.reasons))

    def text(self, rows: int) -> pa.Array:
        """Give what was sent as an array of `rows` entries, null where the value fits."""
        places = np.full(rows, -1)
        places[self.rows] = np.arange(len(self))
        return self.texts.cast(pa.string()).take(pa.array(places, mask=places < 0))


NO_MISFITS = Misfits.of({})


def joined(parts: Sequence[Misfits]) -> Misfits:
    """Join parts that follow each other."""
    parts = [part for part in parts if len(part)]
    if len(parts) <= 1:
        return parts[0] if parts else NO_MISFITS
    return Misfits(
        np.concatenate([part.rows for part in parts]),
        pa.chunked_array([part.texts for part in parts]).unify_dictionaries().combine_chunks(),
        np.concatenate([part.reasons for part in parts]),
    )


def overlaid(below: Misfits, above: Misfits) -> Misfits:
    """Join two that concern the same rows: where both have a value, the one `above` holds."""
    both = joined([below.where(~np.isin(below.rows, above.rows)), above])
    order = np.argsort(both.rows)
    return Misfits(both.rows[order], both.texts.take(pa.array(order)), both.reasons[order])
