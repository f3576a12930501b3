"""Saved leads whose columns are known: which are fields, and what is said of their values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.column_matching import match_columns
from leadwidgets.sandbox.snapshots.column_tables import ColumnsSaid
from leadwidgets.sandbox.snapshots.columns import FieldColumn, made_null_noted, without_words
from leadwidgets.sandbox.snapshots.next_steps import keeping, saying
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.own_columns import with_names_of_their_own
from leadwidgets.sandbox.snapshots.proposals import Proposals, propose
from leadwidgets.sandbox.snapshots.required import CAMPAIGN, check_required
from leadwidgets.sandbox.snapshots.said import Fill, fields_filled, filled, readings_told
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Saved leads, ready to be read field by field.

    Attributes
    ----------
    saved
        As they were found.
    frame
        A row a lead, with what the user says that empty values are.
    matched
        From a field of the API to the column that it is.
    columns
        From a column to the field that it is said, or accepted, to be.
    told
        From a field to how the user says that its times are written.
    notes
        What was done so far, as sentences without a full stop.
    """

    saved: SavedLeads
    frame: pd.DataFrame
    matched: Mapping[str, str]
    columns: Mapping[str, str]
    told: Mapping[str, str]
    notes: tuple[str, ...]

    @property
    def fields(self) -> list[FieldColumn]:
        """The columns that are fields."""
        return [
            FieldColumn(field, name, self.frame[name], self.saved)
            for field, name in self.matched.items()
        ]


def prepared(saved: SavedLeads, said: ColumnsSaid, options: ReadingOptions) -> Prepared:
    """Find out which columns are fields, and do what the user says.

    Raises
    ------
    SnapshotError
        If a required column is missing, or what is said does not fit the columns.
    """
    frame, made_null = without_words(with_text_names(saved.frame), options.null_words)
    found = list(frame.columns)
    columns, proposals = _recognised(frame, said, options)
    matched = match_columns(found, columns)
    fill = _filling(matched, options)
    known = {*matched, *fields_known(options, found)}
    check_required(frame, known, lambda: proposals or proposed(frame, said, options))
    told = readings_told(options.times, found, matched, columns)
    frame = with_names_of_their_own(frame, matched.values())
    frame, matched, filled_notes = filled(frame, matched, fill)
    accepted = () if proposals is None else proposals.told()
    notes = (*accepted, *made_null_noted(made_null), *filled_notes)
    return Prepared(saved, frame, matched, columns, told, notes)


def proposed(frame: pd.DataFrame, said: ColumnsSaid, options: ReadingOptions) -> Proposals:
    """Propose columns for the fields of which nothing is said.

    Raises
    ------
    SnapshotError
        If what is said does not fit the columns.
    """
    found = list(frame.columns)
    matched = match_columns(found, said.fields)
    return propose(frame, matched, said.fields, fields_known(options, found))


def fields_known(options: ReadingOptions, found: list[str]) -> set[str]:
    """Give the fields that need no column."""
    filled_up = fields_filled(options.fill, found)
    return filled_up if options.campaign is None else {CAMPAIGN, *filled_up}


def _recognised(
    frame: pd.DataFrame, said: ColumnsSaid, options: ReadingOptions
) -> tuple[Mapping[str, str], Proposals | None]:
    """Tell which columns are which fields as said, and as proposed if that is accepted."""
    if not said.auto:
        return said.fields, None
    proposals = proposed(frame, said, options)
    return {**said.fields, **proposals.columns}, proposals


def with_text_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Make texts of the names of columns.

    Raises
    ------
    SnapshotError
        If several columns have the same, or one is not Unicode.
    """
    names = list(map(str, frame.columns))
    for name in names:
        if not is_unicode(name):
            raise SnapshotError(
                f"The column name {name!r} is not Unicode", next_step="Rename or drop the column."
            )
    twice = sorted(name for name, often in Counter(names).items() if often > 1)
    if twice:
        raise SnapshotError(
            f"Several columns have the same name: {', '.join(map(repr, twice))}",
            next_step="Rename or drop all but one of each.",
        )
    return frame.set_axis(names, axis=1)


def is_unicode(text: str) -> bool:
    """Tell whether a text holds no half of a surrogate pair."""
    return not any("\ud800" <= one <= "\udfff" for one in text)


def _filling(matched: Mapping[str, str], options: ReadingOptions) -> Fill:
    """Give what empty values are, the one campaign of all leads among it.

    Raises
    ------
    SnapshotError
        If there is one campaign for all, and a column of campaigns, too.
    """
    if options.campaign is None:
        return options.fill
    if CAMPAIGN in matched:
        column = matched[CAMPAIGN]
        fill = saying("fill", "--fill", [(column, options.campaign)])
        raise SnapshotError(
            f"All leads are said to be of the campaign {str(options.campaign)!r:.80}, and the "
            f"column {column!r} says of which campaign each is",
            next_step=f"Leave the campaign out; or say that only empty values are of it: {fill}; "
            f"or keep that column as it is with {keeping(column)}.",
        )
    return ((CAMPAIGN, options.campaign), *options.fill)
