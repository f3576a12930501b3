"""`Options`: what one field offers to choose from, as columns of equal length.

Columns, because a field can have 50,000 options and they travel to the browser in one message.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from leadwidgets.client import Campaign, CampaignDisposition, DialGroup, LeadList, State
from leadwidgets.vocabulary import Term

_SEEN = "Seen in leads."

NO_GROUPS: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What one field offers.

    Attributes
    ----------
    values
        What a search holds: ids or codes, each once.
    labels
        For people, one a value.
    hints
        A second, quieter text, one a value; None where no value has one.
    groups
        Label and first position of each group, in order; empty where values are not grouped.
    """

    values: tuple[int, ...] | tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    hints: tuple[str, ...] | None = None
    groups: tuple[tuple[str, int], ...] = NO_GROUPS


def of_terms(terms: Mapping[str, Term], listed: Iterable[str] | None = None) -> Options:
    """Offer coded values: those that the account lists, in our order, and behind them its own.

    Parameters
    ----------
    terms
        What is known of the field.
    listed
        The account's own list; all known values where it has none.
    """
    values = list(terms)
    if listed is not None:
        own = dict.fromkeys(listed)
        values = [value for value in terms if value in own]
        values += [value for value in own if value not in terms]
    known = [
        terms.get(value, Term(value, value, "Only this account lists it.")) for value in values
    ]
    return Options(
        tuple(term.value for term in known),
        tuple(term.label for term in known),
        tuple(f"{term.value} · {term.meaning}" for term in known),
    )


def with_seen(listed: Options, seen: Iterable[str]) -> Options:
    """Offer values that leads have shown behind those that are listed."""
    values = tuple(map(str, listed.values))
    more = tuple(value for value in seen if value not in set(values))
    return replace(
        listed,
        values=(*values, *more),
        labels=(*listed.labels, *more),
        hints=(*(listed.hints or [""] * len(values)), *[_SEEN] * len(more)),
    )


def of_campaigns(dial_groups: Iterable[DialGroup]) -> Options:
    """Offer campaigns under their dial groups."""
    campaigns: list[Campaign] = []
    groups: list[tuple[str, int]] = []
    for dial_group in dial_groups:
        if dial_group.campaigns:
            groups.append((dial_group.name, len(campaigns)))
            campaigns += dial_group.campaigns
    return Options(
        tuple(campaign.campaign_id for campaign in campaigns),
        tuple(campaign.name for campaign in campaigns),
        tuple(
            str(campaign.campaign_id)
            if campaign.is_active
            else f"{campaign.campaign_id} · not active"
            for campaign in campaigns
        ),
        tuple(groups),
    )


def of_lists(lists: Sequence[tuple[str, Sequence[LeadList]]]) -> Options:
    """Offer loaded lists, under their campaigns' names where there are several campaigns."""
    seen: set[int] = set()
    groups: list[tuple[str, int]] = []
    offered: list[LeadList] = []
    for campaign, loaded in lists:
        fresh = [one for one in loaded if one.list_id not in seen]
        if fresh:
            groups.append((campaign, len(offered)))
            offered += fresh
            seen.update(one.list_id for one in fresh)
    return Options(
        tuple(one.list_id for one in offered),
        tuple(one.name or f"List {one.list_id}" for one in offered),
        tuple(_list_hint(one) for one in offered),
        tuple(groups) if len(lists) > 1 else NO_GROUPS,
    )


def _list_hint(one: LeadList) -> str:
    count = one.leads_supplied
    leads = "" if count is None else f"{count:,} {'lead' if count == 1 else 'leads'} supplied"
    return " · ".join(part for part in (leads, one.state, str(one.list_id)) if part)


def of_agent_dispositions(dispositions: Iterable[CampaignDisposition]) -> Options:
    """Offer agent dispositions by name: campaigns share names, and the search goes by name."""
    each: dict[str, CampaignDisposition] = {}
    for one in dispositions:
        each.setdefault(one.disposition, one)
    return Options(tuple(each), tuple(each), tuple(_disposition_hint(one) for one in each.values()))


def _disposition_hint(one: CampaignDisposition) -> str:
    marks = {
        "contact": one.is_contact,
        "success": one.is_success,
        "complete": one.is_complete,
        "do not call": one.do_not_call,
        "disabled": one.is_disabled,
    }
    return ", ".join(mark for mark, holds in marks.items() if holds)


def of_states(states: Iterable[State]) -> Options:
    """Offer US states and Canadian provinces."""
    each = {one.code: one for one in states}
    return Options(tuple(each), tuple(one.name or one.code for one in each.values()), tuple(each))
