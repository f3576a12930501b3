"""What an audit looks for: each rule tells which leads, why it matters, and what to do.

Rules stand in the order of their rank: legal exposure before a broken promise, before idle
capacity, before wasted dials, before data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal

from leadwidgets.audits.lead_table import MARKS
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.criteria import SearchCriteria
from leadwidgets.fields import Comparison

Level = Literal["serious", "warning", "note"]
Certainty = Literal["certain", "possible"]


class Rank(IntEnum):
    """What a finding costs, the gravest first."""

    LEGAL_EXPOSURE = 1
    BROKEN_PROMISE = 2
    IDLE_CAPACITY = 3
    WASTED_DIALS = 4
    DATA = 5

    @property
    def words(self) -> str:
        """The rank for people."""
        return self.name.replace("_", " ").lower()


Criteria = Callable[[AuditSettings, datetime], SearchCriteria | str]
"""Gives criteria of exactly those leads in any campaign and list, or why there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing to look for.

    Attributes
    ----------
    kind
        One word, to find it by.
    rank, level
        How grave it is.
    condition
        Of its leads, in SQL.
    fields
        The columns that it takes.
    says
        What its leads do, after "12 leads of June refill".
    why, advice
        Why it matters, and what to do in RingCX.
    certainty
        Whether it is so, or may be.
    criteria
        See `Criteria`.
    pairs
        Whether it is told for two campaigns at a time, where they share much.
    whole_lists
        Whether its condition is one of whole lists, which the criteria must name.
    """

    kind: str
    rank: Rank
    level: Level
    condition: str
    fields: tuple[str, ...]
    says: str
    why: str
    advice: str
    criteria: Criteria
    certainty: Certainty = "certain"
    pairs: bool = False
    whole_lists: bool = False


def _none(reason: str) -> Criteria:
    return lambda _settings, _now: reason


def _overdue(settings: AuditSettings, now: datetime) -> SearchCriteria:
    due = now - timedelta(minutes=settings.callback_grace_minutes)
    return SearchCriteria(
        lead_states=["CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK"],
        next_dial_time_criteria=Comparison("LESS_THAN", due),
    )


def _orphaned(_settings: AuditSettings, _now: datetime) -> SearchCriteria:
    return SearchCriteria(orphaned_leads_only=True)


_NO_PHONES = "A search cannot compare the phones of two leads; look these leads up by their ids."
_NO_MAXIMUM = "A search cannot compare a lead's passes with its own maximum."
_NO_NULLS = "A search cannot ask for leads without a timezone."

RULES: tuple[Rule, ...] = (
    Rule(
        kind="dnc_leakage",
        rank=Rank.LEGAL_EXPOSURE,
        level="serious",
        condition="leaking",
        fields=MARKS["leaking"][1],
        says="can be dialed on a number whose owner asked not to be called",
        why="Each call to it can cost a fine, and the next one may be minutes away.",
        advice=(
            "Suppress or cancel them now, and add the numbers to the account's do-not-call list."
        ),
        criteria=_none(_NO_PHONES),
    ),
    Rule(
        kind="wrong_timezone",
        rank=Rank.LEGAL_EXPOSURE,
        level="serious",
        condition="wrong_timezone",
        fields=MARKS["wrong_timezone"][1],
        says="have a timezone that no part of the state keeps",
        why="By the wrong clock they may be called outside the hours that the law allows.",
        advice=(
            "Ask which of the two is right, then load the leads again with the timezone taken from "
            "the phone or the zip code."
        ),
        certainty="possible",
        criteria=_none("A search takes states and timezones apart, not the pairs that clash."),
    ),
    Rule(
        kind="overdue_callbacks",
        rank=Rank.BROKEN_PROMISE,
        level="serious",
        condition="overdue",
        fields=MARKS["overdue"][1],
        says="were promised a callback whose time has passed",
        why="Somebody is waiting for the call that an agent promised.",
        advice=(
            "Give the callbacks to agents who work today; of agents who have left, make them "
            "callbacks of the whole campaign."
        ),
        criteria=_overdue,
    ),
    Rule(
        kind="exhausted",
        rank=Rank.IDLE_CAPACITY,
        level="warning",
        condition="exhausted",
        fields=MARKS["exhausted"][1],
        says="have used up their passes, or reached the dial limit",
        why="They will not be dialed again, so the list is smaller than it looks.",
        advice="Load fresh leads; or raise the campaign's maximum of passes, or reset the leads.",
        criteria=_none(_NO_MAXIMUM),
    ),
    Rule(
        kind="stuck",
        rank=Rank.IDLE_CAPACITY,
        level="warning",
        condition="stuck",
        fields=MARKS["stuck"][1],
        says="are stuck in PENDING",
        why="Nobody dials them, and the dialer does not take them back by itself.",
        advice="Set them to READY again, and see why agents left them open.",
        criteria=_none("A search cannot ask since when a lead has had its state."),
    ),
    Rule(
        kind="suppressed",
        rank=Rank.IDLE_CAPACITY,
        level="warning",
        condition="in_suppressed_list",
        fields=MARKS["in_suppressed_list"][1],
        says="are suppressed",
        why="They keep their state, so a count of READY leads promises more than can be dialed.",
        advice="Ask who suppressed them and why; plan without them, or lift the suppression.",
        criteria=lambda _settings, _now: SearchCriteria(suppressed="ONLY_SUPPRESSED"),
        whole_lists=True,
    ),
    Rule(
        kind="duplicates_across_campaigns",
        rank=Rank.WASTED_DIALS,
        level="warning",
        condition="in_other_campaign",
        fields=("lead_phone", "campaign_id"),
        says="share a number with a lead of another campaign",
        why="The same person is called for several campaigns.",
        advice="Decide which campaign keeps them, and cancel the others.",
        criteria=_none(_NO_PHONES),
        pairs=True,
    ),
    Rule(
        kind="duplicates_in_campaign",
        rank=Rank.WASTED_DIALS,
        level="warning",
        condition="surplus AND twice_in_campaign",
        fields=("lead_phone", "campaign_id", "lead_passes", "loaded_dts"),
        says="repeat a number of another lead of the campaign, which has more passes or is older",
        why="The same person is dialed twice as often as the campaign means to.",
        advice="Cancel these; the leads to keep are not among them. Load with duplicates removed.",
        criteria=_none(_NO_PHONES),
    ),
    Rule(
        kind="bad_numbers",
        rank=Rank.WASTED_DIALS,
        level="warning",
        condition="bad_number_dialable",
        fields=MARKS["bad_number_dialable"][1],
        says="will be dialed again although the number could not be reached or was disconnected",
        why="Such calls reach nobody and make the caller id look like a robot's.",
        advice="Let the campaign finish leads with these dispositions.",
        criteria=_none(_NO_MAXIMUM),
    ),
    Rule(
        kind="orphaned",
        rank=Rank.DATA,
        level="note",
        condition="orphaned",
        fields=MARKS["orphaned"][1],
        says="belong to no list",
        why="Their list was deleted; no list report counts them.",
        advice="Cancel them, or move them to a list.",
        criteria=_orphaned,
    ),
    Rule(
        kind="fresh",
        rank=Rank.DATA,
        level="note",
        condition="fresh",
        fields=MARKS["fresh"][1],
        says="are in a list that nobody has dialed yet",
        why="Good if it was loaded for tomorrow, idle if it was meant for today.",
        advice="See that the list and its campaign are active.",
        criteria=lambda _settings, _now: SearchCriteria(),
        whole_lists=True,
    ),
    Rule(
        kind="left_waiting",
        rank=Rank.DATA,
        level="note",
        condition="left_waiting",
        fields=MARKS["left_waiting"][1],
        says="could have been dialed again long ago",
        why="Their next dial time has passed by more than the setting recycle_hours allows.",
        advice="See whether the campaign is open and has agents enough.",
        criteria=_none(_NO_MAXIMUM),
    ),
    Rule(
        kind="without_timezone",
        rank=Rank.DATA,
        level="note",
        condition="without_timezone",
        fields=MARKS["without_timezone"][1],
        says="have no timezone",
        why="Which hours they may be called in follows from nothing that they hold.",
        advice="Load them again with the timezone taken from the phone or the zip code.",
        criteria=_none(_NO_NULLS),
    ),
    Rule(
        kind="reset",
        rank=Rank.DATA,
        level="note",
        condition="reset",
        fields=MARKS["reset"][1],
        says="have no pass but a time of the last one",
        why="Their passes were reset; penetration by passes alone would miss them.",
        advice="Nothing, if somebody reset them on purpose.",
        criteria=_none("A search cannot ask for leads that have ever been dialed."),
    ),
)
"""Every rule, in the order of rank."""
