"""What saved leads belong to: the value lists of their account, read off the leads themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from leadwidgets.sandbox.invented import (
    AccountPlan,
    CampaignPlan,
    DialGroupPlan,
    Disposition,
    ListPlan,
)
from leadwidgets.sandbox.store import LeadStore

NO_DIAL_GROUP = 1
"""Id of the dial group of campaigns whose leads name none."""

_CAMPAIGNS = """
SELECT coalesce(max(dialGroupId), {no_dial_group}), campaignId, max(campaignName), max(maxPasses)
FROM leads WHERE campaignId IS NOT NULL GROUP BY campaignId ORDER BY campaignId
"""
_LISTS = """
SELECT campaignId, listId, max(listDesc), max(uploadDate), count(*)
FROM leads WHERE listId IS NOT NULL AND campaignId IS NOT NULL
GROUP BY campaignId, listId ORDER BY campaignId, listId
"""
_DISPOSITIONS = """
SELECT campaignId, agentDispostion, max(lastPassDispo)
FROM leads WHERE agentDispostion IS NOT NULL AND campaignId IS NOT NULL
GROUP BY campaignId, agentDispostion ORDER BY count(*) DESC, agentDispostion
"""
_VALUES = "SELECT DISTINCT {column} FROM leads WHERE {column} IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the value lists of an account of saved leads have.

    Attributes
    ----------
    plan
        Dial groups, campaigns, lists and agent dispositions.
    states, lead_states, system_dispositions
        The values that occur, in alphabetical order.
    """

    plan: AccountPlan
    states: tuple[str, ...]
    lead_states: tuple[str, ...]
    system_dispositions: tuple[str, ...]


def read_catalog(store: LeadStore, account_id: str, name: str, now: datetime) -> Catalog:
    """Read what the stored leads belong to."""
    return Catalog(
        plan=AccountPlan(account_id, name, _dial_groups(store, now)),
        states=_values(store, "state"),
        lead_states=_values(store, "leadState"),
        system_dispositions=_values(store, "lastPassDispo"),
    )


def _values(store: LeadStore, column: str) -> tuple[str, ...]:
    found = store.rows(_VALUES.format(column=column))
    return tuple(sorted(value for (value,) in found if value.strip()))


def _dial_groups(store: LeadStore, now: datetime) -> tuple[DialGroupPlan, ...]:
    lists, dispositions = _lists(store, now), _dispositions(store)
    groups: defaultdict[int, list[CampaignPlan]] = defaultdict(list)
    for group, campaign, name, passes in store.rows(_CAMPAIGNS.format(no_dial_group=NO_DIAL_GROUP)):
        groups[group].append(
            CampaignPlan(
                campaign,
                _named(name, f"Campaign {campaign}"),
                active=True,
                max_passes=passes or 0,
                dispositions=tuple(dispositions[campaign]),
                lists=tuple(lists[campaign]),
                aux_labels=("", ""),
            )
        )
    return tuple(
        DialGroupPlan(group, f"Dial group {group}", "", active=True, campaigns=tuple(campaigns))
        for group, campaigns in sorted(groups.items())
    )


def _lists(store: LeadStore, now: datetime) -> defaultdict[int, list[ListPlan]]:
    found: defaultdict[int, list[ListPlan]] = defaultdict(list)
    for campaign, list_id, name, uploaded, leads in store.rows(_LISTS):
        age = now - uploaded.replace(tzinfo=UTC) if uploaded is not None else now - now
        found[campaign].append(
            ListPlan(
                list_id,
                _named(name, f"List {list_id}"),
                leads,
                age.total_seconds() / 86_400,
                0.0,
            )
        )
    return found


def _dispositions(store: LeadStore) -> defaultdict[int, list[Disposition]]:
    found: defaultdict[int, list[Disposition]] = defaultdict(list)
    for campaign, name, system in store.rows(_DISPOSITIONS):
        if not name.strip():  # of leads kept by an older version
            continue
        found[campaign].append(
            Disposition(
                name,
                0.0,
                system=system or "",
                contact=None,
                success=None,
                complete=None,
                do_not_call=None,
            )
        )
    return found


def _named(text: str | None, otherwise: str) -> str:
    """Give a name that leads have, unless it is white space."""
    return text if text and text.strip() else otherwise
