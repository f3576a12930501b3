"""The value lists that fill the search fields: what they hold, and how they are asked for.

Each may be refused alone (403 or 404): it is in RingCentral's guide and not in the current OpenAPI
file, or the user lacks a permission. The search works without.
"""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from leadwidgets.client.http import Requests, read_objects, read_texts, unexpected
from leadwidgets.client.progress import Meter
from leadwidgets.errors import InvalidCriteriaError

_SYSTEM_DISPOSITIONS = "/campaignLeads/systemDispositions"
_LONGEST_UPLOAD_TEXT = 40


@dataclass(frozen=True, slots=True)
class AccountInfo:
    """A sub-account that the signed-in user may see."""

    account_id: str
    account_name: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign, and the dial group that it belongs to."""

    campaign_id: int
    name: str
    is_active: bool
    dial_group_id: int


@dataclass(frozen=True, slots=True)
class DialGroup:
    """A dial group and its campaigns."""

    dial_group_id: int
    name: str
    campaigns: tuple[Campaign, ...]


@dataclass(frozen=True, slots=True)
class LeadList:
    """A list of leads that was loaded into a campaign.

    Attributes
    ----------
    list_id, name, state
        As the account has them.
    leads_supplied
        How many leads the file had; None where the account does not say.
    uploaded
        When; None where the account does not say, or not in a form that is known.
    """

    list_id: int
    name: str
    state: str
    leads_supplied: int | None
    uploaded: datetime | None


@dataclass(frozen=True, slots=True)
class CampaignDisposition:
    """A result that agents of a campaign can give a call."""

    disposition_id: int
    disposition: str
    is_contact: bool
    is_success: bool
    is_complete: bool
    is_disabled: bool
    do_not_call: bool


@dataclass(frozen=True, slots=True)
class State:
    """A US state or a Canadian province or territory."""

    code: str
    name: str


class ValueLists:
    """Asks for value lists; remembers which dial group a campaign belongs to.

    Each method takes a `Meter`, which learns of waits and retries.

    Parameters
    ----------
    requests
        Sends.
    """

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._dial_group_of: dict[int, int] = {}
        self._finding_campaign = asyncio.Lock()

    async def accounts(self, meter: Meter | None = None) -> tuple[AccountInfo, ...]:
        """Give the sub-accounts."""
        call = self._requests.get("/admin/accounts", of_account=False)
        return await self._requests.fetch(call, read_accounts, meter)

    async def dial_groups(self, meter: Meter | None = None) -> tuple[DialGroup, ...]:
        """Give the dial groups with their campaigns."""
        call = self._requests.get("/dialGroups/withChildren")
        groups = await self._requests.fetch(call, read_dial_groups, meter)
        self._dial_group_of = {
            campaign.campaign_id: campaign.dial_group_id
            for group in groups
            for campaign in group.campaigns
        }
        return groups

    async def lead_lists(
        self, campaign_id: int, meter: Meter | None = None
    ) -> tuple[LeadList, ...]:
        """Give the lists loaded into a campaign."""
        call = self._requests.get(f"{await self._campaign_path(campaign_id, meter)}/lists")
        return await self._requests.fetch(call, read_lead_lists, meter)

    async def campaign_dispositions(
        self, campaign_id: int, meter: Meter | None = None
    ) -> tuple[CampaignDisposition, ...]:
        """Give the agent dispositions of a campaign."""
        path = await self._campaign_path(campaign_id, meter)
        call = self._requests.get(f"{path}/campaignDispositions")
        return await self._requests.fetch(call, read_campaign_dispositions, meter)

    async def states(self, meter: Meter | None = None) -> tuple[State, ...]:
        """Give the states and provinces."""
        call = self._requests.get("/admin/states", of_account=False)
        return await self._requests.fetch(call, read_states, meter)

    async def system_dispositions(self, meter: Meter | None = None) -> tuple[str, ...]:
        """Give the system dispositions."""
        call = self._requests.get(_SYSTEM_DISPOSITIONS)
        return await self._requests.fetch(call, read_texts, meter)

    async def _campaign_path(self, campaign_id: int, meter: Meter | None) -> str:
        async with self._finding_campaign:
            if campaign_id not in self._dial_group_of:
                await self.dial_groups(meter)
        if campaign_id not in self._dial_group_of:
            raise InvalidCriteriaError(
                f"No dial group of the account has a campaign {campaign_id}",
                next_step="Take a campaign id from dial_groups().",
            )
        return f"/dialGroups/{self._dial_group_of[campaign_id]}/campaigns/{campaign_id}"


def read_accounts(content: bytes) -> tuple[AccountInfo, ...]:
    """Read ``[{"accountId": "…", "accountName": "…"}, …]``."""
    return tuple(
        AccountInfo(_key_text(row, "accountId"), _text(row, "accountName"))
        for row in read_objects(content)
    )


def read_dial_groups(content: bytes) -> tuple[DialGroup, ...]:
    """Read dial groups with ``campaigns``, which may be null."""
    return tuple(_dial_group(row) for row in read_objects(content))


def read_lead_lists(content: bytes) -> tuple[LeadList, ...]:
    """Read the lists of a campaign."""
    return tuple(
        LeadList(
            list_id=_id(row, "listId"),
            name=_text(row, "listDesc"),
            state=_text(row, "listState"),
            leads_supplied=_number(row, "leadsSupplied"),
            uploaded=_moment(row.get("uploadDate")),
        )
        for row in read_objects(content)
    )


def read_campaign_dispositions(content: bytes) -> tuple[CampaignDisposition, ...]:
    """Read the agent dispositions of a campaign."""
    return tuple(
        CampaignDisposition(
            disposition_id=_id(row, "dispositionId"),
            disposition=_key_text(row, "disposition"),
            is_contact=bool(row.get("isContact")),
            is_success=bool(row.get("isSuccess")),
            is_complete=bool(row.get("isComplete")),
            is_disabled=bool(row.get("isDisabled")),
            do_not_call=bool(row.get("doNotCall")),
        )
        for row in read_objects(content)
    )


def read_states(content: bytes) -> tuple[State, ...]:
    """Read ``[{"state": "AL", "description": "Alabama"}, …]``."""
    return tuple(
        State(_key_text(row, "state"), _text(row, "description")) for row in read_objects(content)
    )


def _dial_group(row: Mapping[str, Any]) -> DialGroup:
    group_id = _id(row, "dialGroupId")
    campaigns = row.get("campaigns") or []
    if not (isinstance(campaigns, list) and all(isinstance(one, dict) for one in campaigns)):
        raise unexpected(campaigns, "an array of campaigns in a dial group")
    return DialGroup(
        group_id,
        _text(row, "dialGroupName"),
        tuple(
            Campaign(
                _id(one, "campaignId"),
                _text(one, "campaignName"),
                bool(one.get("isActive")),
                group_id,
            )
            for one in campaigns
        ),
    )


def _id(row: Mapping[str, Any], name: str) -> int:
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise unexpected(value, f"a whole number as {name}")


def _key_text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, str) and value:
        return value
    raise unexpected(value, f"a text as {name}")


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: object) -> datetime | None:
    """Read ISO text or epoch milliseconds; None for what is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        try:
            return datetime.fromtimestamp(value / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            return None
    if not isinstance(value, str) or len(value) > _LONGEST_UPLOAD_TEXT:
        return None
    try:
        moment = datetime.fromisoformat(value.replace("-0000", "+0000"))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
