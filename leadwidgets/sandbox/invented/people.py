"""Drawing who the leads are: names, addresses and phones of people who do not exist.

Here a phone is its area code and a serial number in it; `stored_texts` writes it so that it is
nobody's.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.invented.casts import Casts
from leadwidgets.sandbox.invented.countries import Country
from leadwidgets.sandbox.invented.draws import Draws, Ints, Ragged, words
from leadwidgets.sandbox.invented.lead_lists import LeadLists
from leadwidgets.sandbox.invented.names import (
    EMAIL_DOMAINS,
    FIRST_NAMES,
    LAST_NAMES,
    MIDDLE_NAMES,
    STREETS,
    SUFFIXES,
    TITLES,
    UNITS,
)
from leadwidgets.sandbox.invented.stories import WRONG_TIMEZONE


@dataclass(frozen=True, slots=True)
class Persons:
    """Who the leads are.

    Attributes
    ----------
    person
        For each lead the first lead that is the same person; mostly itself.
    place
        For each lead the position in its country's places of where it lives.
    columns
        What else was drawn.
    """

    person: Ints
    place: Ints
    columns: dict[str, Any]


def draw_persons(draws: Draws, lists: LeadLists, casts: Casts, country: Country) -> Persons:
    """Draw who the leads are. One that repeats a person of an older list repeats all of it."""
    person = _persons(draws, lists, casts)
    place = _places(draws, casts, country)
    zips = Ragged([place.zips for place in country.places])
    cities = Ragged([place.cities for place in country.places])
    states = [place.state for place in country.places]

    def rarely(vocabulary: tuple[str, ...], share: float) -> pa.Array:
        return words(
            draws.among(len(vocabulary))[person], vocabulary, ~draws.happens(share)[person]
        )

    drawn = {
        "firstName": words(draws.among(len(FIRST_NAMES))[person], FIRST_NAMES),
        "lastName": words(
            draws.among(len(LAST_NAMES))[person], LAST_NAMES, draws.happens(0.004)[person]
        ),
        "midName": rarely(MIDDLE_NAMES, 0.2),
        "title": rarely(TITLES, 0.12),
        "suffix": rarely(SUFFIXES, 0.02),
        "shouted": draws.happens(0.04)[person],
        "houseNumber": (1 + draws.among(9_899))[person],
        "street": words(draws.among(len(STREETS))[person], STREETS, draws.happens(0.03)[person]),
        "unit": rarely(UNITS, 0.15),
        "unitNumber": (1 + draws.among(420))[person],
        "city": words(cities.draw(draws, place)[person], cities.words, draws.happens(0.01)[person]),
        "state": words(
            place[person],
            states,
            draws.happens(0.006)[person] & ~casts.of(WRONG_TIMEZONE),
        ),
        "zipPrefix": words(
            zips.draw(draws, place)[person], zips.words, draws.happens(0.02)[person]
        ),
        "zipRest": draws.among(100)[person],
        "zipPlus": np.where(draws.happens(0.05), 1 + draws.among(9_998), 0)[person],
        "emailDomain": rarely(EMAIL_DOMAINS, 0.65),
        "emailNumber": (1 + draws.among(97))[person],
        "externNumber": (draws.among(90_000_000) + 1_000)[person],
        "externKind": draws.weighted((87.0, 10.0, 3.0))[person],
        **_phones(draws, place, person, country),
    }
    return Persons(person, place[person], drawn)


def _places(draws: Draws, casts: Casts, country: Country) -> Ints:
    """Draw where people live; those of a list with western times by mistake live elsewhere."""
    place = draws.weighted(country.weights)
    misled = casts.members[WRONG_TIMEZONE]
    elsewhere = [place.weight * (place.clock != country.western) for place in country.places]
    place[misled] = Draws(misled.size, draws.generator).weighted(elsewhere)
    return place


def _persons(draws: Draws, lists: LeadLists, casts: Casts) -> Ints:
    """Give for each lead the first lead that is the same person; mostly itself."""
    person = np.arange(draws.size)
    older = lists.starts[lists.of_lead]
    again = draws.happens(lists.column("repeats")) & (older > 0)
    person[again] = draws.among(np.maximum(older, 1))[again]
    for story, models in casts.models.items():
        person[casts.members[story]] = models
    while not np.array_equal(nearer := person[person], person):
        person = nearer
    return person


def _phones(draws: Draws, place: Ints, person: Ints, country: Country) -> dict[str, Any]:
    """Give each person a number, some two, a few three; no number twice while there are enough."""
    area_codes = Ragged([place.area_codes for place in country.places])
    codes = sorted(set(area_codes.words))
    shared = np.array([codes.index(code) for code in area_codes.words])
    area = shared[area_codes.draw(draws, place)]
    second, third = draws.happens(0.06), draws.happens(0.01)
    serial = _serials(np.concatenate([area, area, area]))
    columns: dict[str, Any] = {"areaCode": words(area[person], codes)}
    for name, numbers, missing in zip(
        ("phone", "secondPhone", "thirdPhone"),
        np.split(serial, 3),
        (None, ~second[person], ~(second & third)[person]),
        strict=True,
    ):
        columns[name] = pa.array(numbers[person], mask=missing)
    return columns


def _serials(groups: Ints) -> Ints:
    """Give each value's number among its equals: 0, 1, 2, … in the order in which they come."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    first = np.searchsorted(ordered, ordered, side="left")
    serials = np.empty_like(groups)
    serials[order] = np.arange(groups.size) - first
    return serials
