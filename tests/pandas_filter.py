"""An answer of its own to "which leads match": a pandas filter over the raw leads of the account.

It follows the guide page and the table of criteria, not the account's SQL.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from leadwidgets.criteria import Comparison, SearchCriteria
from leadwidgets.vocabulary import LEAD_TIMEZONES, canonical_lead_state

_EQUAL = {
    "campaign_ids": "campaignId",
    "list_ids": "listId",
    "agent_dispositions": "agentDispostion",
    "system_dispositions": "lastPassDispo",
    "physical_states": "state",
    "lead_timezones": "leadTimezone",
    "lead_ids": "leadId",
    "extern_ids": "externId",
}
_CONTAINED = {
    "first_name": "firstName",
    "last_name": "lastName",
    "address1": "address1",
    "city": "city",
    "email_address": "email",
    "aux_data1": "auxData1",
    "aux_data5": "auxData5",
}
_MOMENTS = {"last_pass_time_criteria": "lastPassDts", "next_dial_time_criteria": "nextDialTime"}


def matching(raw: pd.DataFrame, criteria: SearchCriteria) -> set[int]:
    """Give the ids of the leads that match."""
    keep = pd.Series(data=True, index=raw.index)
    for name, value in criteria.given().items():
        keep &= _mask(raw, name, value)
    return set(raw.loc[keep, "leadId"].astype(int))


def _mask(raw: pd.DataFrame, name: str, value: Any) -> pd.Series:  # noqa: ANN401 - any field's
    if name in _EQUAL:
        return raw[_EQUAL[name]].isin(value)
    if name in _CONTAINED:
        return raw[_CONTAINED[name]].map(_contains(value)).astype(bool)
    if name in _MOMENTS:
        return _compare(pd.to_datetime(raw[_MOMENTS[name]], utc=True), value)
    return _SPECIAL[name](raw, value)


def _contains(part: str) -> Callable[[object], bool]:
    return lambda text: isinstance(text, str) and part.lower() in text.lower()


def _compare(values: pd.Series, comparison: Comparison) -> pd.Series:
    match comparison.operator:
        case "GREATER_THAN":
            return values > comparison.value
        case "LESS_THAN":
            return values < comparison.value
        case _:
            return values == comparison.value


def _phones(raw: pd.DataFrame, numbers: tuple[str, ...]) -> pd.Series:
    return raw["leadPhone"].map(lambda held: not set(held.split("|")).isdisjoint(numbers))


_SPECIAL: dict[str, Callable[[pd.DataFrame, Any], pd.Series]] = {
    "suppressed": lambda raw, value: raw["suppressed"] == (value == "ONLY_SUPPRESSED"),
    "lead_states": lambda raw, value: raw["leadState"].map(canonical_lead_state).isin(value),
    "orphaned_leads_only": lambda raw, _: raw["listId"].isna(),
    "zip": lambda raw, value: raw["zip"] == value,
    "agent_id": lambda raw, value: raw["agentId"] == value,
    "lead_phone_num": lambda raw, value: _phones(raw, (value,)),
    "lead_phone_numbers": _phones,
    "lead_passes_criteria": lambda raw, value: _compare(raw["leadPasses"], value),
    "loaded_dts_start": lambda raw, value: pd.to_datetime(raw["loadedDts"], utc=True) >= value,
    "loaded_dts_end": lambda raw, value: pd.to_datetime(raw["loadedDts"], utc=True) <= value,
}


def random_criteria(raw: pd.DataFrame, seed: int) -> SearchCriteria:
    """Draw criteria of one to three fields, with values that leads have, and some that none has."""
    draw = random.Random(seed)  # noqa: S311 - picks examples
    names = draw.sample(sorted(_DRAWS), draw.randint(1, 3))
    return SearchCriteria(**{name: _DRAWS[name](raw, draw) for name in names})


def _some(column: str, most: int) -> Callable[[pd.DataFrame, random.Random], list[Any]]:
    def draw_values(raw: pd.DataFrame, draw: random.Random) -> list[Any]:
        held = sorted(raw[column].dropna().unique().tolist())
        return [
            int(value) if isinstance(value, float) else value
            for value in draw.sample(held, min(len(held), draw.randint(1, most)))
        ]

    return draw_values


def _one(column: str) -> Callable[[pd.DataFrame, random.Random], Any]:
    return lambda raw, draw: draw.choice(sorted(raw[column].dropna().unique().tolist()))


def _moment(draw: random.Random) -> datetime:
    return datetime(2026, 11, 2, 17, tzinfo=UTC) - timedelta(hours=draw.randint(1, 2_000))


def _time_comparison(_: pd.DataFrame, draw: random.Random) -> Comparison:
    return Comparison(draw.choice(["GREATER_THAN", "LESS_THAN"]), _moment(draw))


_DRAWS: dict[str, Callable[[pd.DataFrame, random.Random], Any]] = {
    "campaign_ids": _some("campaignId", 3),
    "list_ids": _some("listId", 4),
    "agent_dispositions": _some("agentDispostion", 4),
    "system_dispositions": _some("lastPassDispo", 5),
    "lead_states": _some("leadState", 6),
    "physical_states": _some("state", 15),
    "lead_timezones": lambda _, draw: draw.sample(list(LEAD_TIMEZONES), 6),
    "suppressed": lambda _, draw: draw.choice(["ALL", "ONLY_SUPPRESSED", "ONLY_UNSUPPRESSED"]),
    "orphaned_leads_only": lambda *_: True,
    "first_name": lambda raw, draw: _one("firstName")(raw, draw)[:2],
    "city": lambda raw, draw: _one("city")(raw, draw)[:4],
    "email_address": lambda *_: "EXAMPLE",
    "aux_data5": lambda _, draw: f"batch {draw.randint(0, 6)}",
    "zip": _one("zip"),
    "extern_ids": _some("externId", 20),
    "lead_ids": _some("leadId", 50),
    "lead_phone_num": lambda raw, draw: _one("leadPhone")(raw, draw).split("|")[0],
    "lead_phone_numbers": lambda raw, draw: [
        held.split("|")[-1] for held in _some("leadPhone", 30)(raw, draw)
    ],
    "lead_passes_criteria": lambda _, draw: Comparison(
        draw.choice(["GREATER_THAN", "LESS_THAN", "EQUALS"]), draw.randint(0, 6)
    ),
    "last_pass_time_criteria": _time_comparison,
    "next_dial_time_criteria": _time_comparison,
    "loaded_dts_start": lambda _, draw: _moment(draw),
    "loaded_dts_end": lambda _, draw: _moment(draw),
}
