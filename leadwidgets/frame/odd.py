"""Values that a column alone cannot tell: what was sent of them, and why they are odd.

Kept as arrays: an account may send an empty text for every time that is not set, a million times.
"""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow as pa

_SENT_TYPE = pa.dictionary(pa.int32(), pa.string())


class Reason(enum.Enum):
    """Why a value is odd, as a note tells it."""

    MISFIT = "not {kind}"
    NO_OFFSET = "without an offset from UTC, read as UTC"
    TOO_FINE = "finer than a microsecond, cut off there"
    BROKEN_TEXT = "text that is not valid Unicode, shown with escapes"
    REPEATED = "sent more than once in one lead, the last one shown"
    OTHER_FIELD = "sent by itself and different from the part of the composite"


Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

_REASONS = tuple(Reason)
_NUMBERS = {reason: number for number, reason in enumerate(_REASONS)}


class Odd(NamedTuple):
    """One value: the JSON text that was sent, and why it is odd."""

    sent: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class OddValues:
    """The odd values of a column.

    Attributes
    ----------
    rows
        Where they stand, in ascending order.
    sent
        The JSON texts, one for each of `rows`.
    reasons
        Numbers into `Reason`, one for each of `rows`.
    """

    rows: Rows
    sent: pa.Array
    reasons: np.ndarray[tuple[int], np.dtype[np.uint8]]

    @classmethod
    def of(cls, odd: Mapping[int, Odd]) -> Self:
        """Make them of a mapping from rows, in ascending order."""
        return cls(
            np.fromiter(odd, np.int64, len(odd)),
            pa.array([value.sent for value in odd.values()], _SENT_TYPE),
            np.fromiter((_NUMBERS[value.reason] for value in odd.values()), np.uint8, len(odd)),
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

    def moved(self, by: int) -> "OddValues":
        """Give the same with every row `by` further down."""
        return OddValues(self.rows + by, self.sent, self.reasons)

    def where(self, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> "OddValues":
        """Give those for which `chosen` is true."""
        return OddValues(
            self.rows[chosen], self.sent.filter(pa.array(chosen)), self.reasons[chosen]
        )

    def kept(self, rows: Sequence[int]) -> "OddValues":
        """Give what remains of them when only `rows` of the leads, ascending, are kept."""
        places = np.asarray(rows, np.int64)
        remaining = self.where(np.isin(self.rows, places))
        return OddValues(np.searchsorted(places, remaining.rows), remaining.sent, remaining.reasons)

    def counts(self) -> dict[Reason, int]:
        """Count them by reason."""
        return dict(Counter(_REASONS[number] for number in self.reasons))

    def text(self, rows: int) -> pa.Array:
        """Give what was sent as an array of `rows` entries, null where nothing is odd."""
        places = np.full(rows, -1)
        places[self.rows] = np.arange(len(self))
        return self.sent.cast(pa.string()).take(pa.array(places, mask=places < 0))


NONE_ODD = OddValues.of({})


def joined(parts: Sequence[OddValues]) -> OddValues:
    """Join parts that follow each other."""
    parts = [part for part in parts if len(part)]
    if len(parts) <= 1:
        return parts[0] if parts else NONE_ODD
    return OddValues(
        np.concatenate([part.rows for part in parts]),
        pa.chunked_array([part.sent for part in parts]).unify_dictionaries().combine_chunks(),
        np.concatenate([part.reasons for part in parts]),
    )


def overlaid(below: OddValues, above: OddValues) -> OddValues:
    """Join two that concern the same rows: where both have a value, the one `above` holds."""
    both = joined([below.where(~np.isin(below.rows, above.rows)), above])
    order = np.argsort(both.rows)
    return OddValues(both.rows[order], both.sent.take(pa.array(order)), both.reasons[order])
