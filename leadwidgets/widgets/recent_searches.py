"""`RecentSearches`: what was searched in a session, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from leadwidgets.criteria import SearchCriteria

MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class RecentSearch:
    """What was searched, and the same in a sentence."""

    number: int
    criteria: SearchCriteria
    words: str


class RecentSearches:
    """The last `MOST_RECENT` different searches."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._searches: list[RecentSearch] = []

    def __iter__(self) -> Iterator[RecentSearch]:
        return iter(self._searches)

    def add(self, criteria: SearchCriteria, words: str) -> None:
        """Keep a search; the same again takes the place of the one before."""
        others = [one for one in self._searches if one.criteria != criteria]
        newest = RecentSearch(next(self._numbers), criteria, words)
        self._searches = [newest, *others][:MOST_RECENT]

    def criteria(self, number: int) -> SearchCriteria | None:
        """Give what was searched; None if that is not kept any more."""
        return next((one.criteria for one in self._searches if one.number == number), None)
