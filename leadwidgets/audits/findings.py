"""`Finding`: what needs attention, with its leads; and how findings are made of rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.audits.lead_table import LeadTable
from leadwidgets.audits.rules import RULES, Certainty, Level, Rank, Rule
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.criteria import SearchCriteria
from leadwidgets.plain_text import shown

Positions = np.ndarray[tuple[int], np.dtype[np.int64]]

_LONGEST_NAME = 60
_MOST_PLACES = 3
_PERCENT = 100


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Finding:
    """Something that needs attention.

    Attributes
    ----------
    kind
        One word, such as ``dnc_leakage``.
    rank
        What it costs: legal exposure, broken promise, idle capacity, wasted dials or data.
    level
        ``serious``, ``warning`` or ``note``.
    sentence
        What was found, with its number and its share.
    why, advice
        Why it matters, and what to do in RingCX.
    certainty
        ``certain``, or ``possible`` where the leads alone do not decide.
    size
        How many leads.
    of
        Of how many: those of the list or the campaigns named, else of all.
    dialed_next
        How many of them the dialer may take within 24 hours.
    criteria
        `SearchCriteria` that find these leads, where a search can say it.
    no_criteria
        Why there are none, where it cannot.
    """

    kind: str
    rank: Rank
    level: Level
    sentence: str
    why: str
    advice: str
    certainty: Certainty
    size: int
    of: int
    dialed_next: int
    criteria: SearchCriteria | None
    no_criteria: str | None
    _positions: Positions = field(metadata={"hidden": True})
    _frame: pd.DataFrame

    @property
    def leads(self) -> pd.DataFrame:
        """Its leads, each as it was given, in the order in which they were given."""
        return self._frame.iloc[self._positions]

    def __repr__(self) -> str:
        return f"{self.level}: {self.sentence} {self.why} {self.advice} ({self.certainty})"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the leads of a finding are: everywhere, in a list, or in two campaigns."""

    condition: str
    name: str = ""
    whole: str = "all leads"
    base: str = ""


@dataclass(frozen=True, slots=True)
class _FoundBy:
    """What the leads were found by, and the moment that they are looked at."""

    criteria: SearchCriteria
    now: datetime


def not_looked_for(table: LeadTable) -> tuple[tuple[str, str], ...]:
    """Give the kinds of findings that the leads lack a column for, each with the reason."""
    missing = {
        rule.kind: [name for name in rule.fields if name not in table.columns] for rule in RULES
    }
    return tuple(
        (kind, f"The leads have no column {' and no '.join(names)}")
        for kind, names in missing.items()
        if names
    )


def find_all(
    table: LeadTable, settings: AuditSettings, now: datetime, searched: SearchCriteria
) -> tuple[Finding, ...]:
    """Give what the rules find, the gravest first.

    Parameters
    ----------
    table
        The leads.
    settings
        Which findings are too small to tell, and when one is a list's own.
    now
        The moment that criteria go by.
    searched
        What the leads were searched by.
    """
    found_by = _FoundBy(searched, now)
    found = [
        finding
        for rule in RULES
        if set(rule.fields) <= table.columns
        for place in _places(table, rule, settings)
        if (finding := _finding(table, rule, place, settings, found_by)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.rank, -one.dialed_next, -one.size)))


def _places(table: LeadTable, rule: Rule, settings: AuditSettings) -> Iterator[_Place]:
    """Give where a rule is told: one list that has most of it and the others, else everywhere."""
    if rule.pairs:
        yield from _pairs_of_campaigns(table, settings)
        return
    lists = _by_list(table, rule.condition)
    total = sum(one.size for one in lists)
    for most in lists[:1]:
        if most.list_id is not None and most.size >= settings.merged_share * total:
            campaign = "NULL" if most.campaign is None else most.campaign
            here = f"list_id = {most.list_id} AND campaign_id IS NOT DISTINCT FROM {campaign}"
            yield _Place(here, most.name, "the list", here)
            others = f"({here}) IS NOT TRUE"
            yield _Place(others, "other lists", "the leads there", others)
            return
    yield _Place("true")


@dataclass(frozen=True, slots=True)
class _ListPart:
    """The leads of a finding that are in one list."""

    campaign: object
    list_id: int | None
    name: str
    size: int
    list_size: int


def _by_list(table: LeadTable, condition: str) -> list[_ListPart]:
    """Give the lists that a condition holds for some leads of, that with the most first."""
    sql = (
        "SELECT campaign_id, list_id, any_value(list_desc), "  # noqa: S608 - conditions of ours
        f"count(*) FILTER ({condition}) AS size, count(*) FROM leads "
        "GROUP BY 1, 2 HAVING size > 0 ORDER BY size DESC, 1, 2"
    )
    rows: list[Any] = table.rows(sql)
    return [
        _ListPart(
            campaign,
            list_id,
            "no list" if list_id is None else _called(name, list_id, "list"),
            size,
            list_size,
        )
        for campaign, list_id, name, size, list_size in rows
    ]


def _pairs_of_campaigns(table: LeadTable, settings: AuditSettings) -> Iterator[_Place]:
    """Give the campaigns that share much, two by two, and then all others."""
    numbers = (
        "SELECT DISTINCT phone, campaign_id FROM phones JOIN leads USING (row)"
        " WHERE in_other_campaign"
    )
    pairs = table.rows(
        f"SELECT DISTINCT one.campaign_id, other.campaign_id FROM ({numbers}) AS one"  # noqa: S608
        f" JOIN ({numbers}) AS other"
        " ON one.phone = other.phone AND one.campaign_id < other.campaign_id ORDER BY 1, 2"
    )
    names = {
        row[0]: row[1]
        for row in table.rows(
            "SELECT campaign_id, any_value(campaign_name) FROM leads GROUP BY campaign_id"
        )
    }
    large = []
    for pair in pairs:
        both = f"campaign_id IN ({pair[0]}, {pair[1]})"
        shared = (
            "SELECT phone FROM phones JOIN leads USING (row) "  # noqa: S608 - ids of ours
            f"WHERE {both} GROUP BY phone HAVING min(campaign_id) <> max(campaign_id)"
        )
        here = f"{both} AND row IN (SELECT row FROM phones WHERE phone IN ({shared}))"  # noqa: S608
        sql = f"SELECT count(*) FILTER ({here}), count(*) FROM leads WHERE {both}"  # noqa: S608
        [(size, of)] = table.rows(sql)
        if int(str(size)) >= settings.pair_share * int(str(of)):
            large.append(here)
            called = " and ".join(_called(names[one], one, "campaign") for one in pair)
            yield _Place(here, called, "their leads", both)
    others = " OR ".join(f"({here})" for here in large)
    yield (
        _Place(f"({others}) IS NOT TRUE", "other campaigns, two by two,")
        if large
        else _Place("true")
    )


def _called(name: object, number: object, kind: str) -> str:
    return shown(str(name), _LONGEST_NAME) if name else f"{kind} {number}"


def _finding(
    table: LeadTable, rule: Rule, place: _Place, settings: AuditSettings, found_by: _FoundBy
) -> Finding | None:
    """Make a finding, unless it is too small to tell."""
    positions = table.positions(f"({rule.condition}) AND ({place.condition})")
    size = len(positions)
    least = max(settings.least_leads, settings.least_share * table.size)
    if size == 0 or (size < least and rule.rank != Rank.LEGAL_EXPOSURE):
        return None
    of, dialed_next = _sizes(table, rule, place)
    criteria = _criteria(table, rule, place, settings, found_by)
    return Finding(
        kind=rule.kind,
        rank=rule.rank,
        level=rule.level,
        sentence=_sentence(table, rule, place, size, of),
        why=rule.why,
        advice=rule.advice,
        certainty=rule.certainty,
        size=size,
        of=of,
        dialed_next=dialed_next,
        criteria=criteria if isinstance(criteria, SearchCriteria) else None,
        no_criteria=criteria if isinstance(criteria, str) else None,
        _positions=positions,
        _frame=table.frame,
    )


def _criteria(
    table: LeadTable, rule: Rule, place: _Place, settings: AuditSettings, found_by: _FoundBy
) -> SearchCriteria | str:
    """Give the criteria of a finding's leads, or why there are none."""
    criteria = rule.criteria(settings, found_by.now)
    if isinstance(criteria, str):
        return criteria
    if place.name or rule.whole_lists:
        condition = f"({rule.condition}) AND ({place.condition})"
        lists = sorted({one.list_id for one in _by_list(table, condition)}, key=str)
        if None in lists:
            return "Some of the leads belong to no list, and a search cannot ask for both."
        criteria = criteria.replace(list_ids=lists)
    return _within(found_by.criteria, criteria)


def _within(searched: SearchCriteria, criteria: SearchCriteria) -> SearchCriteria | str:
    """Narrow the criteria that the leads came from."""
    narrowed = {}
    before = searched.given()
    for name, value in criteria.given().items():
        earlier = before.get(name, value)
        if isinstance(value, tuple) and isinstance(earlier, tuple):
            narrowed[name] = tuple(one for one in value if one in earlier)
        elif earlier == value:
            narrowed[name] = value
        else:
            return f"The search that the leads came from asks for {name} already."
    return searched.replace(**narrowed)


def _sizes(table: LeadTable, rule: Rule, place: _Place) -> tuple[int, int]:
    of = place.base or "true"
    [(all_leads, dialed_next)] = table.rows(
        f"SELECT count(*) FILTER ({of}), count(*) FILTER (({rule.condition}) AND "  # noqa: S608
        f"({place.condition}) AND dialed_next) FROM leads"
    )
    return int(str(all_leads)), int(str(dialed_next))


def _sentence(table: LeadTable, rule: Rule, place: _Place, size: int, of: int) -> str:
    leads = f"{size:,} {'lead' if size == 1 else 'leads'}"
    where = f" of {place.name}" if place.name else ""
    says = f"{leads}{where} {_agreeing(rule.says, size)}: {_share(size, of)} of {place.whole}."
    if place.name:
        return says
    lists = _by_list(table, rule.condition)
    most = [
        f"{one.name} ({one.size:,}, {_share(one.size, one.list_size)} of it)"
        for one in lists[:_MOST_PLACES]
    ]
    return says if lists[0].list_id is None else f"{says} Most in {', '.join(most)}."


def _agreeing(says: str, size: int) -> str:
    """Make the verb of a sentence one lead's."""
    verb, _, rest = says.partition(" ")
    one = {"are": "is", "have": "has", "were": "was"}
    others = verb if verb in {"can", "will", "could"} else f"{verb}s"
    return says if size != 1 else f"{one.get(verb, others)} {rest}"


def _share(size: int, of: int) -> str:
    share = _PERCENT * size / max(of, 1)
    return f"{share:.0f} %" if share >= 1 or share == 0 else "less than 1 %"
