"""The requests of ``leadSearch``: how many leads match, and one page of them."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from leadwidgets.client.http import BudgetKind, Requests, Shared, read_count, read_texts
from leadwidgets.client.progress import Meter
from leadwidgets.confidential import ConfidentialDict
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import PermissionDeniedError, ServerError, UnexpectedResponseError

_log = logging.getLogger(__name__)

_SEARCH = "/campaignLeads/leadSearch"
_LEAD_STATES = "/campaignLeads/leadStates"

SPARE_COUNTS = 10
"""Of each window of counts, what counting by a field leaves to live counts and to searches."""

T = TypeVar("T")


class LeadSearchEndpoint:
    """Asks ``leadSearch`` in the account's own spelling, within its budgets.

    Parameters
    ----------
    requests
        Sends.
    shared
        Holds the budgets and the spelling.
    """

    def __init__(self, requests: Requests, shared: Shared) -> None:
        self._requests = requests
        self._shared = shared
        self.habits = shared.habits

    async def lead_states(self, meter: Meter | None = None) -> tuple[str, ...]:
        """Give the account's lead states as it spells them, and remember them.

        Parameters
        ----------
        meter
            Learns of waits and retries.

        Raises
        ------
        LeadSearchError
            If the account does not tell.
        """
        states = await self._requests.fetch(self._requests.get(_LEAD_STATES), read_texts, meter)
        self.habits.lead_states = states
        return states

    async def body(self, criteria: SearchCriteria, meter: Meter | None = None) -> dict[str, Any]:
        """Give the body of the request, lead states spelled as the account spells them.

        Parameters
        ----------
        criteria
            Which leads.
        meter
            Learns of waits and retries.
        """
        if criteria.lead_states and self.habits.lead_states is None:
            try:
                await self.lead_states(meter)
            except (PermissionDeniedError, UnexpectedResponseError):
                self.habits.lead_states = ()
            except ServerError as error:  # which may be over when the next search asks
                _log.info("The lead states were not read: %s", error)
        return ConfidentialDict(criteria.to_api(self.habits.lead_states or ()))

    def guessed(self, criteria: SearchCriteria) -> str | None:
        """Tell in a sentence what of criteria had to be sent as RingCX usually has it."""
        if not criteria.lead_states or self.habits.lead_states:
            return None
        return (
            "The account did not list its lead states, so they were sent in RingCX's usual spelling"
        )

    async def count(
        self, body: dict[str, Any], meter: Meter | None = None, *, one_of_many: bool = False
    ) -> int:
        """Give the number of matching leads, as `count_if_known` does.

        Raises
        ------
        UnexpectedResponseError
            If the account does not count.
        """
        leads = await self.count_if_known(body, meter, one_of_many=one_of_many)
        if leads is None:
            raise UnexpectedResponseError(
                "This account does not count: it answers count=true with leads",
                request=f"POST …{_SEARCH}",
                next_step="Search instead: the leads are read to the end.",
            )
        return leads

    async def count_if_known(
        self, body: dict[str, Any], meter: Meter | None = None, *, one_of_many: bool = False
    ) -> int | None:
        """Give the number of matching leads; None of an account that does not count.

        Parameters
        ----------
        body
            From `body`.
        meter
            Learns of waits and retries.
        one_of_many
            Whether others, who count once, go first.
        """
        spare = SPARE_COUNTS if one_of_many else 0
        call = self._requests.post(_SEARCH, body, {"count": "true"}, "counts", spare)
        return await self._requests.fetch(call, read_count, meter)

    def seconds_for_counts(self, counts: int) -> float:
        """Give the seconds until the last of many counts may go, by the account's limits."""
        return self._shared.budgets.counts.forecast(counts, SPARE_COUNTS)

    async def page(
        self,
        body: dict[str, Any],
        number: int,
        size: int,
        read: Callable[[bytes], T],
        meter: Meter | None = None,
    ) -> T:
        """Give one page of matching leads, of at most `size` rows, as `read` reads it."""
        params = {"page": number, "maxRows": size}
        call = self._requests.post(_SEARCH, body, params, self._budget(body))
        return await self._requests.fetch(call, read, meter)

    def _budget(self, body: dict[str, Any]) -> BudgetKind:
        exact = body.get("leadPhoneNum") or body.get("leadPhoneNumbers")
        return "exact_numbers" if exact else "rows"
