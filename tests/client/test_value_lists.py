"""Value lists: typed, and each may be missing alone."""

import json
from datetime import UTC, datetime
from typing import Literal

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from virtual_time import TimedSandbox, client_of

from leadwidgets.client import (
    AccountInfo,
    Campaign,
    CampaignDisposition,
    DialGroup,
    LeadList,
    LeadSearchClient,
)
from leadwidgets.client.http import read_texts
from leadwidgets.client.value_list_entries import (
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
from leadwidgets.sandbox import Dialect, Sandbox
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
        ("1" * 400, None),
        ("NaN", None),
        ("-Infinity", None),
        ("true", None),
        ("{}", None),
    ],
)
def test_an_upload_date_is_read_in_each_known_form(sent: str, read: datetime | None) -> None:
    [one] = read_lead_lists(f'[{{"listId": 5, "uploadDate": {sent}}}]'.encode())
    assert one.uploaded == read


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b'["x"]',
        b'[{"dialGroupId": true}]',
        b'[{"dialGroupId": 0}]',
        b'[{"dialGroupId": 7, "campaigns": 3}]',
        b'[{"dialGroupId": 7, "campaigns": [{"campaignName": "Spring"}]}]',
    ],
    ids=["object", "texts", "truth as id", "no id", "campaigns as number", "campaigns without id"],
)
def test_a_list_of_another_shape_is_an_error(content: bytes) -> None:
    with pytest.raises(LeadSearchError):
        read_dial_groups(content)


def test_the_error_of_a_list_names_its_keys_and_no_value() -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        read_states(b'[{"phone": "4155550142", "4155550142": 1}]')
    assert "an array of states, got an array that begins with an object" in str(caught.value)
    assert "phone" in str(caught.value)
    assert "4155550142" not in str(caught.value)


def test_ids_as_text_truth_as_number_and_names_as_number_are_read() -> None:
    [group] = read_dial_groups(
        b'[{"dialGroupId": "7", "dialGroupName": 2026, "campaigns":'
        b' [{"campaignId": "70", "isActive": "1", "unknown": {}}]}]'
    )
    assert group == DialGroup(7, "2026", (Campaign(70, 7, "", is_active=True),))
    assert read_accounts(b'[{"accountId": 15300002}]') == (AccountInfo("15300002"),)
    dispositions = read_campaign_dispositions(
        b'[{"disposition": "Sold", "dispositionId": "3", "isSuccess": 1, "isComplete": "false"}]'
    )
    assert dispositions == (CampaignDisposition("Sold", 3, is_success=True),)


def test_what_does_not_fit_is_left_out_and_the_rest_of_the_list_is_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lists = b'[{"listId": 5, "listDesc": null, "leadsSupplied": "many"}, {"listId": null}, 6, null]'
    assert read_lead_lists(lists) == (LeadList(5),)
    groups = b"""[
        {"dialGroupId": 7, "campaigns": [{"campaignId": 70}, {"campaignId": null}]},
        {"dialGroupId": 8, "campaigns": "none"},
        {"dialGroupId": 9, "campaigns": []}
    ]"""
    assert [
        (group.dial_group_id, [one.campaign_id for one in group.campaigns])
        for group in read_dial_groups(groups)
    ] == [(7, [70]), (9, [])]
    dispositions = read_campaign_dispositions(b'[{"disposition": ""}, {"disposition": "Sold"}]')
    assert [one.disposition for one in dispositions] == ["Sold"]
    assert read_texts(b'["READY", "", " ", null, 3, "4155550142"]') == ("READY", "4155550142")
    assert caplog.messages == [
        "Of 4 lists of leads, 3 cannot be read and are left out",
        "Of 3 dial groups, 1 cannot be read and are left out",
        "Of 2 dispositions, 1 cannot be read and are left out",
        "Of 6 texts, 4 cannot be read and are left out",
    ]


_READERS = (
    read_accounts,
    read_campaign_dispositions,
    read_dial_groups,
    read_lead_lists,
    read_states,
    read_texts,
)
_KEYS = st.sampled_from(
    "accountId campaignId campaigns dialGroupId disposition listId state uploadDate".split()
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=4,
)
_ENTRIES = st.dictionaries(_KEYS | st.text(), _JSON, max_size=4)


@example([{"listId": 5, "\ud800": "half a character"}])
@given(st.lists(_ENTRIES, max_size=4) | _JSON)
def test_whatever_a_list_holds_is_read_or_is_the_one_error(answer: object) -> None:
    for read in _READERS:
        try:
            entries = read(json.dumps(answer).encode())
        except UnexpectedResponseError:
            continue
        assert isinstance(answer, list)
        assert len(entries) <= len(answer)
        assert entries or not answer


async def test_leads_without_a_disposition_keep_no_list_from_being_read() -> None:
    saved = pd.DataFrame(
        {
            "lead_id": [1, 2, 3],
            "campaign_id": [7, 7, 7],
            "lead_state": ["READY", "READY", "READY"],
            "agent_disposition": ["Sold", "", " "],
            "system_disposition": ["", "ANSWER", "ANSWER"],
        }
    )
    async with LeadSearchClient(Sandbox.from_leads(saved)) as client:
        dispositions = await client.campaign_dispositions(7)
        assert [one.disposition for one in dispositions] == ["Sold"]
        assert "" not in await client.system_dispositions()
        assert await client.count(SearchCriteria(campaign_ids=[7])) == 3
