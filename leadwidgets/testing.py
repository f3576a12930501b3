"""Things that go wrong, for those who test their own notebooks and scripts against them.

The embedded account answers as RingCX does, and fails as it does when it is told to. A fault says
what happens; ``on=`` (a part of the path), ``first=`` and ``times=`` say to which requests::

    import leadwidgets as lw
    from leadwidgets.testing import Faults, answered, late

    faults = Faults(late(0.2), answered(503, on="leadSearch", first=2, times=3))
    account = lw.Sandbox(leads=1_000, faults=faults)

Of the faults that meet a request, delays add up, leads move as all of them say, and the first other
one happens. A `Dialect` chooses what RingCX leaves open: the number of the first page, the spelling
of lead states, the largest page.
"""

from leadwidgets.sandbox import (
    Dialect,
    Fault,
    Faults,
    User,
    answered,
    html,
    late,
    leads_appear,
    leads_change,
    leads_vanish,
    others_are_busy,
    reset,
    rotation_lost,
    token_expires,
    truncated,
)

__all__ = [
    "Dialect",
    "Fault",
    "Faults",
    "User",
    "answered",
    "html",
    "late",
    "leads_appear",
    "leads_change",
    "leads_vanish",
    "others_are_busy",
    "reset",
    "rotation_lost",
    "token_expires",
    "truncated",
]
