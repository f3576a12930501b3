"""A column of times, read as a whole in one way, or refused with the ways that are possible."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.columns import times, values
from leadwidgets.sandbox.snapshots.columns.field_column import (
    FieldColumn,
    Places,
    Read,
    counted,
    rows_of,
)
from leadwidgets.sandbox.snapshots.columns.null_words import are_null_words, null_words_in
from leadwidgets.sandbox.snapshots.next_steps import keeping, saying


def read_times(column: FieldColumn, told: str | None) -> Read:
    """Read the times of a column, in UTC and to the millisecond, as the account keeps them.

    Parameters
    ----------
    column
        What there is.
    told
        The name of a reading, if the user says which it is.

    Raises
    ------
    SnapshotError
        If several readings are possible, or none.
    """
    if pd.api.types.is_datetime64_any_dtype(column.series.dtype):
        moments = values.utc(column.series)
        aware = getattr(column.series.dt, "tz", None) is not None
        unnamed = 0 if aware else len(moments) - moments.null_count
        return _in_milliseconds(column, moments, _offsets_noted(column.name, times.ISO, unnamed))
    texts = values.trimmed(column.series)
    never = times.are_never(texts)
    written = _written(texts)
    reading, made = _told(column, written, told) if told else _only_one(column, written)
    notes = [*_offsets_noted(column.name, reading, made.without_offset)]
    zeros = int(pc.sum(never).as_py() or 0)
    if zeros:
        notes.append(f"{column.name}: {counted(zeros, 'zero date')} became null: never")
    for word, often in null_words_in(texts).items():
        notes.append(f"{column.name}: {word} ({often:,}) became null")
    return _in_milliseconds(column, made.moments, notes)


def readings_of(series: "pd.Series[Any]") -> tuple[str, ...]:
    """Give the names of the readings that make times of all values of a column; see `times`."""
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        return (times.ISO,)
    return tuple(times.possible_readings(_written(values.trimmed(series))))


def _written(texts: pa.Array) -> pa.Array:
    """Make null what says that there is no time."""
    return pc.if_else(pc.or_(times.are_never(texts), are_null_words(texts)), None, texts)


def _offsets_noted(name: str, reading: str, without_offset: int) -> Iterator[str]:
    in_utc = ", in UTC" if without_offset else ""
    if reading != times.ISO:
        yield f"{name} was read as {reading}{in_utc}"
    elif without_offset:
        yield f"{name}: {counted(without_offset, 'time')} without an offset read as UTC"


def _told(column: FieldColumn, written: pa.Array, reading: str) -> tuple[str, times.Moments]:
    made = times.READINGS[reading](written)
    misfits = _unread(made.moments, written)
    if not misfits.any():
        return reading, made
    why = f"said to be {reading}, and {_values(misfits)} are not"
    possible = times.possible_readings(written)
    if possible:
        raise column.refused(why, rows_of(misfits), f"Say {_choices(column, possible)}.")
    raise _refused(column, why, misfits)


def _only_one(column: FieldColumn, written: pa.Array) -> tuple[str, times.Moments]:
    possible = times.possible_readings(written)
    if len(possible) == 1:
        return next(iter(possible.items()))
    if possible:
        raise SnapshotError(
            f"The times in the column {column.name!r}, which is {column.field}, may be "
            f"{' or '.join(possible)}",
            next_step=f"Say which with {_choices(column, possible)}.",
        )
    nearest, made = times.nearest_reading(written)
    misfits = _unread(made.moments, written)
    misfits[times.implausible(made.moments)] = True
    raise _refused(
        column,
        "which holds times, and no one way of writing them makes all its values times from 1990 to "
        f"2099; {_values(misfits)} are none as {nearest}",
        misfits,
    )


def _choices(column: FieldColumn, readings: Iterable[str]) -> str:
    return ", or ".join(saying("times", "--time", [(column.name, name)]) for name in readings)


def _values(misfits: Places) -> str:
    return f"{int(misfits.sum()):,} of its values"


def _refused(column: FieldColumn, why: str, misfits: Places) -> SnapshotError:
    say = saying("times", "--time", [(column.name, "unix seconds")])
    return column.refused(
        why,
        rows_of(misfits),
        f"Correct them; or say how they are written, such as {say} "
        f"(known: {', '.join(times.READINGS)}); or keep the column as it is with "
        f"{keeping(column.name)}.",
    )


def _unread(moments: pa.Array, written: pa.Array) -> Places:
    return np.asarray(pc.and_(moments.is_null(), written.is_valid()))


def _in_milliseconds(column: FieldColumn, moments: pa.Array, notes: Iterable[str]) -> Read:
    whole = pc.floor_temporal(moments, unit="millisecond")
    finer = int(pc.sum(pc.not_equal(whole, moments)).as_py() or 0)
    outside = times.implausible(moments)
    noted = [*notes]
    if finer:
        noted.append(f"{column.name}: {counted(finer, 'time')} cut to whole milliseconds")
    if outside:
        noted.append(
            f"{column.name}: {counted(len(outside), 'time')} before 1990 or after 2099, the first "
            f"in {column.saved.place(outside[0])}"
        )
    return Read(whole, tuple(noted))
