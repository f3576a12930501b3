"""Value lists: typed, and each may be missing alone."""

from datetime import UTC, datetime
from typing import Literal

import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.client import LeadSearchClient
from leadwidgets.client.value_lists import (
    read_accounts,
    read_campaign_dispositions,
    read_dial_groups,
    read_lead_lists,
    read_states,
)
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    InvalidCriteriaError,
    LeadSearchError,
    PermissionDeniedError,
    UnexpectedResponseError,
)
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.dialect import ValueList
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS

pytestmark = pytest.mark.anyio


async def test_all_lists_of_the_embedded_account_are_read() -> None:
    account = TimedSandbox(2_000)
    raw = account.raw_leads()
    async with client_of(account) as client:
        accounts = await client.accounts()
        groups = await client.dial_groups()
        states = await client.states()
        assert set(await client.lead_states()) >= set(LEAD_STATES)
        assert set(await client.system_dispositions()) >= set(SYSTEM_DISPOSITIONS)
        assert client.timezones() == tuple(LEAD_TIMEZONES)
        campaigns = {one.campaign_id: one for group in groups for one in group.campaigns}
        campaign_id = int(raw["campaignId"].mode()[0])
        lists = await client.lead_lists(campaign_id)
        dispositions = await client.campaign_dispositions(campaign_id)
    assert account.account_id in {one.account_id for one in accounts}
    assert set(raw["campaignId"]) <= set(campaigns)
    assert {campaign.is_active for campaign in campaigns.values()} == {True, False}
    of_campaign = raw[raw["campaignId"] == campaign_id]
    assert set(of_campaign["listId"].dropna()) <= {one.list_id for one in lists}
    assert set(of_campaign["agentDispostion"].dropna()) <= {one.disposition for one in dispositions}
    assert {"CA", "ON"} <= {state.code for state in states}


async def test_the_dial_groups_are_asked_for_once_for_the_lists_of_many_campaigns() -> None:
    account = TimedSandbox(100)
    async with client_of(account) as client:
        groups = await client.dial_groups()
        for campaign in groups[0].campaigns:
            await client.lead_lists(campaign.campaign_id)
            await client.campaign_dispositions(campaign.campaign_id)
    assert account.paths().count("withChildren") == 1


async def test_a_campaign_of_no_dial_group_is_named_in_the_error() -> None:
    async with client_of(TimedSandbox(100)) as client:
        with pytest.raises(InvalidCriteriaError, match="campaign 1"):
            await client.lead_lists(1)


_LISTS = {
    "dial_groups": LeadSearchClient.dial_groups,
    "states": LeadSearchClient.states,
    "lead_states": LeadSearchClient.lead_states,
    "system_dispositions": LeadSearchClient.system_dispositions,
}


@pytest.mark.slow
@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("missing", sorted(_LISTS))
async def test_a_list_that_is_missing_alone_is_an_error_of_its_own(
    missing: ValueList, status: Literal[403, 404]
) -> None:
    dialect = Dialect(missing_lists=frozenset({missing}), missing_status=status)
    async with client_of(TimedSandbox(100, dialect=dialect)) as client:
        for name, ask in _LISTS.items():
            if name == missing:
                kind = PermissionDeniedError if status == 403 else UnexpectedResponseError
                with pytest.raises(kind):
                    await ask(client)
            else:
                assert await ask(client)
        assert await client.count(SearchCriteria(lead_states=["READY"])) > 0


def test_lists_are_read_as_the_openapi_file_describes_them() -> None:
    assert (
        read_dial_groups(
            b'[{"dialGroupId": 7, "dialGroupName": "North", "campaigns": ['
            b'{"campaignId": 70, "campaignName": "Spring", "isActive": 1}]},'
            b'{"dialGroupId": 8, "dialGroupName": "South", "campaigns": null}]'
        )[0]
        .campaigns[0]
        .is_active
    )
    [one] = read_lead_lists(
        b'[{"listId": 5, "listDesc": "Fair", "listState": "ACTIVE", "leadsSupplied": 12,'
        b' "uploadDate": "2026-10-01T08:30:00.000+0000"}]'
    )
    assert (one.name, one.state, one.leads_supplied) == ("Fair", "ACTIVE", 12)
    assert one.uploaded == datetime(2026, 10, 1, 8, 30, tzinfo=UTC)
    [disposition] = read_campaign_dispositions(
        b'[{"dispositionId": 1, "disposition": "Sold", "isContact": true, "isSuccess": 1}]'
    )
    assert disposition.is_success
    assert not disposition.do_not_call
    assert read_states(b'[{"state": "AL", "description": "Alabama"}]')[0].name == "Alabama"
    assert read_accounts(b'[{"accountId": "1", "accountName": null}]')[0].account_name == ""


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("1767225600000", datetime(2026, 1, 1, tzinfo=UTC)),
        ('"2026-01-01T00:00:00.000-0000"', datetime(2026, 1, 1, tzinfo=UTC)),
        ('"2026-01-01T02:00:00+02:00"', datetime(2026, 1, 1, tzinfo=UTC)),
        ("null", None),
        ('"last week"', None),
        ("1e300", None),
        ("true", None),
        ("{}", None),
    ],
)
def test_an_upload_date_is_read_in_each_known_form(sent: str, read: datetime | None) -> None:
    [one] = read_lead_lists(f'[{{"listId": 5, "uploadDate": {sent}}}]'.encode())
    assert one.uploaded == read


@pytest.mark.parametrize(
    "content",
    [b"{}", b'["x"]', b'[{"dialGroupId": "7"}]', b'[{"dialGroupId": 7, "campaigns": 3}]'],
    ids=["object", "texts", "id as text", "campaigns as number"],
)
def test_a_list_of_another_shape_is_an_error(content: bytes) -> None:
    with pytest.raises(LeadSearchError):
        read_dial_groups(content)
