"""The fields that a chart of the panel can show, and each lead's place in them.

Beside the fields of `leadwidgets.breakdown` stand passes, age and the last pass: a number or a
moment, put into groups that fit a chart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.breakdown import DIMENSIONS, Coded, Dimension, Value, coded, coded_values
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.vocabulary import Term

_MOST_PASSES = 20  # from there on they are one group
_DAYS = 21
_AGES = {
    "Today": 1,
    "1 to 6 days": 7,
    "1 to 4 weeks": 28,
    "4 to 13 weeks": 91,
    "3 to 6 months": 182,
    "6 to 12 months": 365,
    "Over a year": 0,
}
_UNSUPPRESSED: Mapping[Value, str] = {False: "ONLY_UNSUPPRESSED", True: "ONLY_SUPPRESSED"}
_SEARCHED = {field.counted_as: name for name, field in SEARCH_FIELDS.items() if field.counted_as}


@dataclass(frozen=True, slots=True)
class ChartField:
    """A field to chart.

    Attributes
    ----------
    name, label
        On the wire, and for people.
    coded
        Finds each lead's place among its values; the moment is when the leads were read.
    counted
        Whether it can be counted by before a search.
    """

    name: str
    label: str
    coded: Callable[[pd.DataFrame, datetime], Coded]
    counted: bool


def search_change(name: str, values: list[Value]) -> Mapping[str, object]:
    """Give the change to a search that leaves only leads with one of these values.

    Raises
    ------
    InvalidArgumentError
        No search can ask for them; the message says why.
    """
    label = CHART_FIELDS[name].label
    if None in values:
        raise InvalidArgumentError(
            f"{label}: no search finds leads without a value",
            next_step="Choose other bars, or keep the leads.",
        )
    if name == "suppressed":
        return {"suppressed": _UNSUPPRESSED[values[0]] if len(values) == 1 else "ALL"}
    if name == "lead_passes" and len(values) == 1:
        return {"lead_passes_criteria": _passes_compared(str(values[0]))}
    if name not in _SEARCHED:
        raise InvalidArgumentError(
            f"{label}: no search asks for several of these groups"
            if name == "lead_passes"
            else f"{label}: no search asks for these groups",
            next_step="Keep the leads instead, or set the field in the form.",
        )
    change = {_SEARCHED[name]: values}
    SearchCriteria(**change)  # type: ignore[arg-type]  # it says what it does not accept
    return change


def _passes_compared(group: str) -> Mapping[str, object]:
    if group == _PASSES[-1]:
        return {"operator": "GREATER_THAN", "value": _MOST_PASSES - 1}
    return {"operator": "EQUALS", "value": int(group)}


def _groups(name: str, title: str, columns: tuple[str, ...], groups: list[str]) -> Dimension:
    terms = {group: Term(group, group, "") for group in groups}
    return Dimension(name, title, columns, terms=terms)


def _in_groups(places: np.ndarray[Any, Any], known: np.ndarray[Any, Any], by: Dimension) -> Coded:
    """Give leads their group by its place; those that are not known have none."""
    codes = np.where(known, places, -1).astype(np.int64)
    return coded_values(pd.Series(pd.Categorical.from_codes(codes, pd.Index(list(by.terms)))), by)


_PASSES = [*map(str, range(_MOST_PASSES)), f"{_MOST_PASSES} or more"]
_BY_PASSES = _groups("lead_passes", "passes", ("lead_passes", "leadPasses"), _PASSES)
_BY_AGE = _groups("loaded_age", "age since loaded", ("loaded_dts", "loadedDts"), list(_AGES))
_HOURS = [f"{hour:02}:00" for hour in range(24)]
_LAST_PASS = ("last_pass_dts", "lastPassDts")
_BY_HOUR = _groups("last_pass_hour", "hour of the last pass", _LAST_PASS, _HOURS)


def _passes(leads: pd.DataFrame, _: datetime) -> Coded:
    column = pd.to_numeric(leads[_BY_PASSES.column_in(leads.columns)], errors="coerce")
    known = column.notna().to_numpy()
    passes = column.fillna(0).to_numpy(np.int64)
    return _in_groups(np.clip(passes, 0, _MOST_PASSES), known, _BY_PASSES)


def _age(leads: pd.DataFrame, read: datetime) -> Coded:
    moments, known = _moments(leads, _BY_AGE)
    days = (_utc(read).astype("datetime64[D]") - moments.astype("datetime64[D]")).astype(np.int64)
    ends = [days for days in _AGES.values() if days]
    return _in_groups(np.digitize(days, ends), known, _BY_AGE)


def _last_pass_hour(leads: pd.DataFrame, _: datetime) -> Coded:
    moments, known = _moments(leads, _BY_HOUR)
    hours = moments.astype("datetime64[h]").astype(np.int64) % 24
    return _in_groups(hours, known, _BY_HOUR)


def _last_pass_day(leads: pd.DataFrame, read: datetime) -> Coded:
    """Group by day, as far as a chart has room: up to the newest day, those before in one group."""
    moments, known = _moments(leads, _BY_HOUR)
    days = moments.astype("datetime64[D]")
    newest = days[known].max() if known.any() else _utc(read).astype("datetime64[D]")
    shown = [str(newest - np.timedelta64(_DAYS - place, "D")) for place in range(1, _DAYS + 1)]
    by = _groups("last_pass_day", "day of the last pass", _LAST_PASS, ["Earlier", *shown])
    places = _DAYS - (newest - days).astype(np.int64)
    return _in_groups(np.clip(places, 0, _DAYS), known, by)


def _moments(leads: pd.DataFrame, by: Dimension) -> tuple[np.ndarray[Any, Any], Any]:
    """Give moments in UTC, any one where there is none, and which of them are known."""
    column = leads[by.column_in(leads.columns)]
    if not isinstance(column.dtype, pd.DatetimeTZDtype):
        raise InvalidArgumentError(
            f"The column {column.name!r} holds no moments",
            next_step="Convert it with pandas.to_datetime(…, utc=True).",
        )
    known = column.notna().to_numpy()
    moments = column.dt.tz_convert("UTC").dt.tz_localize(None).fillna(pd.Timestamp(0))
    return moments.to_numpy(), known


def _utc(moment: datetime) -> np.datetime64:
    return pd.Timestamp(moment).tz_convert("UTC").tz_localize(None).to_datetime64()


def _counted(name: str, label: str) -> ChartField:
    by = DIMENSIONS[name]
    return ChartField(name, label, lambda leads, _: coded(leads, by), counted=True)


CHART_FIELDS: Mapping[str, ChartField] = {
    field.name: field
    for field in (
        _counted("lead_state", "Lead state"),
        _counted("system_disposition", "System disposition"),
        _counted("agent_disposition", "Agent disposition"),
        _counted("lead_timezone", "Timezone"),
        _counted("physical_state", "State or province"),
        _counted("lead_list", "Lead list"),
        _counted("campaign", "Campaign"),
        _counted("suppressed", "Suppression"),
        ChartField("lead_passes", "Passes", _passes, counted=False),
        ChartField("loaded_age", "Age since loaded", _age, counted=False),
        ChartField("last_pass_day", "Last pass by day (UTC)", _last_pass_day, counted=False),
        ChartField("last_pass_hour", "Last pass by hour (UTC)", _last_pass_hour, counted=False),
    )
}
