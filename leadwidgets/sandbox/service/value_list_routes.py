"""The value lists that fill the search fields, from dial groups to states."""

from datetime import datetime, timedelta
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leadwidgets.sandbox.dialect import ValueList
from leadwidgets.sandbox.invented import (
    AGENTS,
    COUNTRIES,
    CampaignPlan,
    DialGroupPlan,
    Disposition,
    ListPlan,
)
from leadwidgets.sandbox.service.requests import (
    account_of,
    flag_in,
    integer_in,
    service_of,
    user_of,
)
from leadwidgets.sandbox.service.service import AccountData
from leadwidgets.sandbox.service.value_list_fields import (
    CAMPAIGN,
    CAMPAIGN_DISPOSITION,
    DIAL_GROUP,
    LEAD_LIST,
    filled,
)
from leadwidgets.vocabulary import LEAD_STATES, SYSTEM_DISPOSITIONS


async def dial_groups(request: Request) -> Response:
    """Answer the dial groups without their campaigns."""
    account = account_of(request)
    service_of(request).listed("dial_groups")
    return _listed(request, [_dial_group(group) for group in account.plan.dial_groups])


async def dial_groups_with_children(request: Request) -> Response:
    """Answer the dial groups, each with its campaigns."""
    account = account_of(request)
    service_of(request).listed("dial_groups")
    return _listed(
        request,
        [
            _dial_group(group, campaigns=_campaigns(account, group))
            for group in account.plan.dial_groups
        ],
    )


async def campaigns(request: Request) -> Response:
    """Answer the campaigns of a dial group."""
    account = account_of(request)
    service_of(request).listed("dial_groups")
    group = account.dial_group(_path_id(request, "dial_group_id"))
    return _listed(request, _campaigns(account, group))


async def lists(request: Request) -> Response:
    """Answer the lists of a campaign that are still loaded."""
    account = account_of(request)
    campaign = _campaign_of(request, "lists")
    sizes = await to_thread.run_sync(_list_sizes, account)
    return _listed(
        request,
        [
            _lead_list(plan, sizes.get(plan.list_id, 0), account.now)
            for plan in campaign.lists
            if plan.list_state != "DELETED"
        ],
    )


async def campaign_dispositions(request: Request) -> Response:
    """Answer the agent dispositions of a campaign."""
    campaign = _campaign_of(request, "dispositions")
    return _listed(
        request,
        [
            _disposition(entry, campaign.campaign_id, rank)
            for rank, entry in enumerate(campaign.dispositions, start=1)
        ],
    )


async def states(request: Request) -> Response:
    """Answer the states and provinces."""
    service = service_of(request)
    account = service.accounts[user_of(request).account_ids[0]]
    service.listed("states")
    known = COUNTRIES[account.plan.country].states
    every = {**known, **{code: code for code in account.own.states if code not in known}}
    return JSONResponse([{"state": code, "description": name} for code, name in every.items()])


async def lead_states(request: Request) -> Response:
    """Answer the lead states, as this account spells them."""
    own = account_of(request).own.lead_states
    service = service_of(request)
    service.listed("lead_states")
    separator = "_" if service.dialect.lead_state_spelling == "underscore" else "-"
    every = dict.fromkeys((*LEAD_STATES, *own))
    return JSONResponse(
        [state.replace("-", separator) if state in LEAD_STATES else state for state in every]
    )


async def system_dispositions(request: Request) -> Response:
    """Answer the system dispositions."""
    own = account_of(request).own.system_dispositions
    service_of(request).listed("system_dispositions")
    return JSONResponse(list(dict.fromkeys((*SYSTEM_DISPOSITIONS, *own))))


def _campaign_of(request: Request, value_list: ValueList) -> CampaignPlan:
    account = account_of(request)
    service_of(request).listed(value_list)
    return account.campaign(_path_id(request, "dial_group_id"), _path_id(request, "campaign_id"))


def _list_sizes(account: AccountData) -> dict[int, int]:
    return account.store.list_sizes()


def _path_id(request: Request, name: str) -> int:
    return integer_in(request.path_params, name, least=0, missing=0)


def _listed(request: Request, entries: list[dict[str, Any]]) -> Response:
    """Answer all entries, or the page of them that the query asks for."""
    base = service_of(request).dialect.page_base
    rows = integer_in(request.query_params, "maxRows", least=1, missing=len(entries) or 1)
    page = max(integer_in(request.query_params, "page", least=0, missing=base) - base, 0)
    if flag_in(request.query_params, "includePermissions"):
        entries = [entry | {"permissions": ["READ"]} for entry in entries]
    return JSONResponse(entries[page * rows : (page + 1) * rows])


def _dial_group(
    group: DialGroupPlan, campaigns: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return filled(
        DIAL_GROUP,
        {
            "dialGroupId": group.dial_group_id,
            "dialGroupName": group.name,
            "dialGroupDesc": "",
            "dialMode": group.dial_mode,
            "isActive": group.active,
            "allowLeadSearch": "YES",
            "hciEnabled": "DISABLED",
            "agentsReady": 0,
            "maxPorts": 0,
            "campaigns": campaigns,
        },
    )


def _campaigns(account: AccountData, group: DialGroupPlan) -> list[dict[str, Any]]:
    country = COUNTRIES[account.plan.country]
    return [_campaign(campaign, country.country_id) for campaign in group.campaigns]


def _campaign(campaign: CampaignPlan, country_id: str) -> dict[str, Any]:
    return filled(
        CAMPAIGN,
        {
            "campaignId": campaign.campaign_id,
            "campaignName": campaign.name,
            "campaignDesc": "",
            "isActive": int(campaign.active),
            "maxPasses": campaign.max_passes,
            "aux1Label": campaign.aux_labels[0],
            "aux2Label": campaign.aux_labels[1],
            "aux3Label": "Source",
            "countryId": country_id,
            "callingConfiguration": "SIMPLE",
        },
    )


def _lead_list(plan: ListPlan, leads: int, now: datetime) -> dict[str, Any]:
    loaded = now - timedelta(days=plan.age_days)
    return filled(
        LEAD_LIST,
        {
            "listId": plan.list_id,
            "listDesc": plan.name,
            "listState": plan.list_state,
            "leadsSupplied": leads,
            "leadsAccepted": leads,
            "uploadDate": f"{loaded:%Y-%m-%dT%H:%M}:00.000+0000",
            "uploadedBy": AGENTS[plan.list_id % len(AGENTS)],
            "listPriority": 1,
        },
    )


def _disposition(entry: Disposition, campaign_id: int, rank: int) -> dict[str, Any]:
    return filled(
        CAMPAIGN_DISPOSITION,
        {
            "dispositionId": campaign_id * 100 + rank,
            "disposition": entry.name,
            "rank": rank,
            "isContact": entry.contact,
            "isSuccess": entry.success,
            "isComplete": entry.complete,
            "isRequeued": None if entry.complete is None else int(not entry.complete),
            "isDisabled": entry.disabled,
            "isDefault": False,
            "doNotCall": entry.do_not_call,
        },
    )
