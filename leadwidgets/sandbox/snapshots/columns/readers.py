"""How each field is read from its column: into the account's type, with what was noticed.

A value that is not understood refuses its column by name; none is guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind, Personal
from leadwidgets.sandbox.snapshots.columns import ids, phones, values
from leadwidgets.sandbox.snapshots.columns.dispositions import AGENT, SYSTEM, WHOLE, whole_meant
from leadwidgets.sandbox.snapshots.columns.field_column import (
    FieldColumn,
    Places,
    Read,
    counted,
    rows_of,
)
from leadwidgets.sandbox.snapshots.columns.null_words import (
    NULL_WORDS,
    are_null_words,
    null_words_in,
)
from leadwidgets.sandbox.snapshots.columns.time_columns import read_times
from leadwidgets.sandbox.snapshots.next_steps import keeping, saying
from leadwidgets.vocabulary import (
    LEAD_TIMEZONES,
    canonical_lead_state,
    lead_state_meant,
    system_disposition_meant,
)

KEPT_IN = {"leadId": "externId", "campaignId": "campaignName", "listId": "listDesc"}
"""From ids that may be texts to the field that keeps these."""

_MOST_SHOWN = 5


def read_field(column: FieldColumn, told: str | None = None) -> Read:
    """Read the column of a field.

    Parameters
    ----------
    column
        What there is.
    told
        How the user says that its times are written.

    Raises
    ------
    SnapshotError
        If a value is not what the field holds.
    """
    field = LEAD_FIELDS[column.field]
    if field.kind is LeadKind.TIME:
        return read_times(column, told)
    if column.field in _READERS:
        return _READERS[column.field](column)
    if field.personal is Personal.PHONE:
        return _phones(column)
    if field.kind in (LeadKind.TEXT, LeadKind.CATEGORY):
        return _text(column)
    return _typed(column, field.kind)


def _typed(column: FieldColumn, kind: LeadKind) -> Read:
    """Read numbers, flags or JSON. Words that stand for nothing are null there."""
    array = values.READERS[kind](column.series)
    misfits = np.asarray(array.is_null()) & ~values.blank(column.series)
    if not misfits.any():
        return Read(array)
    words = np.asarray(are_null_words(values.trimmed(column.series)))
    if (misfits & ~words).any():
        raise _misfit(column, values.EXPECTED[kind], misfits & ~words, keeping(column.name))
    return Read(array, tuple(null_words_noted(column.name, values.trimmed(column.series))))


def _suppressed(column: FieldColumn) -> Read:
    """Read who is suppressed. A lead that does not say so is not: else no search would find it."""
    read = _typed(column, LeadKind.FLAG)
    silent = read.array.null_count
    if not silent:
        return read
    noted = f"{column.name}: {counted(silent, 'empty value')} became false: not suppressed"
    return Read(pc.fill_null(read.array, fill_value=False), (*read.notes, noted))


def _misfit(column: FieldColumn, expected: str, misfits: Places, otherwise: str) -> SnapshotError:
    rows = rows_of(misfits)
    return column.refused(
        f"which holds {expected}, and {len(rows):,} of its values are something else",
        rows,
        f"Correct them, or keep the column as it is with {otherwise}.",
    )


def null_words_noted(name: str, texts: pa.Array) -> Iterator[str]:
    """Say which words of a column were taken as null."""
    found = null_words_in(texts)
    if found:
        yield f"{name}: {_shown(found)} became null"


def _text(column: FieldColumn) -> Read:
    texts = values.texts(column.series)
    notes = [*_lost_digits_noted(column.name, texts)]
    if column.field == "zip":
        notes += _lost_zeros_noted(column.name, texts)
    return Read(texts, tuple(notes))


def _phones(column: FieldColumn) -> Read:
    texts = values.texts(values.joined(column.series, phones.BAR))
    notes = [*_lost_digits_noted(column.name, texts)]
    several = _number_of(phones.hold_several(texts))
    if several:
        notes.append(
            f"{column.name}: {counted(several, 'value')} with several phone numbers got the bars "
            "that RingCX puts between them"
        )
    return Read(phones.with_bars(texts), tuple(notes))


def _lost_digits_noted(name: str, texts: pa.Array) -> Iterator[str]:
    lost = _number_of(phones.have_lost_digits(texts))
    if lost:
        yield (
            f"{name}: digits are gone in {counted(lost, 'value')} such as 1.2E+09; "
            "export the column as text"
        )


def _lost_zeros_noted(name: str, texts: pa.Array) -> Iterator[str]:
    lost = _number_of(phones.have_lost_zeros(texts))
    if lost:
        yield (
            f"{name}: {counted(lost, 'value')} of three or four digits may have lost leading "
            "zeros; export the column as text"
        )


def _code(column: FieldColumn, *, meant: Callable[[str], str] = str) -> Read:
    """Read values that searches go by, without blanks around them: blank ones as null.

    Known ones get one spelling.
    """
    coded = values.texts(column.series).dictionary_encode()
    typed = coded.dictionary.to_pylist()
    spelled = [meant(text.strip()) if text.strip() else None for text in typed]
    often = np.bincount(coded.indices.drop_null(), minlength=len(typed)).tolist()
    found = list(zip(typed, spelled, often, strict=True))
    blank = sum(number for _, code, number in found if code is None)
    changed = Counter(
        {
            f"{text} → {code}": number
            for text, code, number in found
            if code not in (None, canonical_lead_state(text), text.strip())
        }
    )
    stripped = sum(number for text, code, number in found if text != code == text.strip())
    notes = []
    if changed:
        notes.append(
            f"{column.name}: {counted(changed.total(), 'value')} got the spelling of RingCX: "
            f"{_shown(changed)}"
        )
    if stripped:
        notes.append(f"{column.name}: {counted(stripped, 'value')} lost the blanks around them")
    if blank:
        notes.append(f"{column.name}: {counted(blank, 'blank value')} became null")
    array = pa.array(spelled, pa.string()).take(coded.indices)
    return Read(array, (*notes, *(_zones_noted(array) if column.field == "leadTimezone" else ())))


def _zones_noted(array: pa.Array) -> Iterator[str]:
    counts = {entry["values"].as_py(): entry["counts"].as_py() for entry in array.value_counts()}
    unknown = Counter(
        {
            zone: number
            for zone, number in counts.items()
            if zone is not None and zone not in LEAD_TIMEZONES and zone not in NULL_WORDS
        }
    )
    if unknown:
        yield f"Timezones that are none of RingCX's abbreviations were kept: {_shown(unknown)}"


def _without_null_words(column: FieldColumn) -> pa.Array:
    texts = values.trimmed(column.series)
    return pc.if_else(are_null_words(texts), None, texts)


def _lead_ids(column: FieldColumn) -> Read:
    """Read lead ids. Where all are texts, each gets a number that is the same in every file."""
    texts = _without_null_words(column)
    numbers = values.integers(column.series)
    misfits = np.asarray(pc.and_(numbers.is_null(), texts.is_valid()))
    if not misfits.any():
        return Read(numbers)
    lost = np.asarray(phones.have_lost_digits(texts))
    if numbers.null_count == len(numbers):
        misfits &= ~np.asarray(pc.fill_null(ids.look_like_ids(texts), fill_value=False))
    if misfits.any() or lost.any():
        raise _wrong_id(column, misfits, lost)
    distinct = ids.distinct(texts)
    made = {text: ids.lead_id_for(text) for text in distinct}
    return Read(
        ids.replaced(texts, made),
        (f"{column.name}: texts got numbers that are made of them, the same in every file",),
        texts,
    )


def _numbered_ids(column: FieldColumn) -> Read:
    """Read ids of campaigns or lists. Those that no search takes are numbered."""
    texts = _without_null_words(column)
    numbers = values.integers(column.series)
    usable = pc.and_(pc.greater(numbers, 0), pc.less_equal(numbers, ids.LARGEST))
    numbers = pc.if_else(usable, numbers, None)
    named = pc.if_else(pc.is_null(numbers), texts, None)
    noted = tuple(null_words_noted(column.name, values.trimmed(column.series)))
    if named.null_count == len(named):
        return Read(numbers, noted)
    lost = np.asarray(phones.have_lost_digits(named))
    if lost.any():
        raise _wrong_id(column, lost, lost)
    made = ids.numbers_for(ids.distinct(named), numbers.drop_null().to_pylist())
    shown = [f"{text} is {number}" for text, number in made.items()]
    return Read(
        pc.coalesce(numbers, ids.replaced(named, made)),
        (
            *noted,
            f"{column.name}: texts got numbers: {_listed(shown)}",
        ),
        named,
    )


def _wrong_id(column: FieldColumn, misfits: Places, lost: Places) -> SnapshotError:
    rows = rows_of(lost if lost.any() else misfits)
    if lost.any():
        return column.refused(
            f"and digits are gone in {counted(len(rows), 'value')} such as 1.2E+09",
            rows,
            "Export the column as text.",
        )
    return column.refused(
        f"which holds ids, and {len(rows):,} of its values are something else",
        rows,
        "Correct them, take those rows out, or say which other column it is: "
        f"{saying('columns', '--column', [('that column', column.field), (column.name, '')])}.",
    )


def _shown(often: Counter[str]) -> str:
    """Write the most frequent of some texts with their numbers."""
    return _listed([f"{text} ({number:,})" for text, number in often.most_common()])


def _listed(texts: list[str]) -> str:
    more = len(texts) - _MOST_SHOWN
    return ", ".join(texts[:_MOST_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _number_of(places: pa.Array) -> int:
    return int(pc.sum(places).as_py() or 0)


_READERS: Mapping[str, Callable[[FieldColumn], Read]] = {
    "leadId": _lead_ids,
    "campaignId": _numbered_ids,
    "listId": _numbered_ids,
    "leadState": partial(_code, meant=lead_state_meant),
    SYSTEM: partial(_code, meant=system_disposition_meant),
    WHOLE: partial(_code, meant=whole_meant),
    AGENT: _code,
    "state": _code,
    "leadTimezone": _code,
    "suppressed": _suppressed,
}
"""From a field to what reads it, where its kind does not tell."""
