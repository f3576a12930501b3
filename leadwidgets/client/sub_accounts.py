"""The sub-account that is meant where none is named: the only one that the user may see."""

from leadwidgets.client.http import Requests, SubAccount
from leadwidgets.client.progress import Meter
from leadwidgets.client.value_lists import ValueLists
from leadwidgets.errors import PermissionDeniedError, SignInError

_MOST_NAMED = 20
_LONGEST_NAME = 60


async def find_sub_account(requests: Requests, meter: Meter) -> SubAccount:
    """Give the only sub-account that the user may see.

    Raises
    ------
    SignInError
        If there are several: the message names them.
    PermissionDeniedError
        If there is none.
    """
    found = await ValueLists(requests).accounts(meter)
    if len(found) == 1:
        return SubAccount(found[0].account_id, found[0].account_name)
    if not found:
        raise PermissionDeniedError(
            "The user may see no sub-account",
            next_step="Ask an administrator of RingCX for access to one.",
        )
    named = [f"{one.account_id} ({one.account_name[:_LONGEST_NAME]})" for one in found]
    more = f" and {len(named) - _MOST_NAMED:,} more" if len(named) > _MOST_NAMED else ""
    raise SignInError(
        f"No sub-account is named, and the user may see {len(found):,}: "
        f"{', '.join(named[:_MOST_NAMED])}{more}",
        next_step="Set RINGCX_ACCOUNT_ID to the id of one, or give it as account_id.",
    )
