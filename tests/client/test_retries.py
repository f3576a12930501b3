"""Retries: bounded, with jitter, and only where asking twice is safe."""

import pytest

from leadwidgets.client.http.retries import Retries
from leadwidgets.errors import (
    ConnectionFailedError,
    InvalidCriteriaError,
    LeadSearchError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    SignInError,
)


def _waits(failure: LeadSearchError, **given: float) -> list[float]:
    retries, waits = Retries(), []
    while (wait := retries.wait_after(failure, arrived=True, **given)) is not None:
        waits.append(wait)
    return waits


@pytest.mark.parametrize("kind", [RateLimitedError, ServerError, ConnectionFailedError])
def test_passing_troubles_are_tried_again_a_few_times_with_growing_waits(
    kind: type[LeadSearchError],
) -> None:
    waits = _waits(kind("trouble"))
    assert 3 <= len(waits) <= 6
    assert waits[-1] > waits[0]
    assert sum(waits) < 120


@pytest.mark.parametrize("kind", [InvalidCriteriaError, PermissionDeniedError, SignInError])
def test_what_would_fail_again_is_not_tried_again(kind: type[LeadSearchError]) -> None:
    assert _waits(kind("no")) == []


def test_two_programs_do_not_come_back_at_the_same_moment() -> None:
    failure = ServerError("trouble")
    first = {Retries().wait_after(failure, arrived=True) for _ in range(20)}
    assert len(first) > 1


def test_the_wait_that_the_server_asks_for_is_kept_exactly() -> None:
    assert _waits(RateLimitedError("busy"), retry_after=7.0)[0] == 7.0


def test_a_server_that_asks_for_no_wait_is_not_stormed() -> None:
    waits = _waits(RateLimitedError("busy"), retry_after=0.0)
    assert len(waits) > 3
    assert min(waits) >= 1


def test_a_refusal_that_names_no_wait_is_waited_for_as_long_as_the_documented_windows() -> None:
    waits = _waits(RateLimitedError("busy"))
    windows = (10, 10, 10, 30, 30)
    assert len(waits) == len(windows)
    assert all(window <= wait <= 1.05 * window for wait, window in zip(waits, windows, strict=True))


def test_a_wait_of_many_minutes_is_not_sat_through() -> None:
    assert _waits(RateLimitedError("busy"), retry_after=3600.0) == []


def test_a_request_that_spends_something_is_repeated_only_if_it_cannot_have_arrived() -> None:
    retries = Retries(repeatable=False)
    lost = ConnectionFailedError("lost")
    assert retries.wait_after(lost, arrived=False) is not None
    assert retries.wait_after(lost, arrived=True) is None
    assert retries.wait_after(ServerError("trouble"), arrived=True) is None
    assert retries.wait_after(RateLimitedError("busy"), arrived=True) is not None
