"""Codes in criteria that no list of the account holds: most likely they are misspelled.

An account answers them with no lead and no complaint.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.concurrency import gather_or_cancel
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.vocabulary import canonical_lead_state

Listed = Callable[[], Awaitable[Iterable[str]]]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A code that no list of the account holds.

    Attributes
    ----------
    field
        The field's Python name.
    value
        The code, as the criteria have it.
    nearest
        The listed code that is most like it; None if none is.
    """

    field: str
    value: str
    nearest: str | None

    def __str__(self) -> str:
        nearest = f"; {self.nearest} may be meant" if self.nearest else ""
        return f"{SEARCH_FIELDS[self.field].label}: the account lists no {self.value}{nearest}"


async def unlisted(client: LeadSearchClient, criteria: SearchCriteria) -> tuple[Unlisted, ...]:
    """Give the codes that no list of the account holds.

    A list that cannot be read says nothing about its field. Timezones have no list.

    Parameters
    ----------
    client
        Asks the account for the lists of the fields that are set.
    criteria
        Whose lead states, physical states and dispositions are looked at; agent dispositions only
        where campaigns are chosen, to which they belong.
    """
    lists: dict[str, Listed] = {
        "lead_states": partial(_lead_states, client),
        "physical_states": partial(_physical_states, client),
        "system_dispositions": client.system_dispositions,
    }
    if criteria.campaign_ids:
        lists["agent_dispositions"] = partial(_agent_dispositions, client, criteria.campaign_ids)
    found = await gather_or_cancel(
        _of_field(name, getattr(criteria, name), read)
        for name, read in lists.items()
        if getattr(criteria, name)
    )
    return tuple(one for of_field in found for one in of_field)


async def _of_field(name: str, values: Iterable[str], read: Listed) -> list[Unlisted]:
    try:
        listed = {code.upper(): code for code in await read()}
    except LeadSearchError:
        return []
    return [
        Unlisted(name, value, _nearest(value, listed))
        for value in values
        if value not in listed.values()
    ]


def _nearest(value: str, listed: Mapping[str, str]) -> str | None:
    """Give the listed code most like a value, whatever the case."""
    return next((listed[one] for one in get_close_matches(value.upper(), listed, 1)), None)


async def _lead_states(client: LeadSearchClient) -> list[str]:
    return [canonical_lead_state(state) for state in await client.lead_states()]


async def _physical_states(client: LeadSearchClient) -> list[str]:
    return [state.code for state in await client.states()]


async def _agent_dispositions(client: LeadSearchClient, campaign_ids: Iterable[int]) -> list[str]:
    lists = await gather_or_cancel(client.campaign_dispositions(one) for one in campaign_ids)
    return [one.disposition for listed in lists for one in listed]
