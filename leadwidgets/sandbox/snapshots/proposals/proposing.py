"""Which columns to propose for which fields."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.sandbox.snapshots.column_matching import plain
from leadwidgets.sandbox.snapshots.columns import KEPT_IN, blank
from leadwidgets.sandbox.snapshots.next_steps import saying
from leadwidgets.sandbox.snapshots.proposals.evidence import can_be
from leadwidgets.sandbox.snapshots.proposals.guesses import GUESSES, Guess


@dataclass(frozen=True, slots=True)
class Proposals:
    """What columns may be.

    Attributes
    ----------
    columns
        From a column to the field that it is proposed for, named as in a DataFrame of leads.
    competing
        From a field of the API to the columns of which each may be it, and none is proposed.
    passed_over
        From a column that is proposed for nothing to the field that it might have been, had it not
        been for a likelier column. It is kept as it is.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    competing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passed_over: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> Iterator[str]:
        """Say what is proposed, as a note on leads that were read so."""
        if self.columns:
            chosen = ", ".join(f"{name!r} is {of}" for name, of in self.columns.items())
            yield f"Columns taken for fields by their names and values: {chosen}"
        yield from self.doubts()

    def doubts(self) -> Iterator[str]:
        """Say which columns might be fields, too, and were not chosen."""
        for api, names in self.competing.items():
            column = LEAD_FIELDS[api].column
            yield (
                f"{column}: {' and '.join(map(repr, names))} may be it, and none was chosen; say "
                f"which with {saying('columns', '--column', [(names[0], column)])}"
            )
        for name, of in self.passed_over.items():
            yield f"{name!r} may be {of}, too, and is kept as it is"


def propose(
    frame: pd.DataFrame, matched: Mapping[str, str], said: Collection[str], known: Collection[str]
) -> Proposals:
    """Propose columns for the fields that no column is.

    Parameters
    ----------
    frame
        The leads.
    matched
        From a field of the API to the column that it is.
    said
        Columns of which the user has said what they are.
    known
        Fields that need no column.
    """
    search = _Search(frame, dict(matched), set(said))
    for api in dict.fromkeys(guess.field for guess in GUESSES):
        if api not in search.taken and api not in known:
            search.find(api, [guess for guess in GUESSES if guess.field == api])
    used = {*search.chosen, *(name for names in search.competing.values() for name in names)}
    return Proposals(
        {name: LEAD_FIELDS[api].column for name, api in search.chosen.items()},
        search.competing,
        {
            name: LEAD_FIELDS[api].column
            for name, api in search.passed_over.items()
            if name not in used and name not in matched.values()
        },
    )


class _Search:
    """Columns that are still free, and what was found for the fields so far."""

    def __init__(self, frame: pd.DataFrame, taken: dict[str, str], said: set[str]) -> None:
        self._frame = frame
        self._said = said
        self.taken = taken
        self.chosen: dict[str, str] = {}
        self.competing: dict[str, tuple[str, ...]] = {}
        self.passed_over: dict[str, str] = {}

    def find(self, api: str, guesses: list[Guess]) -> None:
        """Choose the column that is likeliest a field, if one is; an empty one is less likely."""
        ranks = [self._candidates(guess) for guess in guesses]
        empty = {name for names in ranks for name in names if blank(self._frame[name]).all()}
        with_values = [[name for name in names if name not in empty] for names in ranks]
        likeliest = next((names for names in (*with_values, *ranks) if names), [])
        if len(likeliest) > 1:
            self.competing[api] = tuple(likeliest)
        elif likeliest:
            [name] = likeliest
            self.chosen[name], self.taken[api] = api, name
            for other in (other for names in with_values for other in names if other != name):
                self.passed_over.setdefault(other, api)

    def _candidates(self, guess: Guess) -> list[str]:
        if guess.beside and guess.beside not in self.taken:
            return []
        return [
            name
            for name in map(str, self._frame.columns)
            if plain(name) in guess.names
            and self._is_free(name, guess.field)
            and (not guess.judged or can_be(guess.field, self._frame[name]))
        ]

    def _is_free(self, name: str, api: str) -> bool:
        """Tell whether nothing is said of a column.

        What is called as the text of an id may be the id itself, where there is no other: the text
        is kept where it was.
        """
        if name in self._said or name in self.chosen:
            return False
        if name not in self.taken.values():
            return True
        return api in KEPT_IN and self.taken.get(KEPT_IN[api]) == name
