"""Budgets: no window is ever exceeded, and no request waits longer than the windows force."""

import threading
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.account import RINGCX_LIMITS, Window
from leadwidgets.client.http.budgets import Budget


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
            time.seconds += min(seconds, 1)
        place.use()
    return time.seconds


def _most_within(moments: list[float], seconds: float) -> int:
    return max(sum(start <= moment < start + seconds for moment in moments) for start in moments)


@given(
    pauses=st.lists(st.floats(0, 12), max_size=120),
    windows=st.sampled_from(
        [RINGCX_LIMITS.rows, RINGCX_LIMITS.counts, (Window(2, 1), Window(3, 5)), (Window(1, 3),)]
    ),
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
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    start = time.seconds
    for _ in range(requests):
        _spend(budget, time)
    forced = 10 * ((requests - 1) // 15)
    assert time.seconds - start <= 1.03 * forced


def test_a_first_burst_does_not_wait() -> None:
    budget = Budget(RINGCX_LIMITS.rows, _Time().now)
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


def _refuse(budget: Budget, seconds: float) -> None:
    with budget.reserve() as place:
        assert place.wait() == 0
        place.use()
        place.refused(seconds)


def test_a_refusal_lets_nobody_go_for_a_while_not_even_those_who_already_wait() -> None:
    time = _Time()
    budget = Budget((Window(2, 10),), time.now)
    with budget.reserve() as refused:
        refused.use()
        first, second = budget.reserve(), budget.reserve()
        assert first.wait() == 0
        refused.refused(60)
    assert [first.wait(), second.wait()] == [60, pytest.approx(70, abs=0.2)]


def test_a_refusal_teaches_what_others_leave_and_time_forgets_it() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    for _ in range(6):
        _spend(budget, time)
    _refuse(budget, 5)  # others have used the other nine of fifteen
    assert budget.share == pytest.approx(6 / 15)
    time.seconds += 5
    assert budget.share == pytest.approx(6 / 15)
    time.seconds += 36
    assert budget.share == pytest.approx(0.7)
    time.seconds += 40
    assert budget.share == 1


def test_refusals_of_one_burst_are_one_lesson() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    places = [budget.reserve() for _ in range(10)]
    for place in places:
        place.use()
    for place in places[7:]:
        place.refused(1)
    assert budget.share == pytest.approx(7 / 15)


def test_an_account_that_others_use_up_is_still_asked_now_and_then() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    _refuse(budget, 5)
    moments = [_spend(budget, time) for _ in range(3)]
    assert moments[0] - 1000 == 5
    assert moments[1] - moments[0] == pytest.approx(10, abs=0.2)


def test_one_request_does_not_queue_behind_many() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.counts, time.now)
    many = [budget.reserve(spare=10) for _ in range(200)]
    went = [place for place in many if place.wait() == 0]
    assert len(went) == 80
    for place in went:
        place.use()
    assert [budget.reserve().wait() for _ in range(10)] == [0] * 10


def test_a_forecast_is_the_time_that_the_requests_then_take() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    for _ in range(7):
        _spend(budget, time)
    told, start = budget.forecast(100), time.seconds
    assert told == pytest.approx([_spend(budget, time) for _ in range(100)][-1] - start)


def test_clients_in_many_threads_share_one_budget() -> None:
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
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


def test_a_refusal_that_names_no_wait_holds_others_until_a_served_request_leaves_the_window() -> (
    None
):
    time = _Time()
    budget = Budget(RINGCX_LIMITS.rows, time.now)
    _spend(budget, time)
    time.seconds += 7
    with budget.reserve() as place:
        place.use()
        place.refused(30, asked=False)
    with budget.reserve() as other:
        assert 3 <= other.wait() <= 3.2
