"""Timezones of leads: which abbreviations a state keeps, and what the clock says there.

RingCX stores an abbreviation with each lead, as of the day of loading: ``EST`` of a list that was
loaded in winter is the same place as ``EDT`` of one that was loaded in summer. Which clock it
means follows from the state, too: ``MST`` in Arizona knows no summer time. Accounts in Canada and
Australia have codes of their own, such as ``EAST`` and ``NSW1``, which no page of RingCX explains;
they are read here as what they say.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import tzdata

TZDATA_VERSION: str = tzdata.IANA_VERSION
"""Of the rules that clocks go by here: those of the package tzdata, not the machine's own."""

_PAIRS: Mapping[str, tuple[str, ...]] = {
    "N": ("NST", "NDT"),
    "A": ("AST", "ADT"),
    "E": ("EST", "EDT"),
    "C": ("CST", "CDT"),
    "M": ("MST", "MDT"),
    "P": ("PST", "PDT"),
    "K": ("AKST", "AKDT"),
    "H": ("HAST", "HADT"),
    "S": ("WSST", "WSDT"),
    # Without summer time.
    "a": ("AST",),
    "c": ("CST",),
    "m": ("MST",),
    "h": ("HAST", "HST"),
}
_KEPT = """
AL C|AK KH|AZ m|AR C|CA P|CO M|CT E|DE E|DC E|FL EC|GA E|HI h|ID MP|IL C|IN EC|IA C|KS CM|KY EC
LA C|ME E|MD E|MA E|MI EC|MN C|MS C|MO C|MT M|NE CM|NV PM|NH E|NJ E|NM M|NY E|NC E|ND CM|OH E|OK C
OR PM|PA E|RI E|SC E|SD CM|TN CE|TX CM|UT M|VT E|VA E|WA P|WV E|WI C|WY M|AS S|PR a|VI a
AB M|BC PMm|MB C|NB A|NL NA|NS A|NT M|NU ECMc|ON ECc|PE A|QC EAa|SK cM|YT m
"""
STATE_ZONES: Mapping[str, frozenset[str]] = {
    state: frozenset(zone for clock in clocks for zone in _PAIRS[clock])
    for state, clocks in (line.split() for line in _KEPT.strip().replace("\n", "|").split("|"))
}
"""For each state and province, the abbreviations that some part of it keeps.

Of Arizona the Navajo Nation is left out: ``MDT`` there is told as a contradiction.
"""

_NORTH_IDAHO = ("835", "838")
"""First digits of its zip codes: the rest of Idaho keeps Mountain time."""

_NAMED = {"EAST": "EST", "CENTRAL": "CST", "MOUNTAIN": "MST", "WEST": "PST"}
_PROVINCES = frozenset(
    ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]
)
_AUSTRALIAN = {
    "ACT1": "Australia/Sydney",
    "NSW1": "Australia/Sydney",
    "NT01": "Australia/Darwin",
    "QLD1": "Australia/Brisbane",
    "SA01": "Australia/Adelaide",
    "TAS1": "Australia/Hobart",
    "VIC1": "Australia/Melbourne",
    "WA01": "Australia/Perth",
}
_AUSTRALIAN_STATES: Mapping[str, frozenset[str]] = {
    "ACT": frozenset({"ACT1"}),
    "NSW": frozenset({"NSW1", "SA01"}),  # Broken Hill keeps Adelaide's time
    "NT": frozenset({"NT01"}),
    "QLD": frozenset({"QLD1"}),
    "SA": frozenset({"SA01"}),
    "TAS": frozenset({"TAS1"}),
    "VIC": frozenset({"VIC1"}),
    "WA": frozenset({"WA01"}),
}

_KNOWN = frozenset(zone for pair in _PAIRS.values() for zone in pair)
_USUAL = {
    "NST": "America/St_Johns",
    "PMST": "America/Miquelon",
    "PMDT": "America/Miquelon",
    "AST": "America/Halifax",
    "EST": "America/New_York",
    "CST": "America/Chicago",
    "MST": "America/Denver",
    "PST": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "HAST": "Pacific/Honolulu",
    "HADT": "America/Adak",
    "HST": "Pacific/Honolulu",
}
_SPECIAL = {
    ("AST", "PR"): "America/Puerto_Rico",
    ("AST", "VI"): "America/Puerto_Rico",
    ("EST", "NU"): "America/Iqaluit",
    ("EST", "ON"): "America/Toronto",
    ("EST", "QC"): "America/Toronto",
    ("CST", "MB"): "America/Winnipeg",
    ("CST", "SK"): "America/Regina",
    ("MST", "AB"): "America/Edmonton",
    ("MST", "AZ"): "America/Phoenix",
    ("MST", "BC"): "America/Dawson_Creek",
    ("MST", "NT"): "America/Yellowknife",
    ("MST", "YT"): "America/Whitehorse",
    ("PST", "BC"): "America/Vancouver",
    ("HAST", "AK"): "America/Adak",
    ("WSST", "AS"): "Pacific/Pago_Pago",
}
_STANDARD = {pair[1]: pair[0] for pair in _PAIRS.values() if len(pair) > 1 and pair[0] != "HAST"}


def contradicts(zone: str, state: str, zip_code: str) -> bool:
    """Tell whether a state keeps another time than the one stored with the lead.

    There is no verdict, hence False, where the abbreviation or the state is not known.
    """
    state = state.strip().upper()
    zone = _abbreviation(zone.strip().upper(), state)
    if zone in _AUSTRALIAN:
        return zone not in _AUSTRALIAN_STATES.get(state, frozenset({zone}))
    if zone not in _KNOWN or state not in STATE_ZONES:
        return False
    if state == "ID" and zone in _PAIRS["P"] and zip_code:
        return not zip_code.startswith(_NORTH_IDAHO)
    return zone not in STATE_ZONES[state]


def minutes_from_utc(zone: str, state: str, moment: datetime) -> int | None:
    """Give how far the clock that a lead is called by is from UTC, at a moment.

    Returns
    -------
    int or None
        Minutes; None where it is not known which clock the abbreviation means.
    """
    zone, state = zone.strip(), state.strip().upper()
    name = zone if "/" in zone else _iana_name(_abbreviation(zone.upper(), state), state)
    clock = None if name is None else _clock(name)
    offset = None if clock is None else moment.astimezone(clock).utcoffset()
    return None if offset is None else offset // timedelta(minutes=1)


def _abbreviation(zone: str, state: str) -> str:
    return _NAMED.get(zone, zone) if state in _PROVINCES else zone


def _iana_name(zone: str, state: str) -> str | None:
    if zone in _AUSTRALIAN:
        return _AUSTRALIAN[zone]
    standard = _STANDARD.get(zone, zone)
    return _SPECIAL.get((standard, state)) or _USUAL.get(standard)


@cache
def _clock(name: str) -> ZoneInfo | None:
    parts = name.split("/")
    if not all(part.replace("_", "").replace("-", "").isalnum() for part in parts):
        return None
    try:
        with files("tzdata").joinpath("zoneinfo", *parts).open("rb") as rules:
            return ZoneInfo.from_file(rules, key=name)
    except (OSError, ValueError):
        return None
