"""The requests that look a list up: ``leadSearchByPhoneList``, and ``leadSearch`` by external ids.

Neither is well known. The vendor's guide shows ``leadSearchByPhoneList`` with the numbers as JSON,
its OpenAPI file with an uploaded file: the first answer tells which of them an account takes. And
an account may not heed such a list at all, and answer with any leads. So each page is held against
what was asked for, and refused where most of its leads have none of it.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, TypeVar

from leadwidgets.client.http import PhoneListForm
from leadwidgets.client.progress import Meter
from leadwidgets.client.searches.endpoint import LeadSearchEndpoint
from leadwidgets.confidential import ConfidentialDict
from leadwidgets.errors import InvalidCriteriaError, ServerError, UnexpectedResponseError
from leadwidgets.frame import LeadPage
from leadwidgets.lookup import EXTERN_IDS, PHONES, Kind

_BY_PHONE_LIST = "/campaignLeads/leadSearchByPhoneList"
_FORMS: tuple[PhoneListForm, ...] = ("json", "file")
_IN_LEADS = "Search their campaigns, and look in those leads: lw.find(…, leads=result.leads)."

T = TypeVar("T")


class ExternIdEndpoint(LeadSearchEndpoint):
    """Asks ``leadSearch`` by external ids, and sees whether the account heeds them."""

    async def page(
        self,
        body: dict[str, Any],
        number: int,
        size: int,
        read: Callable[[bytes], T],
        meter: Meter | None = None,
    ) -> T:
        """Give one page of matching leads.

        Raises
        ------
        UnexpectedResponseError
            If most of its leads have none of the ids.
        """
        heeded = partial(_read_heeded, read, EXTERN_IDS, frozenset(body["externIds"]))
        return await super().page(body, number, size, heeded, meter)


class PhoneListEndpoint(LeadSearchEndpoint):
    """Asks ``leadSearchByPhoneList`` in the form that the account takes, and learns which.

    The operation does not count, so its pages are read until one brings no more; `counted` asks
    ``leadSearch`` how many leads have the numbers.
    """

    async def count_if_known(
        self,
        body: dict[str, Any],  # noqa: ARG002 - as of any search
        meter: Meter | None = None,  # noqa: ARG002
        *,
        one_of_many: bool = False,  # noqa: ARG002
    ) -> int | None:
        """Give None: the operation has no count of its own."""
        return None

    async def counted(self, body: dict[str, Any], meter: Meter) -> int | None:
        """Give how many leads ``leadSearch`` counts with the numbers; None if it does not tell."""
        try:
            return await super().count_if_known(body, meter)
        except (InvalidCriteriaError, UnexpectedResponseError, ServerError):
            return None

    async def page(
        self,
        body: dict[str, Any],
        number: int,
        size: int,
        read: Callable[[bytes], T],
        meter: Meter | None = None,
    ) -> T:
        """Give one page of the leads with one of the numbers.

        Raises
        ------
        UnexpectedResponseError
            If the account takes the list in neither form, or does not heed it.
        """
        numbers: list[str] = body["leadPhoneNumbers"]
        params = {"page": number, "maxRows": size}
        heeded = partial(_read_heeded, read, PHONES, frozenset(numbers))
        if self.habits.phone_list is not None:
            return await self._ask(self.habits.phone_list, numbers, params, heeded, meter)
        refusals: list[str] = []
        empty: list[T] = []
        for form in _FORMS:
            try:
                page = await self._ask(form, numbers, params, heeded, meter)
            except (InvalidCriteriaError, UnexpectedResponseError, ServerError) as refusal:
                refusals.append(refusal.message)
                continue
            if not isinstance(page, LeadPage) or page.rows:
                self.habits.phone_list = form
                return page
            empty.append(page)  # as an account may answer to a form that it does not read
        if empty:
            return empty[0]
        as_json, as_file = refusals
        raise UnexpectedResponseError(
            f"This account takes no list of phone numbers, as JSON ({as_json}) or as a file "
            f"({as_file})",
            request=f"POST …{_BY_PHONE_LIST}",
            next_step=_IN_LEADS,
        )

    async def _ask(
        self,
        form: PhoneListForm,
        numbers: list[str],
        params: dict[str, int],
        read: Callable[[bytes], T],
        meter: Meter | None,
    ) -> T:
        if form == "json":
            json = ConfidentialDict({"phoneList": numbers})
            call = self._requests.post(_BY_PHONE_LIST, json, params, "exact_numbers")
        else:
            call = self._requests.upload(_BY_PHONE_LIST, numbers, params, "exact_numbers")
        return await self._requests.fetch(call, read, meter)


def _read_heeded(
    read: Callable[[bytes], T], kind: Kind, wanted: Collection[str], content: bytes
) -> T:
    """Read a page, and refuse it where most of its leads have none of what was asked for.

    A lead without a value is no sign: what it was found by may stand elsewhere.
    """
    page = read(content)
    if isinstance(page, LeadPage) and (chunk := page.columns.get((kind.field,))):
        told = [keys for value in chunk.array.to_pylist() if (keys := [*kind.keys_in(value)])]
        others = sum(not any(key in wanted for key in keys) for keys in told)
        if 2 * others > len(told):
            raise UnexpectedResponseError(
                f"This account does not search by {kind.name}: {others:,} of {page.rows:,} leads "
                "that came have another one",
                next_step=_IN_LEADS,
            )
    return page
