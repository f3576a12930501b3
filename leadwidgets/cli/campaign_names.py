"""Campaigns as people call them: by id, or by name."""

from collections.abc import Iterable
from difflib import get_close_matches

from leadwidgets.account import Account
from leadwidgets.client import campaigns
from leadwidgets.errors import InvalidCriteriaError


def campaign_ids(given: Iterable[str], account: Account) -> list[int]:
    """Give the ids of campaigns that are named by id or by name, whatever the case.

    The account is asked for its campaigns only where a name is among them.

    Raises
    ------
    InvalidCriteriaError
        If no campaign, or more than one, has the name.
    """
    given = list(given)
    if all(one.isdecimal() for one in given):
        return list(map(int, given))
    ids: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for campaign in campaigns(account):
        ids.setdefault(campaign.name.casefold(), []).append(campaign.campaign_id)
        names.setdefault(campaign.name.casefold(), campaign.name)
    return [int(one) if one.isdecimal() else _only(one, ids, names) for one in given]


def _only(name: str, ids: dict[str, list[int]], names: dict[str, str]) -> int:
    found = ids.get(name.casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidCriteriaError(
            f"{len(found)} campaigns are called {name}",
            next_step=f"Name it by its id: {' or '.join(map(str, found))}.",
        )
    near = get_close_matches(name.casefold(), names, 1)
    meant = f"; {names[near[0]]} may be meant" if near else ""
    raise InvalidCriteriaError(
        f"The account has no campaign called {name}{meant}",
        next_step="leadwidgets campaigns lists them.",
    )
