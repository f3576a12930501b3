"""The documented limits: sliding windows, per sub-account."""

import pytest
from sandbox.foreign import Clock, Foreign, account_of

from leadwidgets.sandbox import Dialect, Sandbox

PHONES = {"phoneList": ["2125550100"]}
BY_PHONE = "/campaignLeads/leadSearchByPhoneList"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(leads=50, limits=True, clock=clock)


def _statuses(foreign: Foreign, times: int, **params: object) -> list[int]:
    return [foreign.search({}, **params).status_code for _ in range(times)]


def test_fifteen_pages_fit_into_ten_seconds(sandbox: Sandbox, clock: Clock) -> None:
    foreign = Foreign(sandbox)
    assert _statuses(foreign, 16) == [200] * 15 + [429]
    clock.now += 9.9
    assert _statuses(foreign, 1) == [429]
    clock.now += 0.1
    assert _statuses(foreign, 15) == [200] * 15


@pytest.mark.slow
def test_sixty_pages_fit_into_thirty_seconds(sandbox: Sandbox, clock: Clock) -> None:
    foreign = Foreign(sandbox)
    for _ in range(4):
        assert _statuses(foreign, 15) == [200] * 15
        clock.now += 7
        assert _statuses(foreign, 1)[0] == 429
        clock.now += 3
    assert clock.now - 1_795_000_000 == 40


@pytest.mark.slow
def test_the_longer_window_holds_too(clock: Clock) -> None:
    foreign = Foreign(Sandbox(leads=50, limits=True, clock=clock))
    assert _statuses(foreign, 90, count="true") == [200] * 90
    clock.now += 10
    assert _statuses(foreign, 91, count="true") == [200] * 90 + [429]
    clock.now += 10
    assert _statuses(foreign, 1, count="true") == [429]
    clock.now += 10
    assert _statuses(foreign, 1, count="true") == [200]


@pytest.mark.slow
def test_counts_rows_and_phone_lists_are_counted_apart(sandbox: Sandbox) -> None:
    foreign = Foreign(sandbox)
    assert _statuses(foreign, 16)[-1] == 429
    assert _statuses(foreign, 1, count="true") == [200]
    path = f"/accounts/{sandbox.account_id}{BY_PHONE}"
    by_phone = [foreign.call("POST", path, json=PHONES).status_code for _ in range(31)]
    assert by_phone == [200] * 30 + [429]


def test_a_refusal_says_when_to_come_back(sandbox: Sandbox, clock: Clock) -> None:
    foreign = Foreign(sandbox)
    _statuses(foreign, 15)
    clock.now += 4
    answer = foreign.search({})
    assert answer.headers["retry-after"] == "6"
    assert answer.json()["errorCode"] == "too.many.requests.exception"


def test_a_refusal_may_say_nothing(clock: Clock) -> None:
    foreign = Foreign(
        Sandbox(leads=50, limits=True, clock=clock, dialect=Dialect(retry_after=False))
    )
    _statuses(foreign, 15)
    assert "retry-after" not in foreign.search({}).headers


def test_five_exchanges_fit_into_a_minute(sandbox: Sandbox, clock: Clock) -> None:
    foreign = Foreign(sandbox)
    for _ in range(5):
        foreign.exchange()
    form = {"rcAccessToken": foreign.platform_token().json()["access_token"]}
    path = "/api/auth/login/rc/accesstoken"
    assert foreign.send("POST", path, data=form).status_code == 429
    clock.now += 60
    assert foreign.send("POST", path, data=form).status_code == 200


def test_another_account_has_limits_of_its_own(sandbox: Sandbox) -> None:
    _statuses(Foreign(sandbox), 16)
    stranger = Foreign(account_of(sandbox.users[1], sandbox))
    assert _statuses(stranger, 1) == [200]


@pytest.mark.slow
def test_there_are_no_limits_unless_they_are_asked_for() -> None:
    assert set(_statuses(Foreign(Sandbox(leads=50)), 70)) == {200}
