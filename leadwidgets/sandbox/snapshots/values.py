"""Values of saved leads in the account's types, from whatever type they were saved in.

Every reader takes a column and gives an Arrow array of the same length. A value that is not of the
kind becomes null there, which `reading` refuses unless it was null before.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.fields import LeadKind
from leadwidgets.vocabulary import canonical_lead_state

Column = Any
"""A pandas Series of any dtype."""

_WHOLE = r"^[+-]?[0-9]{1,18}(\.0*)?$"
_MILLISECONDS = r"^-?[0-9]{9,15}$"
_TRUTH = {"true": True, "t": True, "yes": True, "y": True, "1": True, "1.0": True}
_FLAGS = _TRUTH | {"false": False, "f": False, "no": False, "n": False, "0": False, "0.0": False}


def texts(column: Column) -> pa.Array:
    """Read texts. Whole numbers with nulls, which pandas may keep as floats, lose their ``.0``."""
    if pd.api.types.is_float_dtype(column.dtype):
        column = _whole_floats(column)
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories = texts(pd.Series(column.cat.categories))
        codes = pa.array(column.cat.codes.to_numpy(), mask=column.isna().to_numpy())
        return categories.take(codes)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return pc.strftime(_utc(column), "%Y-%m-%dT%H:%M:%S+0000")
    try:
        return pa.array(column, from_pandas=True).cast(pa.string())
    except (pa.ArrowException, TypeError, ValueError):
        return pa.array([_text(value) for value in column], pa.string())


def integers(column: Column) -> pa.Array:
    """Read whole numbers, from numbers or from texts."""
    if pd.api.types.is_signed_integer_dtype(column.dtype):
        return pa.array(column, from_pandas=True).cast(pa.int64())
    written = _trimmed(column)
    whole = pc.match_substring_regex(written, _WHOLE)
    plain = pc.replace_substring_regex(written, r"^\+|\.0*$", "")
    return pc.if_else(whole, plain, None).cast(pa.int64())


def flags(column: Column) -> pa.Array:
    """Read truth, from booleans, numbers or the usual words for it."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return pa.array(column, from_pandas=True)
    written = pc.utf8_lower(_trimmed(column))
    return pa.array([_FLAGS.get(text) for text in written.to_pylist()], pa.bool_())


def moments(column: Column) -> pa.Array:
    """Read moments as UTC: from times, ISO texts or milliseconds since 1970."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return _utc(column)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return integers(column).cast(pa.timestamp("ms")).cast(pa.timestamp("us"))
    written = _trimmed(column)
    numbers = pc.fill_null(pc.match_substring_regex(written, _MILLISECONDS), fill_value=False)
    since = pc.if_else(numbers, written, None).cast(pa.int64()).cast(pa.timestamp("ms"))
    iso = pc.if_else(numbers, None, written).to_pandas()
    read = pd.to_datetime(iso, format="ISO8601", utc=True, errors="coerce")
    return pc.coalesce(since.cast(pa.timestamp("us")), _utc(read))


def objects(column: Column) -> pa.Array:
    """Read JSON: objects as they are, texts that are JSON, and other texts as JSON texts."""
    return pa.array([_json(value) for value in _listed(column)], pa.string())


def lead_states(column: Column) -> pa.Array:
    """Read lead states, in the spelling with hyphens."""
    states = texts(column).dictionary_encode()
    spelled = [canonical_lead_state(state) for state in states.dictionary.to_pylist()]
    return pa.array(spelled, pa.string()).take(states.indices)


READERS: Mapping[LeadKind, Callable[[Column], pa.Array]] = {
    LeadKind.TEXT: texts,
    LeadKind.CATEGORY: texts,
    LeadKind.INTEGER: integers,
    LeadKind.FLAG: flags,
    LeadKind.TIME: moments,
    LeadKind.JSON: objects,
}
EXPECTED: Mapping[LeadKind, str] = {
    LeadKind.TEXT: "text",
    LeadKind.CATEGORY: "text",
    LeadKind.INTEGER: "whole numbers",
    LeadKind.FLAG: "true or false",
    LeadKind.TIME: "times such as 2026-11-01T00:00:00+0000, or milliseconds since 1970",
    LeadKind.JSON: "JSON",
}


def json_text(text: str) -> str:
    """Write a text as JSON."""
    return json.dumps(text)


def json_values(column: Column) -> list[str]:
    """Write any column as JSON values, ``null`` included."""
    return [_json(value) or "null" for value in _listed(column, plain_text=True)]


def blank(column: Column) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Tell which values are null, or texts of nothing but white space."""
    if pd.api.types.is_string_dtype(column.dtype) or column.dtype == np.dtype(object):
        trimmed = _trimmed(column)
        return np.asarray(trimmed.is_null())
    return np.asarray(column.isna())


def _trimmed(column: Column) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(texts(column))
    return pc.if_else(pc.equal(trimmed, ""), None, trimmed)


def _whole_floats(column: Column) -> Column:
    numbers = column.astype("Float64")
    present = numbers.dropna()
    is_whole = bool((present == present.round()).all()) and bool((present.abs() < 2**53).all())
    return numbers.astype("Int64") if is_whole else column


def _utc(column: Column) -> pa.Array:
    """Give moments without a zone, in UTC; those without an offset are taken as UTC."""
    if getattr(column.dt, "tz", None) is not None:
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    return pa.array(column, from_pandas=True).cast(pa.timestamp("us"), safe=False)


def _listed(column: Column, *, plain_text: bool = False) -> list[object]:
    """Give a column as Python values that JSON has, None for null."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype) or isinstance(
        column.dtype, pd.CategoricalDtype
    ):
        column = pd.Series(texts(column).to_pylist(), dtype="object")
    values: list[object] = column.astype("object").where(column.notna(), None).tolist()
    if plain_text:
        return [_Quoted(value) if isinstance(value, str) else value for value in values]
    return values


class _Quoted(str):
    """A text that is only text, even where it looks like JSON."""

    __slots__ = ()


def _json(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and not isinstance(value, _Quoted) and _is_json(value):
        return value
    return json.dumps(value, default=str, allow_nan=False)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a column of objects holds
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, default=str)
    return None if bool(pd.isna(value)) else str(value)
