"""The countries in which an invented account can be at home: where its leads live, in which zones.

RingCX documents the zones of North America. Accounts elsewhere have codes of their own, such as
``NSW1``; those of Australia have been seen in code that integrators published, except ``TAS1`` and
``NT01``, which are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leadwidgets.sandbox.invented.places import CLOCKS, PLACES, STATES, Clock, Place, read_places

_PROVINCES = {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}

_CANADIAN_CLOCKS: dict[str, Clock] = CLOCKS | {
    "eastern": ("EAST", "EAST", -5),
    "central": ("CENTRAL", "CENTRAL", -6),
    "saskatchewan": ("CENTRAL", "CENTRAL", -6),
    "mountain": ("MOUNTAIN", "MOUNTAIN", -7),
    "yukon": ("MOUNTAIN", "MOUNTAIN", -7),
    "pacific": ("WEST", "WEST", -8),
}

_AUSTRALIAN_STATES = {
    "ACT": "Australian Capital Territory",
    "NSW": "New South Wales",
    "NT": "Northern Territory",
    "QLD": "Queensland",
    "SA": "South Australia",
    "TAS": "Tasmania",
    "VIC": "Victoria",
    "WA": "Western Australia",
}

_AUSTRALIAN_CLOCKS: dict[str, Clock] = {
    "sydney": ("NSW1", "NSW1", 10),
    "canberra": ("ACT1", "ACT1", 10),
    "melbourne": ("VIC1", "VIC1", 10),
    "hobart": ("TAS1", "TAS1", 10),
    "brisbane": ("QLD1", "QLD1", 10),
    "adelaide": ("SA01", "SA01", 9.5),
    "darwin": ("NT01", "NT01", 9.5),
    "perth": ("WA01", "WA01", 8),
}

_AUSTRALIAN_PLACES = read_places("""
ACT canberra  0.5 26             02 Canberra
NSW sydney    8.4 20,21,22,24,25 02 Sydney,Newcastle,Wollongong,Orange
NT  darwin    0.3 08             08 Darwin,Alice Springs
QLD brisbane  5.5 40,41,42,45,48 07 Brisbane,Gold Coast,Townsville,Cairns
SA  adelaide  1.9 50,51,52,53    08 Adelaide,Mount Gambier,Whyalla
TAS hobart    0.6 70,71,72,73    03 Hobart,Launceston,Devonport
VIC melbourne 6.9 30,31,32,33,35 03 Melbourne,Geelong,Ballarat,Bendigo
WA  perth     2.9 60,61,62,63,65 08 Perth,Bunbury,Geraldton,Albany
""")


@dataclass(frozen=True, slots=True)
class Country:
    """Where an account is at home.

    Attributes
    ----------
    country_id
        As the API has it.
    states
        What the account's list of states holds: code → name.
    clocks
        Its ways to keep time, as `CLOCKS` has them.
    places
        Where its leads live.
    western
        The clock of its far west.
    """

    country_id: str
    states: Mapping[str, str]
    clocks: Mapping[str, Clock]
    places: tuple[Place, ...]
    western: str

    @property
    def weights(self) -> list[float]:
        """How many leads live in each place, relative to the others."""
        return [place.weight for place in self.places]


_UNITED_STATES = Country("USA", STATES, CLOCKS, PLACES, "pacific")

COUNTRIES: Mapping[str, Country] = {
    "US": _UNITED_STATES,
    "CA": replace(
        _UNITED_STATES,
        country_id="CAN",
        clocks=_CANADIAN_CLOCKS,
        places=tuple(place for place in PLACES if place.state in _PROVINCES),
    ),
    "AU": Country("AUS", _AUSTRALIAN_STATES, _AUSTRALIAN_CLOCKS, _AUSTRALIAN_PLACES, "perth"),
}
"""By their ISO codes. Of the leads of the account in the US, a few live in Canada."""
