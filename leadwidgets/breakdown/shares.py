"""Shares as people write them."""

_SMALLEST_SHOWN = 0.0005  # what rounds to 0.1 %


def percent(leads: int, total: int) -> str:
    """Write a share, and neither call some leads none nor almost all of them all."""
    share = leads / max(total, 1)
    if 0 < share < _SMALLEST_SHOWN:
        return "<0.1%"
    if 1 - _SMALLEST_SHOWN < share < 1:
        return ">99.9%"
    return f"{share:.1%}"
