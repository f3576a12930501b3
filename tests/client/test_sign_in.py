"""Signing in: two steps, one renewal at a time, the full sign-in once, and then a clear error."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

import pytest
from virtual_time import TimedSandbox, client_of
from waiting import until

from leadwidgets.account import (
    AccessToken,
    Account,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.client import CountProgress, LeadSearchClient, SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import SignInError
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.faults import (
    Fault,
    Faults,
    answered,
    late,
    others_are_busy,
    reset,
    token_expires,
)

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()


class _Guest(TimedSandbox):
    """An embedded account that is entered with other credentials than its own."""

    def __init__(self, credentials: Callable[[Sandbox], Credentials], leads: int = 2_000) -> None:
        super().__init__(leads)
        object.__setattr__(self, "credentials", credentials(self))


async def test_two_steps_lead_to_a_token_that_serves_many_requests() -> None:
    account = TimedSandbox()
    async with client_of(account) as client:
        await client.count(_ALL)
        await client.count(_ALL)
    assert account.paths() == ["token", "accesstoken", "leadSearch", "leadSearch"]


async def test_a_password_signs_in_too() -> None:
    account = _Guest(lambda sandbox: sandbox.users[0].password)
    async with client_of(account) as client:
        assert await client.count(_ALL) == 2_000


async def test_a_legacy_token_goes_in_its_own_header_to_paths_without_voice() -> None:
    account = _Guest(lambda sandbox: sandbox.users[0].legacy)
    async with client_of(account) as client:
        assert await client.count(_ALL) == 2_000
    assert "/voice" not in account.asked[0][1]


async def test_a_token_is_renewed_shortly_before_it_ends() -> None:
    account = TimedSandbox()
    async with client_of(account) as client:
        for _ in range(4):
            await client.count(_ALL)
            account.clock.seconds += 280
    assert account.paths().count("accesstoken") == 1
    assert account.paths().count("refresh") == 3
    assert set(account.statuses()) == {200}


async def test_many_requests_at_once_share_one_renewal() -> None:
    account = TimedSandbox()
    async with client_of(account) as client:
        await client.count(_ALL)
        account.clock.seconds += 299
        await asyncio.gather(*(client.count(_ALL) for _ in range(20)))
    assert account.paths().count("refresh") == 1
    assert set(account.statuses()) == {200}


async def test_a_token_that_ends_in_the_middle_is_renewed_and_the_request_sent_again() -> None:
    faults = Faults(token_expires(on="leadSearch", first=3))
    account = TimedSandbox(faults=faults)
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=200)
    assert len(result.leads) == 2_000
    assert result.receipt.complete
    assert result.receipt.retries == 1
    assert account.paths().count("refresh") == 1


async def test_a_token_that_the_account_forgot_is_replaced_by_a_full_sign_in() -> None:
    account = TimedSandbox()
    async with client_of(account) as client:
        await client.count(_ALL)
        account.clock.seconds += 10 * 24 * 3600  # both tokens have ended
        await client.count(_ALL)
    assert account.paths()[3:] == ["refresh", "token", "accesstoken", "leadSearch"]


@pytest.mark.parametrize(
    "fault", [answered(500, on="refresh"), reset(on="refresh")], ids=["500", "reset"]
)
async def test_a_refresh_whose_answer_is_lost_is_not_repeated_with_the_spent_token(
    fault: Fault,
) -> None:
    account = TimedSandbox(faults=Faults(fault))
    async with client_of(account) as client:
        await client.count(_ALL)
        account.clock.seconds += 299
        assert await client.count(_ALL) == 2_000
    assert account.paths().count("refresh") == 1
    assert account.paths().count("accesstoken") == 2


@pytest.mark.parametrize(
    ("wrong", "message", "check"),
    [
        (
            lambda _: JwtCredentials("nobody", "mistaken", "mistaken"),
            "RingCentral did not accept the sign-in (step 1 of 2): Client id or secret is wrong",
            "RC_CLIENT_ID, RC_CLIENT_SECRET and RC_JWT",
        ),
        (
            lambda sandbox: JwtCredentials(
                sandbox.users[0].jwt.client_id, sandbox.users[0].jwt.client_secret, "mistaken"
            ),
            "RingCentral did not accept the sign-in (step 1 of 2): The grant is wrong",
            "neither expired nor revoked",
        ),
        (
            lambda sandbox: PasswordCredentials(
                sandbox.users[0].jwt.client_id, sandbox.users[0].jwt.client_secret, "x", "mistaken"
            ),
            "RingCentral did not accept the sign-in (step 1 of 2): The grant is wrong",
            "RC_USERNAME, RC_PASSWORD",
        ),
        (
            lambda _: AccessToken("mistaken"),
            "RingCX did not accept the sign-in with the given access token",
            "RINGCX_ACCESS_TOKEN",
        ),
        (
            lambda _: LegacyToken("mistaken"),
            "RingCX did not accept the sign-in with the given X-Auth-Token",
            "RINGCX_LEGACY_TOKEN",
        ),
    ],
    ids=["app", "jwt", "password", "access token", "legacy token"],
)
async def test_wrong_credentials_are_a_sign_in_error_that_says_what_to_check(
    wrong: Callable[[Sandbox], Credentials], message: str, check: str
) -> None:
    async with client_of(_Guest(wrong)) as client:
        with pytest.raises(SignInError) as caught:
            await client.count(_ALL)
    assert caught.value.message.startswith(message)
    assert str(caught.value.next_step).startswith("Check the credentials")
    assert check in str(caught.value)
    assert "mistaken" not in str(caught.value)


async def test_a_refused_token_is_told_with_the_request_and_its_id() -> None:
    refusal = Fault(on="leadSearch", status=401, headers=(("x-request-id", "req-77"),))
    account = TimedSandbox(10, faults=Faults(refusal))
    object.__setattr__(account, "credentials", AccessToken("of-yesterday"))
    async with client_of(account) as client:
        with pytest.raises(SignInError) as caught:
            await client.count(_ALL)
    assert (caught.value.request, caught.value.request_id) == (
        "POST …/campaignLeads/leadSearch",
        "req-77",
    )
    assert "RINGCX_ACCESS_TOKEN" in str(caught.value)


async def test_a_user_without_ringcx_access_fails_in_the_second_step() -> None:
    denied = answered(403, b'{"generalMessage":"No RingCX for this user"}', on="accesstoken")
    async with client_of(TimedSandbox(faults=Faults(denied))) as client:
        with pytest.raises(SignInError) as caught:
            await client.count(_ALL)
    assert caught.value.message == (
        "RingCX did not accept the sign-in (step 2 of 2): No RingCX for this user"
    )
    assert caught.value.request == "POST /api/auth/login/rc/accesstoken"


async def test_an_answer_without_a_token_is_a_sign_in_error() -> None:
    faults = Faults(answered(200, b'{"access_token": 7}', on="oauth/token"))
    async with client_of(TimedSandbox(faults=faults)) as client:
        with pytest.raises(SignInError, match="the answer has no access_token"):
            await client.count(_ALL)


async def test_a_password_is_used_with_the_vendors_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    account = _Guest(lambda sandbox: sandbox.users[0].password)
    async with client_of(account) as client:
        await client.count(_ALL)
    [warning] = [entry for entry in caplog.records if entry.levelname == "WARNING"]
    assert "retiring the sign-in by password" in warning.getMessage()


async def test_waits_of_a_sign_in_are_told_to_everybody_who_waits_for_it() -> None:
    faults = Faults(others_are_busy(20, on="accesstoken"))
    account = TimedSandbox(faults=faults)
    told: tuple[list[SearchProgress], list[SearchProgress]] = ([], [])
    async with client_of(account) as one, client_of(account) as other:
        first, second = await asyncio.gather(
            one.search(_ALL, on_progress=told[0].append),
            other.search(_ALL, on_progress=told[1].append),
        )
    for result, progress in zip((first, second), told, strict=True):
        waits = [moment.waiting_seconds for moment in progress if moment.waiting_seconds]
        assert waits == sorted(waits, reverse=True)
        assert waits[0] == pytest.approx(20, abs=1.5)
        assert len(waits) >= 15
        assert progress[-1].waiting_seconds == 0
        assert result.receipt.waited_seconds == pytest.approx(20, abs=1.5)


def _assert_counts_down(waits: Sequence[float]) -> None:
    """Check the waits of a sign-in that others hold up for 20 s."""
    *running, over = waits
    assert running == sorted(running, reverse=True)
    assert running[0] == pytest.approx(20, abs=1.5)
    assert len(running) >= 15
    assert over == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.count(_ALL),
        lambda client: client.dial_groups(),
        lambda client: client.lead_states(),
        lambda client: asyncio.gather(client.states(), client.count(_ALL), client.accounts()),
    ],
    ids=["count", "dial groups", "lead states", "several at once"],
)
async def test_a_count_or_a_value_list_tells_the_client_that_a_sign_in_waits(
    ask: Callable[[LeadSearchClient], Awaitable[object]],
) -> None:
    told: list[float] = []
    account = TimedSandbox(faults=Faults(others_are_busy(20, on="accesstoken")))
    async with client_of(account, on_wait=told.append) as client:
        await ask(client)
    _assert_counts_down(told)


async def test_a_value_list_tells_its_own_listener_where_it_has_one() -> None:
    told: list[float] = []
    others: list[float] = []
    account = TimedSandbox(100, faults=Faults(others_are_busy(20, on="/states")))
    async with client_of(account, on_wait=others.append) as client:
        await client.states(on_wait=told.append)
    _assert_counts_down(told)
    assert others == []


@pytest.mark.parametrize("by", ["lead_state", "lead_list", "lead_timezone"])
async def test_counting_by_a_field_tells_that_a_sign_in_waits(by: str) -> None:
    told: list[CountProgress] = []
    account = TimedSandbox(100, faults=Faults(others_are_busy(20, on="accesstoken")))
    async with client_of(account) as client:
        await client.count_by(_ALL, by, on_progress=told.append)
    first = next(i for i, moment in enumerate(told) if moment.waiting_seconds)
    counted = next(i for i, moment in enumerate(told) if moment.asked)
    waits = [moment.waiting_seconds for moment in told[first:counted]]
    _assert_counts_down(waits[: waits.index(0) + 1])


async def test_a_search_whose_lead_states_are_asked_for_first_tells_that_a_sign_in_waits() -> None:
    told: list[SearchProgress] = []
    account = TimedSandbox(100, faults=Faults(others_are_busy(20, on="accesstoken")))
    criteria = SearchCriteria(lead_states=["READY"])
    async with client_of(account) as client:
        result = await client.search(criteria, on_progress=told.append)
    waits = [moment.waiting_seconds for moment in told[1:]]
    _assert_counts_down(waits[: waits.index(0) + 1])
    assert result.receipt.waited_seconds == pytest.approx(20, abs=1.5)


async def test_an_account_that_refuses_every_token_ends_in_a_sign_in_error() -> None:
    faults = Faults(answered(401, b"Jwt verification fails", on="leadSearch", times=None))
    account = TimedSandbox(faults=faults)
    async with client_of(account) as client:
        with pytest.raises(SignInError):
            await client.count(_ALL)
    assert account.paths().count("accesstoken") <= 3


async def test_clients_of_one_process_share_the_sign_in() -> None:
    account = TimedSandbox()
    for _ in range(10):
        async with client_of(account) as client:
            await client.count(_ALL)
    assert account.paths().count("accesstoken") == 1


async def test_no_more_exchanges_are_sent_than_the_limit_allows() -> None:
    faults = Faults(answered(401, b"Jwt verification fails", on="leadSearch", times=None))
    account = TimedSandbox(faults=faults)
    async with client_of(account) as client:
        for _ in range(5):
            with pytest.raises(SignInError):
                await client.count(_ALL)
    assert 429 not in account.statuses()


def test_clients_in_other_threads_and_loops_wait_for_the_same_sign_in() -> None:
    account = Sandbox(leads=100)
    counts: list[int] = []
    barrier = threading.Barrier(4)

    async def count() -> None:
        async with LeadSearchClient(account) as client:
            barrier.wait()
            counts.append(await client.count(_ALL))

    threads = [threading.Thread(target=lambda: asyncio.run(count())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert counts == [100] * 4


async def test_cancelling_the_one_who_started_the_sign_in_does_not_hurt_the_others() -> None:
    account = TimedSandbox()
    async with client_of(account) as client:
        first = asyncio.create_task(client.count(_ALL))
        second = asyncio.create_task(client.count(_ALL))
        await until(lambda: account.clock.requests)
        first.cancel()
        assert await second == 2_000
    assert account.paths().count("accesstoken") == 1


async def test_a_client_that_is_closed_while_it_signs_in_leaves_the_others_unharmed() -> None:
    account = TimedSandbox(faults=Faults(late(0.2, on="accesstoken")))
    async with client_of(account) as staying:
        async with client_of(account) as leaving:
            first = asyncio.create_task(leaving.count(_ALL))
            second = asyncio.create_task(staying.count(_ALL))
            await until(lambda: account.clock.requests)
            first.cancel()
        assert await second == 2_000


async def test_an_account_over_http_signs_in_at_its_own_address() -> None:
    with Sandbox(leads=100).serve() as account:
        assert isinstance(account, Account)
        async with LeadSearchClient(account) as client:
            assert await client.count(_ALL) == 100
            assert (await client.search(_ALL)).receipt.complete


async def test_a_renewal_that_is_cancelled_before_its_first_step_holds_nobody_up() -> None:
    account = TimedSandbox()
    async with client_of(account) as first:
        others = asyncio.all_tasks()
        counting = asyncio.create_task(first.count(_ALL))
        await until(lambda: len(asyncio.all_tasks() - others) == 2)  # the count, and its renewal
        for task in asyncio.all_tasks() - others:
            task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await counting
    async with client_of(account) as second:
        assert await asyncio.wait_for(second.count(_ALL), 20) == 2_000


@pytest.mark.parametrize("ended", ["stopped", "closed"])
def test_a_sign_in_whose_loop_has_ended_holds_nobody_up(ended: str) -> None:
    """As where a script gives a loop up that it made itself."""
    account = Sandbox(leads=100, faults=Faults(late(60, on="oauth/token", times=1)))
    loop = asyncio.new_event_loop()
    leaving = LeadSearchClient(account)

    async def begin() -> None:
        counting = asyncio.create_task(leaving.count(_ALL))
        await until(lambda: len(asyncio.all_tasks()) == 3)  # this, the count, and its sign-in
        counting.cancel()
        for task in asyncio.all_tasks() - {asyncio.current_task(), counting}:
            task._log_destroy_pending = False  # type: ignore[attr-defined] # it is, on purpose

    async def count() -> int:
        async with LeadSearchClient(account) as client:
            return await asyncio.wait_for(client.count(_ALL), 20)

    loop.run_until_complete(begin())
    if ended == "closed":
        loop.close()
    try:
        assert asyncio.run(count()) == 100
    finally:
        loop.close()


async def test_a_ready_token_goes_to_a_legacy_host_in_its_own_header() -> None:
    account = _Guest(lambda sandbox: AccessToken(sandbox.users[0].legacy.token))
    object.__setattr__(account, "base_url", "https://portal.vacd.biz")
    async with client_of(account) as client:
        assert await client.count(_ALL) == 2_000
