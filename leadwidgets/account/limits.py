"""How often an account may be asked, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """At most `requests` within any `seconds`."""

    requests: int
    seconds: float


def least_seconds(requests: int, windows: tuple[Window, ...]) -> float:
    """Give how long so many requests take, as far as windows that are empty now allow it."""
    full = ((requests - 1) // window.requests * window.seconds for window in windows)
    return float(max(full, default=0.0)) if requests > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The request windows of a sub-account, by what is asked; all of a kind hold at once.

    Attributes
    ----------
    rows
        Pages of leads.
    counts
        Searches with ``count=true``.
    exact_numbers
        Searches by phone number.
    sign_ins
        Exchanges of a RingCentral token for one of RingCX.
    """

    rows: tuple[Window, ...]
    counts: tuple[Window, ...]
    exact_numbers: tuple[Window, ...]
    sign_ins: tuple[Window, ...]


RINGCX_LIMITS = Limits(
    rows=(Window(15, 10), Window(60, 30)),
    counts=(Window(90, 10), Window(180, 30)),
    exact_numbers=(Window(30, 10), Window(120, 60)),
    sign_ins=(Window(5, 60),),
)
"""As RingCentral documents them: per sub-account, shared with everybody who uses it."""
