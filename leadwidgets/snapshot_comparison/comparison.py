"""`compare`: two snapshots held against each other, and `SnapshotComparison`, what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.lookup import Found
from leadwidgets.result import Receipt, SearchResult
from leadwidgets.snapshot_comparison import views
from leadwidgets.snapshot_comparison.events import counted, events, gained_passes
from leadwidgets.snapshot_comparison.matching import VANISHED, Matching, matched
from leadwidgets.snapshot_comparison.moves import matrix, moves
from leadwidgets.snapshot_comparison.sankey import sankey
from leadwidgets.snapshot_comparison.shares import Measure, changes, measures
from leadwidgets.snapshot_comparison.sides import KEYS, Key, Side, side

if TYPE_CHECKING:
    import plotly.graph_objects as go

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SnapshotComparison:
    """What changed between two snapshots of leads.

    Each row before is a lead in the same state, one that moved, one that vanished, or one that
    cannot be told (``no key``, ``repeated key``); each row after is one in the same state, one that
    moved, one that appeared, or one that cannot be told. They add up to all rows of each side.

    Attributes
    ----------
    key
        What told which rows are the same lead; None if nothing did.
    notes
        What is doubtful in all, such as different criteria or an incomplete search.
    counts
        What became of the leads: ``what`` (``same state``, ``moved``, ``vanished``, ``appeared``,
        ``no key``, ``repeated key``, ``changed list``, ``changed campaign``, ``gained passes``,
        ``lost passes``, ``became suppressed``, ``no longer suppressed``), ``leads``, ``of`` (among
        which), ``basis`` (how many those are) and ``share`` (0 to 1). What needs a column that a
        side lacks is left out, and told in `notes`.
    moves
        A row for each pair of states that occurs: ``fate``, ``state_before`` (null for leads that
        appeared), ``state_after`` (null for those that vanished), ``leads`` and ``share`` (of the
        leads in that state before, 0 to 1).
    matrix
        The same as a cross-table of counts: states before as rows, after as columns;
        ``(appeared)`` is the last row, ``(vanished)`` the last column.
    passes
        ``gained`` (passes; negative where they were set back) and ``leads``, of the leads on both
        sides whose passes are known.
    shares
        A row for each share: ``figure`` (``lead state``, ``system disposition``, ``agent
        disposition``, ``penetration``, ``contact``, ``suppressed``), ``value``; ``of``, which is
        ``all leads`` and, where only some are, ``leads on both sides``; ``basis`` in words;
        ``leads``, ``basis`` and ``share``, each ``_before`` and ``_after``; ``change`` (after less
        before, -1 to 1), ``low`` and ``high`` (its 95 % interval), ``method``, and
        ``beyond_noise``: whether the interval leaves out 0. Dispositions are those of the last
        pass.
    """

    key: Key
    notes: tuple[str, ...]
    counts: pd.DataFrame
    moves: pd.DataFrame
    matrix: pd.DataFrame
    passes: pd.DataFrame
    shares: pd.DataFrame
    _before: Side
    _after: Side
    _matching: Matching
    _measures: Mapping[str, Measure]

    @property
    def receipts(self) -> tuple[Receipt | None, Receipt | None]:
        """The receipts of before and after; None for a table that was given without one."""
        return self._before.receipt, self._after.receipt

    def to_frame(self) -> pd.DataFrame:
        """Give a row for each lead of either side.

        Returns
        -------
        pandas.DataFrame
            ``key``, ``fate``, and ``state``, ``list``, ``campaign`` (texts of ids), ``passes``,
            ``suppressed`` and ``row`` (its place in the table, from 0), each with ``_before`` and
            ``_after``; null on a side where the lead is not.
        """
        return self._matching.leads.copy()

    def leads(  # noqa: PLR0913 - a keyword for each way of asking
        self,
        what: str | None = None,
        *,
        value: str | None = None,
        state_before: str | None = None,
        state_after: str | None = None,
        gained: int | None = None,
        side: Literal["before", "after"] | None = None,
    ) -> pd.DataFrame:
        """Give the leads behind a number.

        Parameters
        ----------
        what
            A ``what`` of `counts`, or a ``figure`` of `shares`; None for all leads.
        value
            Of the figure, as in `shares`; may be left out where a figure has one.
        state_before, state_after
            As in `moves`; ``(none)`` for leads without one.
        gained
            Passes, as in `passes`.
        side
            Whose rows to give. Unless said otherwise those after, and for leads that vanished those
            before.

        Returns
        -------
        pandas.DataFrame
            Rows of the table that was given, with all of its columns, in its order.

        Raises
        ------
        InvalidArgumentError
            If there is no such number.
        """
        of_side = side or (BEFORE if what == VANISHED else AFTER)
        if of_side not in (BEFORE, AFTER):
            raise InvalidArgumentError(f"Expected side to be before or after; got {side!r:.40}")
        table = (self._before if of_side == BEFORE else self._after).table
        leads = self._matching.leads
        rows = leads[f"row_{of_side}"]
        chosen = rows.notna() & self._meant(what, value, rows, of_side)
        for column, wanted in (("state_before", state_before), ("state_after", state_after)):
            if wanted is not None:
                chosen &= leads[column] == wanted
        if gained is not None:
            difference = leads["passes_after"] - leads["passes_before"]
            chosen &= (difference == gained).fillna(value=False)
        return table.iloc[np.sort(rows[chosen].to_numpy("int64"))]

    def figure(self) -> "go.Figure":
        """Draw the moves between states as a Sankey diagram: before at the left, after right."""
        told = int(self.moves["leads"].sum())
        return sankey(self.moves, f"Lead states before and after: {told:,} leads")

    def lines(self) -> Iterator[str]:
        """Tell the comparison in sentences."""
        yield from self._sides()
        yield from (f"Note: {note}" for note in self.notes)
        yield from views.count_lines(self.counts)
        yield from views.change_lines(self.shares)

    def __repr__(self) -> str:
        return "\n  ".join([f"SnapshotComparison by {self.key or 'no key'}", *self.lines()])

    def _repr_html_(self) -> str:
        # Not the leads: what is displayed is saved into the notebook.
        told = [*self._sides(), *(f"Note: {note}" for note in self.notes)]
        return views.to_html(told, [*views.count_lines(self.counts)], self.moves, self.shares)

    def _sides(self) -> Iterator[str]:
        for one in (self._before, self._after):
            yield from one.lines()

    def _meant(
        self, what: str | None, value: str | None, rows: pd.Series, side: str
    ) -> "pd.Series[bool]":
        """Tell which rows a count or a figure is of."""
        measure = self._measures.get(what or "")
        if measure is not None:
            place = _place(measure, value)
            codes = measure.before if side == BEFORE else measure.after
            return rows.isin(np.flatnonzero(codes == place))
        if value is not None:
            raise InvalidArgumentError(
                f"A value was given without a figure; what is {what!r:.40}",
                next_step=f"Take one of {', '.join(self._measures)}.",
            )
        if what is None:
            return rows.notna()
        found = [event.leads for event in events(self._matching.leads) if event.what == what]
        if not found:
            known = [*dict.fromkeys(self.counts["what"]), *self._measures]
            raise InvalidArgumentError(
                f"There is no number of leads {what!r:.40}",
                next_step=f"Take one of {', '.join(known)}.",
            )
        return pd.concat(found, axis=1).any(axis=1)


def compare(
    before: pd.DataFrame | SearchResult | Found,
    after: pd.DataFrame | SearchResult | Found,
    *,
    key: Key = "lead_id",
) -> SnapshotComparison:
    """Tell what changed between two snapshots of leads, or how two groups of leads differ.

    Leads are matched by a key. A key that several rows of a side have matches none of them, and
    rows without a key are matched with none; both are counted. Where no lead is on both sides, such
    as in two campaigns, their shares are compared as those of two groups.

    Shares are of the last pass, as leads know no other: ``penetration`` is leads with a pass or a
    time of the last one among all, ``contact`` leads whose last pass was ``ANSWER`` among those
    dialed that have a system disposition. An interval says how far a change may be chance if the
    leads are taken as a sample of leads like them; of twenty shares that did not change, one is
    beyond its 95 % interval.

    Parameters
    ----------
    before, after
        Leads with the columns of a search, under this package's names or the API's; of a result,
        its receipt is looked at.
    key
        ``lead_id``; ``extern_id`` or ``phone``, which stay with a lead that is copied to another
        campaign; None to match nothing and compare two groups. Phones are compared as `find` does;
        of several in one value, the first is the key.

    Returns
    -------
    SnapshotComparison
        Counts, moves, shares and the leads behind each.

    Raises
    ------
    InvalidArgumentError
        If a side is no table of leads, has no lead state, has a column twice, or lacks the key; or
        there is no such key.

    Notes
    -----
    Intervals are Newcombe's: hybrids of two Wilson scores, for pairs where the same leads are on
    both sides (Statistics in Medicine 17, 1998, pages 873 and 2635), and with the pairs' part of
    the correlation where some are (Zou and Donner, the same journal 27, 2008, 1693).
    """
    if key is not None and key not in KEYS:
        raise InvalidArgumentError(
            f"Expected key to be one of {', '.join(KEYS)}, or None; got {key!r:.40}"
        )
    sides = side(BEFORE, before), side(AFTER, after)
    for one in sides:
        if one.column("leadState") is None:
            raise InvalidArgumentError(
                f"The leads {one.name} have no column lead_state",
                next_step="Rename the column that holds it to lead_state.",
            )
    matching = matched(*sides, key)
    found = {measure.figure: measure for measure in measures(*sides)}
    counts, moved = counted(matching.leads), moves(matching.leads)
    return SnapshotComparison(
        key=key,
        notes=(*_notes(*sides), *_not_told(counts, found, len(matching.pairs[0]), key)),
        counts=counts,
        moves=moved,
        matrix=matrix(moved),
        passes=gained_passes(matching.leads),
        shares=changes([*found.values()], matching.pairs),
        _before=sides[0],
        _after=sides[1],
        _matching=matching,
        _measures=found,
    )


_WANTED = (
    *("changed list", "changed campaign", "gained passes", "became suppressed"),
    *("system disposition", "agent disposition", "penetration", "contact", "suppressed"),
)
"""What a side may lack the columns for."""


def _notes(before: Side, after: Side) -> Iterator[str]:
    for one in (before, after):
        if one.receipt is not None and not one.receipt.complete:
            yield (
                f"The leads {one.name} are not all, so leads may seem to have vanished or "
                f"appeared: {one.receipt.reason}"
            )
    if before.receipt is None or after.receipt is None:
        return
    if before.receipt.criteria != after.receipt.criteria:
        yield (
            "The criteria differ, so leads can appear or vanish without having changed; before: "
            f"{before.criteria()}; after: {after.criteria()}"
        )
    if before.receipt.account_id != after.receipt.account_id:
        yield "The accounts differ"
    if before.receipt.finished > after.receipt.finished:
        yield "The leads before are the newer ones"


def _not_told(
    counts: pd.DataFrame, found: Mapping[str, Measure], on_both: int, key: Key
) -> Iterator[str]:
    if on_both == 0:
        why = "no key was named" if key is None else f"{key} matched no lead"
        yield f"Compared as two groups: {why}"
    told = {*counts["what"], *found}
    if missing := [name for name in _WANTED if name not in told]:
        yield f"Not told, as a side lacks the columns: {', '.join(missing)}"


def _place(measure: Measure, value: str | None) -> int:
    if value is None and len(measure.levels) == 1:
        return 0
    if value in measure.levels:
        return measure.levels.index(value)
    raise InvalidArgumentError(
        f"No lead of either side has the value {value!r:.40} of {measure.figure}"
        if value is not None
        else f"Which {measure.figure}?",
        next_step="Take a value of the shares.",
    )
