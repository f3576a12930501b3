"""The value lists that fill the search fields, and how they are asked for.

Each may be refused alone (403 or 404): it is in RingCentral's guide and not in the current OpenAPI
file, or the user lacks a permission. The search works without.
"""

import asyncio

from leadwidgets.client.http import Requests, read_texts
from leadwidgets.client.progress import Meter
from leadwidgets.client.value_list_entries import (
    AccountInfo,
    CampaignDisposition,
    DialGroup,
    LeadList,
    State,
    read_accounts,
    read_campaign_dispositions,
    read_dial_groups,
    read_lead_lists,
    read_states,
)
from leadwidgets.errors import InvalidCriteriaError

_SYSTEM_DISPOSITIONS = "/campaignLeads/systemDispositions"


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
