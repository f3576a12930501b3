"""Nobody waits for limits that do not exist, and everybody for those that do."""

import pytest
from virtual_time import TimedSandbox, client_of

import leadwidgets as lw
from leadwidgets.account import RINGCX_LIMITS
from leadwidgets.cli.sandbox import connection
from leadwidgets.client.http import shared_by
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import SignInError
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.faults import Faults, others_are_busy

_ALL = SearchCriteria()
_TOKEN = {"RINGCX_ACCOUNT_ID": "1", "RINGCX_ACCESS_TOKEN": "secret"}


@pytest.mark.slow
@pytest.mark.anyio
async def test_an_account_without_limits_is_searched_and_counted_without_a_wait() -> None:
    account = TimedSandbox(4_000, limits=False)
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=20)
        await client.count_by(_ALL, ["lead_state", "system_disposition"])
        assert (await client.count_by_cost(_ALL, ["lead_state", "lead_timezone"])).seconds == 0
    assert len(result.leads) == 4_000
    assert result.receipt.waited_seconds == 0
    assert account.clock.seconds == account.asked[0][0]


@pytest.mark.anyio
async def test_a_refusal_is_waited_for_even_where_there_are_no_limits() -> None:
    faults = Faults(others_are_busy(7, on="leadSearch"))
    account = TimedSandbox(100, limits=False, faults=faults)
    async with client_of(account) as client:
        result = await client.search(_ALL)
    assert result.receipt.retries == 1
    assert result.receipt.waited_seconds == pytest.approx(7, abs=0.1)


def test_saved_and_invented_leads_have_no_limits_unless_they_are_asked_for() -> None:
    saved = Sandbox(leads=5).raw_leads()
    assert Sandbox(leads=5).limits is None
    assert Sandbox.from_leads(saved).limits is None
    assert Sandbox(leads=5, limits=True).limits == RINGCX_LIMITS
    assert Sandbox.from_leads(saved, limits=True).limits == RINGCX_LIMITS


def test_whoever_reaches_a_served_account_knows_whether_it_has_limits() -> None:
    for limits in (True, False):
        with Sandbox(leads=5, limits=limits).serve() as served:
            named = lw.Account.from_env(connection(served))
        assert served.limits == named.limits == (RINGCX_LIMITS if limits else None)
        assert bool(shared_by(named).budgets.rows.forecast(16)) == limits


def test_ringcx_has_the_documented_limits_whatever_the_environment_says_wrongly() -> None:
    assert lw.Account.from_env(_TOKEN).limits == RINGCX_LIMITS
    with pytest.raises(SignInError, match="RINGCX_LIMITS is not none"):
        lw.Account.from_env(_TOKEN | {"RINGCX_LIMITS": "off"})
