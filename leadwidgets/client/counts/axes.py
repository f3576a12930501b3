"""The values that a field can have, and how to search for each: what counting by it asks.

Values come from the account's own lists where it has them, else from the vocabulary. Criteria that
already restrict a field leave its other values out.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from leadwidgets.breakdown import Dimension, Value
from leadwidgets.client.concurrency import gather_or_cancel
from leadwidgets.client.progress import Meter
from leadwidgets.client.searches import LeadSearchEndpoint
from leadwidgets.client.value_lists import ValueLists
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    InvalidCriteriaError,
    PermissionDeniedError,
    UnexpectedResponseError,
)
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS

_FIELDS = {field.counted_as: name for name, field in SEARCH_FIELDS.items() if field.counted_as}
_SUPPRESSION: Mapping[str, bool] = {"ONLY_UNSUPPRESSED": False, "ONLY_SUPPRESSED": True}

_IDS = ("lead_list", "campaign")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CountAxis:
    """One field to count by.

    Attributes
    ----------
    dimension
        The field.
    changes
        Value → the change to a search that leaves only the leads that have it.
    names
        Value → name, where the values are ids.
    unsearchable
        How many listed values no search can hold; their leads are among the others.
    """

    dimension: Dimension
    changes: Mapping[Value, Mapping[str, object]]
    names: Mapping[Value, str] = field(default_factory=dict)
    unsearchable: int = 0

    def restricts(self, criteria: SearchCriteria) -> bool:
        """Tell whether counting by it asks for anything but the search itself."""
        if len(self.changes) != 1:
            return True
        [change] = self.changes.values()
        return criteria.replace(**change) != criteria


class CountAxes:
    """Finds what there is to count by.

    Parameters
    ----------
    lead_search, value_lists
        Ask the account.
    meter
        Learns of waits and retries.
    """

    def __init__(
        self, lead_search: LeadSearchEndpoint, value_lists: ValueLists, meter: Meter | None = None
    ) -> None:
        self._lead_search = lead_search
        self._lists = value_lists
        self._meter = meter

    async def find(self, criteria: SearchCriteria, dimension: Dimension) -> CountAxis:
        """Give the values that a field can have among the leads that match.

        Raises
        ------
        LeadSearchError
            If only the account knows the values, and it does not list them.
        """
        if dimension.name == "suppressed":
            return CountAxis(dimension, _by_suppression(criteria))
        restricted: Sequence[Value] = getattr(criteria, _FIELDS[dimension.name])
        if not restricted:
            names = await self._listed(criteria, dimension)
        elif dimension.name in _IDS:
            names = await self._names_of_ids(criteria, dimension)
        else:
            names = {}
        return _axis(criteria, dimension, restricted or tuple(names), names)

    async def _names_of_ids(
        self, criteria: SearchCriteria, dimension: Dimension
    ) -> Mapping[Value, str]:
        """Give the names that the account tells; they can be done without."""
        try:
            return await self._listed(criteria, dimension)
        except (InvalidCriteriaError, PermissionDeniedError, UnexpectedResponseError):
            return {}

    async def _listed(self, criteria: SearchCriteria, dimension: Dimension) -> Mapping[Value, str]:
        """Give the values that are listed or seen, each with its name, empty where it has none."""
        seen = self._lead_search.habits.values_seen.of(dimension.name)
        match dimension.name:
            case "lead_state":
                listed = await _or_else(self._lead_search.lead_states(self._meter), LEAD_STATES)
            case "system_disposition":
                listed = await _or_else(
                    self._lists.system_dispositions(self._meter), SYSTEM_DISPOSITIONS
                )
            case "lead_timezone":
                listed = tuple(LEAD_TIMEZONES)
            case "physical_state":
                listed = await self._states(seen)
            case "agent_disposition":
                found = await self._of_campaigns(criteria, self._lists.campaign_dispositions)
                listed = tuple(one.disposition for one in found)
            case "lead_list":
                lists = await self._of_campaigns(criteria, self._lists.lead_lists)
                return {one.list_id: one.name for one in lists}
            case _:
                groups = await self._lists.dial_groups(self._meter)
                return {one.campaign_id: one.name for group in groups for one in group.campaigns}
        # Those that leads have come first: once all leads are counted, no other value is asked for.
        return dict.fromkeys((*seen, *listed), "")

    async def _states(self, seen: Sequence[str]) -> tuple[str, ...]:
        """Give the states that are listed; none where only leads have shown some."""
        try:
            return tuple(state.code for state in await self._lists.states(self._meter))
        except (PermissionDeniedError, UnexpectedResponseError):
            if not seen:
                raise
            return ()

    async def _of_campaigns(
        self,
        criteria: SearchCriteria,
        ask: Callable[[int, Meter | None], Coroutine[Any, Any, tuple[T, ...]]],
    ) -> list[T]:
        """Ask for the list of each campaign that is searched, or of all campaigns."""
        campaigns = criteria.campaign_ids or [
            campaign.campaign_id
            for group in await self._lists.dial_groups(self._meter)
            for campaign in group.campaigns
        ]
        answers = await gather_or_cancel(ask(campaign, self._meter) for campaign in campaigns)
        return [entry for answer in answers for entry in answer]


async def _or_else(
    listing: Coroutine[Any, Any, tuple[str, ...]], known: Mapping[str, object]
) -> tuple[str, ...]:
    """Give what the account lists, or what the vocabulary knows where it has no such list."""
    try:
        return await listing
    except (PermissionDeniedError, UnexpectedResponseError):
        return tuple(known)


def _axis(
    criteria: SearchCriteria,
    dimension: Dimension,
    values: Sequence[Value],
    names: Mapping[Value, str],
) -> CountAxis:
    changes: dict[Value, Mapping[str, object]] = {}
    unsearchable = 0
    for value in values:
        change = {_FIELDS[dimension.name]: [value]}
        try:
            criteria.replace(**change)
        except InvalidCriteriaError:
            unsearchable += 1
        else:
            changes[dimension.canonical(value)] = change
    return CountAxis(dimension, changes, names, unsearchable)


def _by_suppression(criteria: SearchCriteria) -> Mapping[Value, Mapping[str, object]]:
    return {
        suppressed: {"suppressed": choice}
        for choice, suppressed in _SUPPRESSION.items()
        if criteria.suppressed in ("ALL", choice)
    }
