"""`Choices`: the options of the eight primary fields, read from the account.

Each list is asked for alone and may fail alone: its field then stays free for typed values.
Loaded lists and agent dispositions belong to campaigns, and are read when a campaign is chosen.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TypeVar

from leadwidgets.client import (
    Campaign,
    CampaignDisposition,
    DialGroup,
    LeadList,
    LeadSearchClient,
    gather_or_cancel,
)
from leadwidgets.criteria import Names
from leadwidgets.errors import LeadSearchError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SUPPRESSED,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)
from leadwidgets.widgets import options
from leadwidgets.widgets.brief_errors import stops_everything
from leadwidgets.widgets.options import Options
from leadwidgets.widgets.wire import FIELD_NAMES, FieldStatus

_T = TypeVar("_T")

_NAMED = ("campaign_ids", "list_ids", "physical_states")
LINKED_FIELDS = tuple(name for name, one in SEARCH_FIELDS.items() if one.of_campaigns)


@dataclass(slots=True)
class Choice:
    """One field's options and how far they are.

    Attributes
    ----------
    status
        ``waiting`` for another field, ``loading``, ``ready``, or ``failed``.
    message
        Why it waits or failed; None where what failed is told once for the whole account.
    options
        What there is to choose; empty unless ready.
    version
        Grows with every new set of options.
    waits
        The seconds to go of each request for it that waits until it may be sent.
    """

    status: FieldStatus = "loading"
    message: str | None = None
    options: Options = field(default_factory=Options)
    version: int = 0
    waits: dict[object, float] = field(default_factory=dict)

    @property
    def waiting_seconds(self) -> float:
        """Give the seconds until the last of its requests may be sent; 0 if none waits."""
        return max(self.waits.values(), default=0.0)

    def offer(self, offered: Options) -> None:
        """Hold new options."""
        self.status, self.message, self.options = "ready", None, offered
        self.version += 1

    def hold(self, status: FieldStatus, message: str | None = None) -> None:
        """Hold no options, and say why."""
        self.status, self.message, self.options = status, message, Options()
        self.version += 1

    def wait(self, request: object, seconds: float) -> None:
        """Hold how long a request for it still waits; 0 seconds: no longer."""
        if seconds > 0:
            self.waits[request] = seconds
        else:
            self.waits.pop(request, None)


class Choices:
    """The primary fields' options.

    Parameters
    ----------
    client
        Asks the account.
    changed
        Called after every change.

    Attributes
    ----------
    fields : dict of str to Choice
        By field name, in the order of the form.
    """

    def __init__(self, client: LeadSearchClient, changed: Callable[[], None]) -> None:
        self._client = client
        self._changed = changed
        self._dial_groups: Sequence[DialGroup] = ()
        self._lists: dict[int, Sequence[LeadList]] = {}
        self._dispositions: dict[int, Sequence[CampaignDisposition]] = {}
        self.fields = {name: Choice() for name in FIELD_NAMES}
        self._listed: dict[str, Options] = {}
        self._list("suppressed", options.of_terms(SUPPRESSED))
        self._list("lead_timezones", options.of_terms(LEAD_TIMEZONES))

    def names(self) -> Names:
        """Give what the options call the values of the fields that have ids or codes."""
        offered = {name: self.fields[name].options for name in _NAMED}
        return {
            name: dict(zip(options.values, options.labels, strict=True))
            for name, options in offered.items()
        }

    def first_campaign(self) -> Campaign | None:
        """Give the campaign that is chosen at the start: the first active one, else the first."""
        campaigns = [one for group in self._dial_groups for one in group.campaigns]
        return next((one for one in campaigns if one.is_active), next(iter(campaigns), None))

    async def load_campaigns(self) -> None:
        """Read dial groups and campaigns, unless they are known.

        Raises
        ------
        LeadSearchError
            If they cannot be read; the field says so too.
        """
        if self.fields["campaign_ids"].status != "ready":
            ask = partial(self._client.dial_groups, on_wait=self._waits_of("campaign_ids"))
            self._dial_groups = await self._read("campaign_ids", ask)
            self._offer("campaign_ids", options.of_campaigns(self._dial_groups))

    async def load_account_lists(self) -> None:
        """Read the account's lists that are not known yet; what fails is said at its field."""
        lists = {
            "lead_states": self._lead_states,
            "system_dispositions": self._system_dispositions,
            "physical_states": self._physical_states,
        }
        unknown = [name for name in lists if self.fields[name].status != "ready"]
        await asyncio.gather(*(self._load(name, lists[name]) for name in unknown))

    async def load_campaign_lists(self, campaign_ids: Sequence[int]) -> None:
        """Read the lists and agent dispositions of some campaigns."""
        if not campaign_ids:
            for name in LINKED_FIELDS:
                self.fields[name].hold("waiting", "Choose a campaign first.")
            self._changed()
            return
        for name in LINKED_FIELDS:
            self.fields[name].hold("loading")
        self._changed()
        await asyncio.gather(
            self._load("list_ids", partial(self._list_ids, campaign_ids)),
            self._load("agent_dispositions", partial(self._agent_dispositions, campaign_ids)),
        )

    def forget_campaign_lists(self) -> None:
        """Let what belongs to campaigns be read anew."""
        # New ones: what is being read still goes into the old ones, and is read from there.
        self._lists, self._dispositions = {}, {}

    def offer_seen(self) -> None:
        """Offer what leads have shown by now, beside what is listed."""
        for name, listed in self._listed.items():
            if self.fields[name].status == "ready":
                self._list(name, listed)
        self._changed()

    def missing(self, name: str, chosen: Sequence[int | str]) -> set[int | str]:
        """Tell which chosen values the field's options no longer have; none if that is unknown."""
        choice = self.fields[name]
        if choice.status == "failed":
            return set()
        offered: set[int | str] = set(choice.options.values)
        return {value for value in chosen if value not in offered}

    async def _lead_states(self) -> Options:
        listed = await self._client.lead_states(on_wait=self._waits_of("lead_states"))
        return options.of_terms(LEAD_STATES, [canonical_lead_state(state) for state in listed])

    async def _system_dispositions(self) -> Options:
        told = self._waits_of("system_dispositions")
        listed = await self._client.system_dispositions(on_wait=told)
        return options.of_terms(SYSTEM_DISPOSITIONS, listed)

    async def _physical_states(self) -> Options:
        told = self._waits_of("physical_states")
        return options.of_states(await self._client.states(on_wait=told))

    async def _list_ids(self, campaign_ids: Sequence[int]) -> Options:
        names = {
            one.campaign_id: one.name for group in self._dial_groups for one in group.campaigns
        }

        def ask(campaign_id: int) -> Awaitable[Sequence[LeadList]]:
            return self._client.lead_lists(campaign_id, on_wait=self._waits_of("list_ids"))

        lists = await self._each(self._lists, campaign_ids, ask)
        labels = [names.get(one, f"Campaign {one}") for one in campaign_ids]
        return options.of_lists(list(zip(labels, lists, strict=True)))

    async def _agent_dispositions(self, campaign_ids: Sequence[int]) -> Options:
        def ask(campaign_id: int) -> Awaitable[Sequence[CampaignDisposition]]:
            told = self._waits_of("agent_dispositions")
            return self._client.campaign_dispositions(campaign_id, on_wait=told)

        dispositions = await self._each(self._dispositions, campaign_ids, ask)
        return options.of_agent_dispositions(chain.from_iterable(dispositions))

    async def _each(
        self,
        known: dict[int, Sequence[_T]],
        campaign_ids: Sequence[int],
        ask: Callable[[int], Awaitable[Sequence[_T]]],
    ) -> list[Sequence[_T]]:
        """Give what belongs to each campaign; what is known of those chosen before is kept."""
        for campaign_id in known.keys() - set(campaign_ids):
            del known[campaign_id]

        async def read(campaign_id: int) -> None:
            known[campaign_id] = await ask(campaign_id)

        await gather_or_cancel(read(one) for one in campaign_ids if one not in known)
        return [known[one] for one in campaign_ids]

    async def _load(self, name: str, ask: Callable[[], Awaitable[Options]]) -> None:
        try:
            self._offer(name, await self._read(name, ask))
        except LeadSearchError:
            return  # the field says so

    async def _read(self, name: str, ask: Callable[[], Awaitable[_T]]) -> _T:
        try:
            return await ask()
        except LeadSearchError as error:
            self.fields[name].hold("failed", None if stops_everything(error) else str(error))
            self._changed()
            raise

    def _waits_of(self, name: str) -> Callable[[float], None]:
        """Give what one request for a field tells its waits to."""
        request = object()

        def told(seconds: float) -> None:
            self.fields[name].wait(request, seconds)
            self._changed()

        return told

    def _offer(self, name: str, listed: Options) -> None:
        self._list(name, listed)
        self._changed()

    def _list(self, name: str, listed: Options) -> None:
        """Hold what is listed, and behind it what leads have shown."""
        self._listed[name] = listed
        seen = self._client.values_seen(SEARCH_FIELDS[name].counted_as)
        offered = options.with_seen(listed, seen) if seen else listed
        if self.fields[name].status != "ready" or offered != self.fields[name].options:
            self.fields[name].offer(offered)
