"""An independent reading of the search criteria: masks over raw leads, in pandas."""

import operator
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

Mask = Any  # a pandas Series of truth
Reading = Callable[[pd.DataFrame, Any], Mask]

_COMPARE = {"GREATER_THAN": operator.gt, "LESS_THAN": operator.lt, "EQUALS": operator.eq}
_SUPPRESSED = {
    "ALL": [True, False],
    "ONLY_SUPPRESSED": [True],
    "ONLY_UNSUPPRESSED": [False],
}


def expected_ids(leads: pd.DataFrame, criteria: dict[str, Any]) -> list[int]:
    """Give the ids of the leads that fit, in order."""
    fits = pd.Series([True] * len(leads), index=leads.index)
    for name, value in criteria.items():
        fits &= READINGS[name](leads, value).fillna(value=False).astype(bool)
    return sorted(leads.loc[fits, "leadId"].tolist())


def moments(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Read a column of wire times."""
    if pd.api.types.is_integer_dtype(column):
        return pd.to_datetime(column, unit="ms", utc=True)
    return pd.to_datetime(column, format="%Y-%m-%dT%H:%M:%S.%f%z", utc=True)


def _contains(column: str, leads: pd.DataFrame, value: str) -> Mask:
    part = value.lower()
    return leads[column].map(lambda text: isinstance(text, str) and part in text.lower())


def _same(column: str, leads: pd.DataFrame, value: object) -> Mask:
    return leads[column] == value


def _among(column: str, leads: pd.DataFrame, values: list[object]) -> Mask:
    return leads[column].isin(values)


def _zones(leads: pd.DataFrame, zones: list[dict[str, str]]) -> Mask:
    return leads["leadTimezone"].isin([zone["name"] for zone in zones])


def _phones(leads: pd.DataFrame, numbers: list[str]) -> Mask:
    wanted = {_digits(number) for number in numbers}
    return leads["leadPhone"].map(
        lambda phones: any(_digits(phone) in wanted for phone in phones.split("|"))
    )


def _compared(column: str, leads: pd.DataFrame, value: dict[str, Any]) -> Mask:
    return _COMPARE[value["operator"]](leads[column], value["value"])


def _compared_moment(column: str, leads: pd.DataFrame, value: dict[str, Any]) -> Mask:
    return _COMPARE[value["operator"]](moments(leads[column]), pd.Timestamp(value["value"]))


def _digits(number: str) -> str:
    digits = re.sub("[^0-9]", "", number)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


READINGS: dict[str, Reading] = {
    **{
        name: partial(_contains, name)
        for name in ("firstName", "lastName", "address1", "address2", "city")
    },
    **{f"auxData{number}": partial(_contains, f"auxData{number}") for number in range(1, 6)},
    **{name: partial(_same, name) for name in ("zip", "callerId", "agentId", "pendingAgentId")},
    "agentDispositions": partial(_among, "agentDispostion"),
    "campaignIds": partial(_among, "campaignId"),
    "emailAddress": partial(_contains, "email"),
    "externIds": partial(_among, "externId"),
    "lastPassTimeCriteria": partial(_compared_moment, "lastPassDts"),
    "leadIds": partial(_among, "leadId"),
    "leadPassesCriteria": partial(_compared, "leadPasses"),
    "leadPhoneNum": lambda leads, number: _phones(leads, [number]),
    "leadPhoneNumbers": _phones,
    "leadStates": partial(_among, "leadState"),
    "leadTimezones": _zones,
    "listIds": partial(_among, "listId"),
    "loadedDtsEnd": lambda leads, value: moments(leads["loadedDts"]) <= pd.Timestamp(value),
    "loadedDtsStart": lambda leads, value: moments(leads["loadedDts"]) >= pd.Timestamp(value),
    "nextDialTimeCriteria": partial(_compared_moment, "nextDialTime"),
    "orphanedLeadsOnly": lambda leads, only: leads["listId"].isna() | (not only),
    "physicalStates": partial(_among, "state"),
    "suppressed": lambda leads, choice: leads["suppressed"].isin(_SUPPRESSED[choice]),
    "systemDispositions": partial(_among, "lastPassDispo"),
}
"""What each criterion demands."""
