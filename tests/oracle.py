"""An independent reading of the search criteria: masks over raw leads, in pandas.

It follows the guide page and the table of criteria, not the account's SQL. For each criterion of
the API there is one `Reading`: what it demands of leads, and how to draw a value for it, from what
leads hold and from what they do not.
"""

import operator
import random
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from leadwidgets.criteria import SearchCriteria

Mask = Any  # a pandas Series of truth
Value = Any  # what JSON holds

_COMPARE = {"GREATER_THAN": operator.gt, "LESS_THAN": operator.lt, "EQUALS": operator.eq}
_SUPPRESSED = {
    "ALL": [True, False],
    "ONLY_SUPPRESSED": [True],
    "ONLY_UNSUPPRESSED": [False],
}


class Chance:
    """Draws criteria for leads.

    Parameters
    ----------
    leads
        Raw leads.
    seed
        The same seed gives the same criteria.
    """

    def __init__(self, leads: pd.DataFrame, seed: int) -> None:
        self._values = {name: leads[name].dropna().tolist() for name in leads}
        self.random = random.Random(seed)  # noqa: S311 - no secret depends on it

    def criteria(self) -> dict[str, Value]:
        """Give one to four criteria, as the body of a request has them."""
        names = self.random.sample(sorted(READINGS), self.random.choice((1, 1, 2, 2, 3, 4)))
        return {name: READINGS[name].draw(self) for name in names}

    def every_criterion(self) -> list[dict[str, Value]]:
        """Give each criterion alone."""
        return [{name: READINGS[name].draw(self)} for name in sorted(READINGS)]

    def one(self, column: str) -> Value:
        """Give a value that occurs."""
        value = self.random.choice(self._values[column])
        return int(value) if isinstance(value, float) else value

    def some(self, column: str, strange: Value = "Nowhere") -> list[Value]:
        """Give up to six different values that occur, sometimes with one that does not."""
        chosen = {self.one(column) for _ in range(self.random.randint(1, 6))}
        strange = 2_000_000_000 if isinstance(next(iter(chosen)), int) else strange
        return [*chosen, *[strange] * self.random.randint(0, 1)]

    def part(self, column: str) -> str:
        """Give some of the characters of a value, in either case."""
        text: str = self.one(column)
        start = self.random.randrange(len(text))
        part = text[start : start + self.random.randint(1, len(text))]
        part = part if part.strip() else text  # blank text is no criterion
        return self.random.choice((part, part.upper(), part.lower()))

    def operator(self) -> str:
        """Give an operator of a comparison."""
        return self.random.choice(sorted(_COMPARE))


class Reading(NamedTuple):
    """One criterion: which leads it demands, and how a value for it is drawn."""

    mask: Callable[[pd.DataFrame, Value], Mask]
    draw: Callable[[Chance], Value]


def expected_ids(leads: pd.DataFrame, body: Mapping[str, Value]) -> list[int]:
    """Give the ids of the leads that fit the body of a request, in order."""
    fits = pd.Series([True] * len(leads), index=leads.index)
    for name, value in body.items():
        fits &= READINGS[name].mask(leads, value).fillna(value=False).astype(bool)
    return sorted(leads.loc[fits, "leadId"].astype(int).tolist())


def matching(leads: pd.DataFrame, criteria: SearchCriteria) -> set[int]:
    """Give the ids of the leads that fit criteria."""
    body = {name: value for name, value in criteria.to_api().items() if value not in ([], None)}
    body.pop("campaignId", None)
    return set(expected_ids(leads, body))


def moments(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Read a column of wire times."""
    if pd.api.types.is_integer_dtype(column):
        return pd.to_datetime(column, unit="ms", utc=True)
    return pd.to_datetime(column, format="%Y-%m-%dT%H:%M:%S.%f%z", utc=True)


def _contains(column: str) -> Reading:
    def mask(leads: pd.DataFrame, value: str) -> Mask:
        part = value.lower()
        return leads[column].map(lambda text: isinstance(text, str) and part in text.lower())

    return Reading(mask, lambda chance: chance.part(column))


def _same(column: str) -> Reading:
    return Reading(lambda leads, value: leads[column] == value, lambda chance: chance.one(column))


def _among(column: str) -> Reading:
    return Reading(
        lambda leads, values: leads[column].isin(values), lambda chance: chance.some(column)
    )


def _lead_states() -> Reading:
    def mask(leads: pd.DataFrame, values: list[str]) -> Mask:
        spelled = [value.replace("_", "-") for value in values]
        return leads["leadState"].str.replace("_", "-").isin(spelled)

    return Reading(mask, lambda chance: chance.some("leadState"))


def _zones() -> Reading:
    return Reading(
        lambda leads, zones: leads["leadTimezone"].isin([zone["name"] for zone in zones]),
        lambda chance: [{"name": zone} for zone in chance.some("leadTimezone", "ZZZ")],
    )


def _phones(leads: pd.DataFrame, numbers: list[str]) -> Mask:
    wanted = {_digits(number) for number in numbers}
    return leads["leadPhone"].map(
        lambda phones: any(_digits(phone) in wanted for phone in phones.split("|"))
    )


def _digits(number: str) -> str:
    digits = re.sub("[^0-9]", "", number)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _compared(column: str) -> Reading:
    return Reading(
        lambda leads, value: _COMPARE[value["operator"]](leads[column], value["value"]),
        lambda chance: {"operator": chance.operator(), "value": chance.one(column)},
    )


def _compared_moment(column: str) -> Reading:
    def mask(leads: pd.DataFrame, value: dict[str, Any]) -> Mask:
        return _COMPARE[value["operator"]](moments(leads[column]), pd.Timestamp(value["value"]))

    return Reading(mask, _compared(column).draw)


def _bound(column: str, within: Callable[[Any, Any], Mask]) -> Reading:
    return Reading(
        lambda leads, value: within(moments(leads[column]), pd.Timestamp(value)),
        lambda chance: chance.one(column),
    )


READINGS: dict[str, Reading] = {
    "address1": _contains("address1"),
    "address2": _contains("address2"),
    "agentDispositions": _among("agentDispostion"),
    "agentId": _same("agentId"),
    "auxData1": _contains("auxData1"),
    "auxData2": _contains("auxData2"),
    "auxData3": _contains("auxData3"),
    "auxData4": _contains("auxData4"),
    "auxData5": _contains("auxData5"),
    "callerId": _same("callerId"),
    "campaignIds": _among("campaignId"),
    "city": _contains("city"),
    "emailAddress": _contains("email"),
    "externIds": _among("externId"),
    "firstName": _contains("firstName"),
    "lastName": _contains("lastName"),
    "lastPassTimeCriteria": _compared_moment("lastPassDts"),
    "leadIds": _among("leadId"),
    "leadPassesCriteria": _compared("leadPasses"),
    "leadPhoneNum": Reading(
        lambda leads, number: _phones(leads, [number]),
        lambda chance: chance.one("leadPhone").split("|")[-1],
    ),
    "leadPhoneNumbers": Reading(
        _phones, lambda chance: [phone.split("|")[0] for phone in chance.some("leadPhone")]
    ),
    "leadStates": _lead_states(),
    "leadTimezones": _zones(),
    "listIds": _among("listId"),
    "loadedDtsEnd": _bound("loadedDts", operator.le),
    "loadedDtsStart": _bound("loadedDts", operator.ge),
    "nextDialTimeCriteria": _compared_moment("nextDialTime"),
    "orphanedLeadsOnly": Reading(
        lambda leads, only: leads["listId"].isna() | (not only), lambda _: True
    ),
    "pendingAgentId": _same("pendingAgentId"),
    "physicalStates": _among("state"),
    "suppressed": Reading(
        lambda leads, choice: leads["suppressed"].isin(_SUPPRESSED[choice]),
        lambda chance: chance.random.choice(sorted(_SUPPRESSED)),
    ),
    "systemDispositions": _among("lastPassDispo"),
    "zip": _same("zip"),
}
"""What each criterion demands, by the API's name."""
