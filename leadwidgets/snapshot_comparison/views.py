"""A comparison in words, and as plain HTML without a script."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadwidgets.breakdown import NONE_COLOUR, STYLE, Part, StaticBars, percent
from leadwidgets.plain_text import shown
from leadwidgets.snapshot_comparison.matching import APPEARED, MOVED, SAME, VANISHED
from leadwidgets.snapshot_comparison.shares import ALL

_MOST_MOVES = 10
_MOST_CHANGES = 12
_LONGEST_VALUE = 40
_POINTS = 100
_HEADS = ("Share", "Before", "After", "Change, 95 % interval", "Method")


@dataclass(frozen=True, slots=True)
class _Change:
    """A row of shares in words."""

    figure: str
    value: str
    before: str
    after: str
    basis: str
    points: str
    method: str


def count_lines(counts: pd.DataFrame) -> Iterator[str]:
    """Tell what became of the leads: of moves in any case, of the rest what happened.

    Of two groups without a lead on both sides there are no moves to tell.
    """
    rows = counts.to_dict("records")
    groups = any(row["what"] == SAME and not row["basis"] for row in rows)
    for row in rows:
        is_move = row["what"] in {SAME, MOVED, VANISHED, APPEARED}
        if (is_move and not groups) or (row["leads"] and not is_move):
            share = f" ({percent(row['leads'], row['basis'])})" if row["basis"] else ""
            yield f"{row['what']}: {row['leads']:,} of {row['basis']:,} {row['of']}{share}"


def change_lines(shares: pd.DataFrame) -> Iterator[str]:
    """Tell the largest changes that are more than noise."""
    changes = _beyond_noise(shares)
    yield _how_many(shares, changes)
    for one in changes[:_MOST_CHANGES]:
        yield (
            f"{one.figure}, {one.value}: {one.before} → {one.after} {one.basis}, {one.points} "
            f"({one.method})"
        )
    yield from _more(changes)


def to_html(
    lines: Sequence[str], counts: Sequence[str], moves: pd.DataFrame, shares: pd.DataFrame
) -> str:
    """Give all as a part of a page, which brings its own styles."""
    told = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    items = "".join(f"<li>{html.escape(line)}</li>" for line in counts)
    parts = (f"<style>{STYLE}</style>", told, f"<ul>{items}</ul>", _moves_html(moves))
    return f'<div class="lws">{"".join(parts)}{_changes_html(shares)}</div>'


def _moves_html(moves: pd.DataFrame) -> str:
    moved = moves[moves["fate"] == MOVED].sort_values("leads", ascending=False, kind="stable")
    if moved.empty:
        return ""
    rows = moved.head(_MOST_MOVES).to_dict("records")
    labels = [
        " → ".join(shown(row[name], _LONGEST_VALUE) for name in ("state_before", "state_after"))
        for row in rows
    ]
    numbers = [int(row["leads"]) for row in rows]
    if rest := int(moved["leads"].sum()) - sum(numbers):
        labels.append(f"{len(moved) - _MOST_MOVES:,} other moves")
        numbers.append(rest)
    part = Part("", numbers, [NONE_COLOUR] * len(numbers))
    return StaticBars("Leads that moved to another state", labels, [part]).to_html()


def _changes_html(shares: pd.DataFrame) -> str:
    changes = _beyond_noise(shares)
    title = html.escape(_how_many(shares, changes))
    if not changes:
        return f"<p>{title}</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    rows = "".join(map(_row, changes[:_MOST_CHANGES]))
    more = "".join(f"<p>{line}</p>" for line in _more(changes))
    return (
        f'<div class="lws-scroll" role="region" aria-label="{title}" tabindex="0">'
        f'<table class="lws-bars"><caption>{title}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{more}"
    )


def _row(change: _Change) -> str:
    of = f"{change.figure}, of {change.basis}"
    name = f"<bdi>{html.escape(change.value)}</bdi> ({html.escape(of)})"
    cells = (change.before, change.after, change.points, change.method)
    data = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{name}</th>{data}</tr>'


def _how_many(shares: pd.DataFrame, changes: Sequence[_Change]) -> str:
    compared = int(((shares["of"] == ALL) & shares["change"].notna()).sum())
    return (
        f"{len(changes):,} of {compared:,} shares of all leads changed by more than noise "
        "(95 % intervals)"
    )


def _more(changes: Sequence[_Change]) -> Iterator[str]:
    if len(changes) > _MOST_CHANGES:
        yield f"{len(changes) - _MOST_CHANGES:,} more in shares"


def _beyond_noise(shares: pd.DataFrame) -> list[_Change]:
    beyond = shares[(shares["of"] == ALL) & shares["beyond_noise"].fillna(value=False)]
    by_size = beyond.sort_values("change", key=abs, ascending=False, kind="stable")
    return [_change(row) for row in by_size.to_dict("records")]


def _change(row: Mapping[Any, Any]) -> _Change:
    before, after = (
        f"{percent(row[f'leads_{side}'], row[f'basis_{side}'])} of {row[f'basis_{side}']:,}"
        for side in ("before", "after")
    )
    change, low, high = (_POINTS * row[name] for name in ("change", "low", "high"))
    return _Change(
        figure=row["figure"],
        value=shown(row["value"], _LONGEST_VALUE),
        before=before,
        after=after,
        basis=row["basis"],
        points=f"{change:+.1f} points ({low:+.1f} to {high:+.1f})",
        method=row["method"],
    )
