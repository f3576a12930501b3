"""Values of saved leads in the account's types, from whatever type they were saved in.

Every reader takes a column and gives an Arrow array of the same length. A value that is not of the
kind becomes null there, which `readers` refuses unless it was null before.
"""

import json
import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.fields import LeadKind

Column = Any
"""A pandas Series of any dtype."""

_LISTS = (list, tuple, np.ndarray)
_EXACT = 2**53
_FINER: tuple[Literal["s", "us", "ns"], ...] = ("s", "us", "ns")
_WHOLE = r"^[+-]?[0-9]{1,18}(\.0*)?$"
_TRUTH = {"true": True, "t": True, "yes": True, "y": True, "1": True, "1.0": True}
_FLAGS = _TRUTH | {"false": False, "f": False, "no": False, "n": False, "0": False, "0.0": False}


def texts(column: Column) -> pa.Array:
    """Read texts. Whole numbers that are kept as floats lose their ``.0``.

    Moments are written in UTC, and without an offset where they have none.
    """
    if pd.api.types.is_float_dtype(column.dtype):
        column = _whole_floats(column)
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories = texts(pd.Series(column.cat.categories))
        codes = pa.array(column.cat.codes.to_numpy(), mask=column.isna().to_numpy())
        return categories.take(codes)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return _moments(column)
    if not holds_nested(column) and not _holds_objects(column):
        with suppress(pa.ArrowException, TypeError, ValueError, OverflowError):
            array = _whole(pa.array(column, from_pandas=True))
            return _floats(array) if pa.types.is_floating(array.type) else array.cast(pa.string())
    return pa.array([_text(value) for value in _listed(column)], pa.string())


def holds_nested(column: Column) -> bool:
    """Tell whether a column is one of lists, structs or maps, as Parquet and Arrow have them."""
    return isinstance(column.dtype, pd.ArrowDtype) and pa.types.is_nested(
        column.dtype.pyarrow_dtype
    )


def _holds_objects(column: Column) -> bool:
    """Tell whether a column holds Python's lists or mappings, which are written as JSON."""
    return column.dtype == np.dtype(object) and any(
        isinstance(value, (*_LISTS, Mapping)) for value in column
    )


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _moments(column: Column) -> pa.Array:
    if getattr(column.dt, "tz", None) is not None:
        return pc.strftime(utc(column), "%Y-%m-%dT%H:%M:%S+0000")
    moments = _whole(pa.array(column, from_pandas=True)).to_numpy(zero_copy_only=False)
    nothing = np.isnat(moments)
    there = moments[~nothing]
    unit = next(
        unit for unit in _FINER if unit == "ns" or (there.astype(f"M8[{unit}]") == there).all()
    )
    written = np.datetime_as_string(moments, unit=unit)
    return pa.array(written.astype(object), pa.string(), mask=nothing)


def _floats(numbers: pa.Array) -> pa.Array:
    written = list(map(_float, numbers.to_numpy(zero_copy_only=False)))
    return pa.array(written, pa.string(), mask=np.asarray(numbers.is_null()))


def _float(number: Any) -> str:  # noqa: ANN401 - of any precision
    """Write a number without an exponent, unless its last digits are unknown."""
    if not abs(float(number)) < _EXACT:  # neither is NaN
        return str(number)
    return np.format_float_positional(number, trim="-")


def joined(column: Column, between: str) -> Column:
    """Make one text of each list of texts; a column without lists is given as it is."""
    if not holds_nested(column) and column.dtype != np.dtype(object):
        return column
    values = _listed(column)
    if not any(isinstance(value, _LISTS) for value in values):
        return column
    texts = [
        between.join(map(str, value)) if isinstance(value, _LISTS) else value for value in values
    ]
    return pd.Series(texts, dtype="object")


def trimmed(column: Column) -> pa.Array:
    """Read texts without the white space around them; null where nothing is left."""
    stripped = pc.utf8_trim_whitespace(texts(column))
    return pc.if_else(pc.equal(stripped, ""), None, stripped)


def utc(column: Column) -> pa.Array:
    """Give moments without a zone, in UTC; those without an offset are taken as UTC."""
    if getattr(column.dt, "tz", None) is not None:
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    return pa.array(column, from_pandas=True).cast(pa.timestamp("us"), safe=False)


def integers(column: Column) -> pa.Array:
    """Read whole numbers, from numbers or from texts."""
    if pd.api.types.is_signed_integer_dtype(column.dtype):
        return pa.array(column, from_pandas=True).cast(pa.int64())
    written = trimmed(column)
    whole = pc.match_substring_regex(written, _WHOLE)
    plain = pc.replace_substring_regex(written, r"^\+|\.0*$", "")
    return pc.if_else(whole, plain, None).cast(pa.int64())


def flags(column: Column) -> pa.Array:
    """Read truth, from booleans, numbers or the usual words for it."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return pa.array(column, from_pandas=True)
    written = pc.utf8_lower(trimmed(column))
    return pa.array([_FLAGS.get(text) for text in written.to_pylist()], pa.bool_())


def objects(column: Column) -> pa.Array:
    """Read JSON: objects as they are, texts that are JSON, and other texts as JSON texts."""
    return pa.array([_json(value) for value in _listed(column)], pa.string())


READERS: Mapping[LeadKind, Callable[[Column], pa.Array]] = {
    LeadKind.INTEGER: integers,
    LeadKind.FLAG: flags,
    LeadKind.JSON: objects,
}
EXPECTED: Mapping[LeadKind, str] = {
    LeadKind.INTEGER: "whole numbers",
    LeadKind.FLAG: "true or false",
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
    if pd.api.types.is_numeric_dtype(column.dtype):
        return np.asarray(column.isna())
    return np.asarray(trimmed(column).is_null())


def _whole_floats(column: Column) -> Column:
    numbers = column.astype("Float64")
    present = numbers.dropna()
    is_whole = bool((present == present.round()).all()) and bool((present.abs() < _EXACT).all())
    return numbers.astype("Int64") if is_whole else column


def _listed(column: Column, *, plain_text: bool = False) -> list[object]:
    """Give a column as Python values, None for null."""
    if isinstance(column.dtype, pd.ArrowDtype):
        values: list[object] = pa.array(column, from_pandas=True).to_pylist()
    else:
        if pd.api.types.is_datetime64_any_dtype(column.dtype) or isinstance(
            column.dtype, pd.CategoricalDtype
        ):
            column = pd.Series(texts(column).to_pylist(), dtype="object")
        values = column.astype("object").where(column.notna(), None).tolist()
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
    return json.dumps(_plain(value), allow_nan=False)


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_no_constant)
    except ValueError:
        return False
    return True


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column of objects holds
    """Give what JSON has for a value, whatever is in it."""
    if isinstance(value, np.ndarray | np.generic):
        value = _of_numpy(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return _word(value)


def _of_numpy(value: Any) -> Any:  # noqa: ANN401 - whatever a column of objects holds
    """Give Python's values; pandas writes null as NaN into arrays of numbers."""
    if value.dtype.kind == "M":  # NumPy gives nanoseconds as whole numbers
        value = value.astype("datetime64[us]")
    if value.dtype.kind == "f":
        value = np.where(np.isnan(value), None, value)
    return value.tolist()


def _word(value: Any) -> Any:  # noqa: ANN401 - whatever a column of objects holds
    """Give JSON's word for a single value: the text of what it has none for."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else _NOT_FINITE[str(value)]
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case bytes():
            return value.decode(errors="backslashreplace")
        case _:
            return None if value is pd.NA or value is pd.NaT else str(value)


_NOT_FINITE = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a column of objects holds
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping | list | tuple | np.ndarray):
        return json.dumps(_plain(value))
    if bool(pd.isna(value)):
        return None
    return _float(value) if isinstance(value, float | np.floating) else str(value)
