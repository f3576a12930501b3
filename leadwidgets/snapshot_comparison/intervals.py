"""Whether a share has changed by more than noise: 95 % intervals of one share and of a change.

A share has Wilson's score interval (Journal of the American Statistical Association 22, 1927, 209).
A change has Newcombe's hybrid of the two of its shares: for independent groups method 10 of
Statistics in Medicine 17, 1998, 873; where the same leads are on both sides method 10 of the same
volume's page 2635, whose correlation is corrected for continuity. Where some leads are on both
sides and others are not, the correlation of the two shares is that of the pairs, times the part of
the leads that are pairs: the rule of Zou and Donner (Statistics in Medicine 27, 2008, 1693) for any
two estimates that have intervals and a correlation.
"""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The standard normal's 97.5 % point."""

PAIRED = "Newcombe, paired"
INDEPENDENT = "Newcombe, independent groups"
PARTLY_PAIRED = "Newcombe, partly paired"


@dataclass(frozen=True, slots=True)
class Share:
    """Leads of some kind among leads.

    Attributes
    ----------
    leads
        How many are of the kind.
    basis
        Among how many.
    """

    leads: int
    basis: int

    @property
    def value(self) -> float:
        """From 0 to 1; the basis must not be 0."""
        return self.leads / self.basis


@dataclass(frozen=True, slots=True)
class Pairs:
    """Leads that count on both sides, by whether they are of the kind.

    Attributes
    ----------
    both, before_only, after_only, neither
        Leads of the kind on both sides, on one, on none.
    """

    both: int
    before_only: int
    after_only: int
    neither: int

    @property
    def leads(self) -> int:
        """All of them."""
        return self.both + self.before_only + self.after_only + self.neither

    @property
    def correlation(self) -> float:
        """Newcombe's corrected phi; 0 where one side's leads are all alike."""
        before, after = self.both + self.before_only, self.both + self.after_only
        margins = before * (self.leads - before) * after * (self.leads - after)
        product = self.both * self.neither - self.before_only * self.after_only
        corrected = product if product < 0 else max(product - self.leads / 2, 0)
        return corrected / sqrt(margins) if margins else 0.0


NO_PAIRS = Pairs(0, 0, 0, 0)


def wilson(share: Share) -> tuple[float, float]:
    """Give the interval of a share; its basis must not be 0."""
    size, value = share.basis, share.value
    middle = value + Z**2 / (2 * size)
    half = Z * sqrt(value * (1 - value) / size + Z**2 / (4 * size**2))
    whole = 1 + Z**2 / size
    # The score interval ends exactly there, and a rounded one a hair beside it.
    low = 0.0 if share.leads == 0 else (middle - half) / whole
    high = 1.0 if share.leads == size else (middle + half) / whole
    return low, high


def newcombe(before: Share, after: Share, pairs: Pairs = NO_PAIRS) -> tuple[float, float]:
    """Give the interval of the change, after less before.

    Parameters
    ----------
    before, after
        Neither basis must be 0.
    pairs
        The leads that are in both bases, if any.
    """
    correlation = pairs.correlation * pairs.leads / sqrt(before.basis * after.basis)
    (low_before, high_before), (low_after, high_after) = wilson(before), wilson(after)
    change = after.value - before.value
    down = _joined(after.value - low_after, high_before - before.value, correlation)
    up = _joined(high_after - after.value, before.value - low_before, correlation)
    return max(change - down, -1.0), min(change + up, 1.0)


def method(before: Share, after: Share, pairs: Pairs) -> str:
    """Name the method that `newcombe` is."""
    if pairs.leads == 0:
        return INDEPENDENT
    return PAIRED if pairs.leads == before.basis == after.basis else PARTLY_PAIRED


def _joined(one: float, other: float, correlation: float) -> float:
    return sqrt(max(one**2 - 2 * correlation * one * other + other**2, 0.0))
