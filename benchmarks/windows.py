"""The least time that RingCX's documented request windows leave to a number of requests."""

from collections.abc import Sequence

ROWS = ((15, 10.0), (60, 30.0))
COUNTS = ((90, 10.0), (180, 30.0))
"""So many requests in so many seconds."""


def least_seconds(requests: int, windows: Sequence[tuple[int, float]]) -> float:
    """Give the time of the last of so many requests, each sent as soon as the windows allow it."""
    times: list[float] = []
    for _ in range(requests):
        free = [times[-most] + seconds for most, seconds in windows if len(times) >= most]
        times.append(max([0.0, *free]))
    return times[-1]
