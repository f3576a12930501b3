"""Budgets: no window is ever exceeded, and no request waits longer than the windows force."""

import threading
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.client.budgets import COUNTS, ROWS, Budget, Window


class _Time:
    """A time that stands still until it is told to move."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> float:
        return self.seconds


def _spend(budget: Budget, time: _Time) -> float:
    """Wait for a place as the client does, and give the moment at which the request went."""
    with budget.reserve() as place:
        while (seconds := place.wait()) > 0:
            time.seconds += seconds
        place.use()
    return time.seconds


def _most_within(moments: list[float], seconds: float) -> int:
    return max(sum(start <= moment < start + seconds for moment in moments) for start in moments)


@given(
    pauses=st.lists(st.floats(0, 12), max_size=120),
    windows=st.sampled_from([ROWS, COUNTS, (Window(2, 1), Window(3, 5)), (Window(1, 3),)]),
)
def test_no_window_ever_holds_more_requests_than_documented(
    pauses: list[float], windows: tuple[Window, ...]
) -> None:
    time = _Time()
    budget = Budget(windows, time.now)
    moments = []
    for pause in pauses:
        time.seconds += pause
        moments.append(_spend(budget, time))
    for window in windows:
        assert not moments or _most_within(moments, window.seconds) <= window.requests


@pytest.mark.parametrize("requests", [15, 60, 150, 600])
def test_requests_take_hardly_longer_than_the_windows_force(requests: int) -> None:
    time = _Time()
    budget = Budget(ROWS, time.now)
    start = time.seconds
    for _ in range(requests):
        _spend(budget, time)
    forced = 10 * ((requests - 1) // 15)
    assert time.seconds - start <= 1.03 * forced


def test_a_first_burst_does_not_wait() -> None:
    budget = Budget(ROWS, _Time().now)
    assert [budget.reserve().wait() for _ in range(15)] == [0.0] * 15


def test_a_place_that_is_given_back_is_free_for_the_next_request() -> None:
    budget = Budget((Window(1, 10),), _Time().now)
    with budget.reserve():
        pass
    assert budget.reserve().wait() == 0


def test_a_request_that_goes_later_than_planned_counts_from_then() -> None:
    time = _Time()
    budget = Budget((Window(1, 10),), time.now)
    with budget.reserve() as place:
        time.seconds += 5
        place.use()
    assert budget.reserve().wait() >= 10


def test_a_budget_that_is_held_lets_nobody_go_not_even_those_who_already_wait() -> None:
    budget = Budget((Window(1, 10),), _Time().now)
    first, second = budget.reserve(), budget.reserve()
    budget.hold(60)
    assert first.wait() == second.wait() == budget.reserve().wait() == 60


def test_clients_in_many_threads_share_one_budget() -> None:
    time = _Time()
    budget = Budget(ROWS, time.now)
    waits: list[float] = []

    def work() -> None:
        waits.extend(budget.reserve().wait() for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(waits) == 160
    assert _most_within(waits, 10) == 15


@given(st.lists(st.sampled_from(["use", "give back", "pass"]), max_size=80))
def test_places_given_back_in_between_never_let_too_many_through(actions: list[str]) -> None:
    time = _Time()
    windows = (Window(3, 10), Window(5, 30))
    budget = Budget(windows, time.now)
    moments = []
    for action in actions:
        if action == "pass":
            time.seconds += 3
        with budget.reserve() as place:
            if action == "use":
                while (seconds := place.wait()) > 0:
                    time.seconds += seconds
                place.use()
                moments.append(time.seconds)
    assert list(accumulate(moments, max)) == moments
    for window in windows:
        assert not moments or _most_within(moments, window.seconds) <= window.requests
