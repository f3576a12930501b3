"""The lead inside ``campaignLead``, brought together with the fields of the row around it.

An answer may carry a lead's fields in the row, inside ``campaignLead`` (CampaignLead of
RingCentral's OpenAPI file), or in both. A field that the row lacks, or has as null, is filled from
the inside. What the inside says otherwise than the row stays in a column of its own. Extended data
are one in the same way, in whichever of the two places they come.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.frame.chunks import MICROSECONDS, Chunk
from leadwidgets.frame.dispositions import SEPARATOR
from leadwidgets.frame.lead_columns import COMPOSITE_DISPOSITION, ROW_FIELDS, SPELLINGS, Path
from leadwidgets.frame.misfits import NO_MISFITS, Misfits, overlaid

NESTED_LEAD = "campaignLead"
_EXTENDED = "extendedLeadData"

_INNER_PATHS: Mapping[Path, list[Path]] = {
    field: [path[1:] for path, other in ROW_FIELDS.items() if other == field]
    for field in ROW_FIELDS.values()
}
"""Where the inner lead has a field of the row."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def merged(columns: Mapping[Path, Chunk]) -> dict[Path, Chunk]:
    """Give a page's columns with the fields of the row filled from the lead inside it.

    Parameters
    ----------
    columns
        Path → the values, as the page has them.

    Returns
    -------
    dict[Path, Chunk]
        The same. Of the inner fields that a row can have, only values that contradict it are left.
    """
    whole = dict(columns)
    for path in columns:
        if (field := _field_of(path)) is None:
            continue
        inner, outer = whole.pop(path), whole.get(field)
        if outer is None or not outer.told:
            whole[field] = inner
            continue
        if inner.kind not in (None, outer.kind):  # of a field that nobody has documented
            whole[path] = inner
            continue
        has_outer, has_inner = _has(outer), _has(inner)
        if (fills := has_inner & ~has_outer).any():
            whole[field] = _filled(outer, inner, fills)
        if (both := has_inner & has_outer).any() and (
            differs := both & ~_equal(field, outer, inner)
        ).any():
            whole[path] = _only(inner, differs)
    return whole


def _field_of(path: Path) -> Path | None:
    """Name the field that other values of the same are brought to; None for what is itself one.

    A row may have ``extendedLeadData`` too, which is documented inside ``campaignLead``: that is
    where it is brought to.
    """
    if path[0] == _EXTENDED:
        return (NESTED_LEAD, *path)
    return ROW_FIELDS.get(path)


def without_inside(
    leads: Sequence[object], rows: Mapping[str, Iterable[int]]
) -> dict[str, list[int]]:
    """Give those of the rows in which the lead inside lacks a field that a row can have.

    Parameters
    ----------
    leads
        What each row has as the lead inside it.
    rows
        Field of the row → the rows to look at.
    """
    objects = [lead if isinstance(lead, dict) else {} for lead in leads]
    in_all = set(objects[0]).intersection(*objects) if objects else set[str]()
    return {
        name: _without(objects, places, name)
        for name, places in rows.items()
        if name not in in_all or (name,) not in _INNER_PATHS
    }


def _without(objects: Sequence[dict[str, object]], rows: Iterable[int], name: str) -> list[int]:
    left = [*rows]
    for path in _INNER_PATHS.get((name,), ()):
        if len(path) == 1:  # most of them, for every cell
            left = [row for row in left if name not in objects[row]]
        else:
            left = [row for row in left if not _holds(objects[row], path)]
    return left


def _holds(value: object, path: Path) -> bool:
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return False
        value = value[name]
    return True


def _has(chunk: Chunk) -> Flags:
    """Tell which rows have a value, readable or not."""
    has: Flags = chunk.array.is_valid().to_numpy(zero_copy_only=False)
    if len(chunk.misfits):
        has = has.copy()
        has[chunk.misfits.rows] = True
    return has


def _equal(field: Path, outer: Chunk, inner: Chunk) -> Flags:
    """Tell where two columns of a field say the same; a value that could not be read never does."""
    one, other = _comparable(field, outer.array), _comparable(field, inner.array)
    equal = pc.equal(one, other)
    if field == COMPOSITE_DISPOSITION:  # whose inner field may be the system's part alone
        parts = pc.list_element(pc.split_pattern(one, SEPARATOR, max_splits=1), 0)
        equal = pc.or_(equal, pc.equal(parts, other))
    flags: Flags = equal.fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - the value
    return flags


def _comparable(field: Path, array: pa.Array) -> pa.Array:
    """Give values in a form that is equal where they mean the same."""
    if pa.types.is_timestamp(array.type):
        return array.cast(MICROSECONDS)
    if not pa.types.is_dictionary(array.type):
        return array
    spelled = SPELLINGS.get(field, str)
    labels = pa.array([spelled(label) for label in array.dictionary.to_pylist()], pa.string())
    return labels.take(array.indices)


def _filled(outer: Chunk, inner: Chunk, fills: Flags) -> Chunk:
    """Give the outer values, and the inner ones in the rows that they fill."""
    type_ = outer.array.type
    if pa.types.is_timestamp(type_):
        type_ = type_ if type_ == inner.array.type else MICROSECONDS
    is_dictionary = pa.types.is_dictionary(type_)
    plain = type_.value_type if is_dictionary else type_
    array = pc.if_else(pa.array(fills), inner.array.cast(plain), outer.array.cast(plain))
    misfits = overlaid(outer.misfits, _at(inner.misfits, fills))
    return Chunk(outer.kind, array.dictionary_encode() if is_dictionary else array, misfits)


def _only(chunk: Chunk, rows: Flags) -> Chunk:
    """Give a chunk with its values in these rows alone."""
    array = pc.if_else(pa.array(rows), chunk.array, pa.scalar(None, chunk.array.type))
    return Chunk(chunk.kind, array, _at(chunk.misfits, rows))


def _at(misfits: Misfits, rows: Flags) -> Misfits:
    return misfits.where(rows[misfits.rows]) if len(misfits) else NO_MISFITS
