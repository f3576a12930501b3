"""Requests on a bad day: every failure becomes one error of the tree, or passes unnoticed."""

import json
import socket

import httpx
import pytest
from virtual_time import TimedSandbox, VirtualClock, client_of

from leadwidgets.account import Account, JwtCredentials
from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    ConnectionFailedError,
    InvalidCriteriaError,
    LeadSearchError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    UnexpectedResponseError,
)
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.faults import (
    Fault,
    Faults,
    answered,
    html,
    late,
    others_are_busy,
    reset,
    truncated,
)

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()
_SEARCH = "leadSearch"


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        answered(500, on=_SEARCH, times=2),
        answered(503, on=_SEARCH, times=3),
        html(502, on=_SEARCH),
        others_are_busy(on=_SEARCH),
        others_are_busy(3, on=_SEARCH, times=3),
        reset(on=_SEARCH),
        reset(0.5, on=_SEARCH, times=2),
        truncated(on=_SEARCH, first=2, times=2),
    ],
    ids=["500", "503", "html", "429", "429 asks to wait", "reset", "reset midway", "truncated"],
)
async def test_a_passing_trouble_is_not_noticed(fault: Fault) -> None:
    account = TimedSandbox(faults=Faults(fault))
    async with client_of(account) as client:
        result = await client.search(_ALL)
    assert len(result.leads) == 2_000
    assert result.receipt.complete
    assert result.receipt.retries == fault.times


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (answered(400, b'{"generalMessage":"leadStates: expected texts"}'), InvalidCriteriaError),
        (answered(403, b'{"errorCode":"access.denied.exception"}'), PermissionDeniedError),
        (answered(404), UnexpectedResponseError),
        (answered(418), UnexpectedResponseError),
        (answered(500), ServerError),
        (html(503), ServerError),
        (html(200), UnexpectedResponseError),
        (answered(200, b"{}"), UnexpectedResponseError),
        (answered(200, b""), UnexpectedResponseError),
        (others_are_busy(), RateLimitedError),
        (others_are_busy(7200), RateLimitedError),
        (reset(), ConnectionFailedError),
        (truncated(0), UnexpectedResponseError),
    ],
    ids=str,
)
async def test_a_lasting_trouble_is_the_one_error_that_says_where_and_what_next(
    fault: Fault, kind: type[LeadSearchError]
) -> None:
    lasting = Fault(
        on=_SEARCH,
        times=None,
        status=fault.status,
        body=fault.body,
        content_type=fault.content_type,
        headers=fault.headers,
        keep=fault.keep,
        reset=fault.reset,
    )
    account = TimedSandbox(faults=Faults(lasting))
    async with client_of(account) as client:
        with pytest.raises(LeadSearchError) as caught:
            await client.count(_ALL)
    assert type(caught.value) is kind
    assert caught.value.request == "POST …/campaignLeads/leadSearch"
    assert caught.value.next_step
    assert len(account.asked) < 12


async def test_an_answer_that_cannot_get_better_is_not_asked_for_twice() -> None:
    account = TimedSandbox(faults=Faults(answered(200, b'{"rows": []}', on=_SEARCH, times=None)))
    async with client_of(account) as client:
        with pytest.raises(UnexpectedResponseError):
            await client.count(_ALL)
    assert account.paths().count(_SEARCH) == 1


async def test_the_wait_that_the_account_asks_for_is_kept_and_no_longer() -> None:
    account = TimedSandbox(faults=Faults(others_are_busy(17, on=_SEARCH)))
    async with client_of(account) as client:
        await client.count(_ALL)
    before, after = (time for time, url, _ in account.asked if _SEARCH in url)
    assert after - before == pytest.approx(17, abs=0.1)


async def test_what_ringcx_says_is_shown_without_personal_data() -> None:
    message = "no lead has (415) 555-0142 or ann@example.com, see /x?phone=4155550142"
    said = json.dumps({"generalMessage": message}).encode()
    account = TimedSandbox(faults=Faults(answered(400, said, on=_SEARCH)))
    async with client_of(account) as client:
        with pytest.raises(InvalidCriteriaError, match="no lead has") as caught:
            await client.count(_ALL)
    assert "555" not in str(caught.value)
    assert "example" not in str(caught.value)


async def test_the_id_of_the_request_is_part_of_the_error() -> None:
    fault = Fault(on=_SEARCH, status=403, headers=(("x-request-id", "req-77"),))
    async with client_of(TimedSandbox(faults=Faults(fault))) as client:
        with pytest.raises(PermissionDeniedError, match="id req-77"):
            await client.count(_ALL)


async def test_no_httpx_exception_stays_attached_to_an_error() -> None:
    async with client_of(TimedSandbox(faults=Faults(reset(on=_SEARCH, times=None)))) as client:
        with pytest.raises(ConnectionFailedError) as caught:
            await client.count(_ALL)
    error: BaseException | None = caught.value
    while error is not None:
        assert not isinstance(error, httpx.HTTPError)
        error = error.__cause__ or error.__context__


async def test_a_host_that_nobody_answers_at_is_a_connection_error() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        account = Account(
            account_id="99990001",
            credentials=JwtCredentials("app", "secret", "jwt"),
            base_url=url,
            platform_url=url,
        )
        async with LeadSearchClient(account, clock=VirtualClock()) as client:
            with pytest.raises(ConnectionFailedError) as caught:
                await client.count(_ALL)
    assert caught.value.message == "Could not connect to 127.0.0.1: the connection was refused"
    assert "Check the network" in str(caught.value)


async def test_a_name_that_no_network_knows_is_told() -> None:
    url = "http://nowhere.invalid"
    account = Account(
        account_id="99990001",
        credentials=JwtCredentials("app", "secret", "jwt"),
        base_url=url,
        platform_url=url,
    )
    async with LeadSearchClient(account, clock=VirtualClock()) as client:
        with pytest.raises(ConnectionFailedError, match=r"Could not connect to nowhere\.invalid: "):
            await client.count(_ALL)


async def test_a_server_that_speaks_no_tls_is_told() -> None:
    with Sandbox(leads=10).serve() as served:
        url = served.base_url.replace("http://", "https://")
        account = Account(
            account_id="99990001",
            credentials=JwtCredentials("app", "secret", "jwt"),
            base_url=url,
            platform_url=url,
        )
        async with LeadSearchClient(account, clock=VirtualClock()) as client:
            with pytest.raises(ConnectionFailedError, match="does not speak TLS"):
                await client.count(_ALL)


@pytest.mark.slow
async def test_an_answer_that_takes_too_long_is_a_connection_error() -> None:
    slow = TimedSandbox(faults=Faults(late(30, on=_SEARCH)))
    async with client_of(slow, timeout=0.05) as client:
        with pytest.raises(
            ConnectionFailedError, match=r"No answer came in time from sandbox.*\.invalid"
        ):
            await client.count(_ALL)


async def test_another_accounts_leads_are_denied() -> None:
    sandbox = TimedSandbox()
    object.__setattr__(sandbox, "account_id", "12345678")
    async with client_of(sandbox) as client:
        with pytest.raises(PermissionDeniedError, match="RingCX denied access"):
            await client.count(_ALL)
