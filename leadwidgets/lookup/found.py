"""`Found`: what came of a list that was looked up, value by value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from leadwidgets.lookup.asked import Asked
from leadwidgets.result import Receipt, SearchResult

FOUND, NOT_FOUND, DOUBLED = "found", "not found", "doubled"
_COLUMNS = ("list", "place", "value", "key", "outcome", "leads", "first_place")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Found:
    """The leads that a list of phone numbers or external ids found, and what it did not find.

    Neither its repr nor a message shows a value of the list; `asked` holds them.

    Attributes
    ----------
    result
        The leads, each once, with their receipt; it can be written to a file like any other.
    asked
        One row for each value that was given, in order. ``list`` is ``phone number`` or ``external
        id``; ``place`` counts from 1, without blank lines; ``value`` is the text that was given
        and ``key`` what is the same for all its spellings, null for what is none. ``outcome`` is
        ``found``, ``not found``, ``doubled`` (an earlier value has the same key; ``first_place`` is
        its place) or ``no phone number`` or ``no external id``. ``leads`` is how many leads have
        it.
    """

    result: SearchResult
    asked: pd.DataFrame

    @property
    def leads(self) -> pd.DataFrame:
        """The leads, with the columns of a search."""
        return self.result.leads

    @property
    def receipt(self) -> Receipt:
        """How the search went. Only if it is complete, what was not found is not there."""
        return self.result.receipt

    @property
    def not_found(self) -> pd.DataFrame:
        """The rows of `asked` that no lead has."""
        return self._with_outcome(NOT_FOUND)

    @property
    def doubled(self) -> pd.DataFrame:
        """The rows of `asked` that repeat an earlier one, in the same spelling or another."""
        return self._with_outcome(DOUBLED)

    @property
    def unreadable(self) -> pd.DataFrame:
        """The rows of `asked` that are no phone number, or no external id."""
        return self.asked[self.asked["key"].isna()]

    def _with_outcome(self, outcome: str) -> pd.DataFrame:
        return self.asked[self.asked["outcome"] == outcome]

    def lines(self) -> Iterator[str]:
        """Tell what came of each list, in counts."""
        for kind, entries in self.asked.groupby("list", sort=False, observed=True):
            counts = entries["outcome"].value_counts(sort=False)
            told = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items() if count)
            yield f"{len(entries):,} {kind}{'' if len(entries) == 1 else 's'}: {told}"

    def __repr__(self) -> str:
        return "\n".join(["Found", *(f"  {line}" for line in self.lines()), repr(self.receipt)])

    def _repr_html_(self) -> str:
        # Neither the leads nor the list: what is displayed is saved into the notebook.
        lines = "".join(f"<p>{line}</p>" for line in self.lines())
        return f"{lines}{self.receipt._repr_html_()}"


def found_among(result: SearchResult, lists: Sequence[Asked]) -> Found:
    """Tell which values the leads of a result have."""
    rows: list[tuple[object, ...]] = []
    for asked in lists:
        kind, places = asked.kind, asked.first_places
        by_key = kind.rows_by_key(result.leads, places) if places else {}
        seen: set[str] = set()
        for entry in asked.entries:
            leads, first = 0, None
            if entry.key is None:
                outcome = kind.none
            else:
                leads = len(by_key.get(entry.key, ()))
                outcome = FOUND if leads else NOT_FOUND
                if entry.key in seen:
                    outcome, first = DOUBLED, places[entry.key]
                seen.add(entry.key)
            rows.append((kind.name, entry.place, entry.text, entry.key, outcome, leads, first))
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    kinds = {"value": "str", "key": "str", "outcome": "str", "first_place": "Int64"}
    return Found(result, table.astype({"list": "str"} | kinds))
