"""What Arrow holds in memory, as numpy sees it: several times faster than to ask for a conversion.

The layout is that of the Arrow columnar format: https://arrow.apache.org/docs/format/Columnar.html
Arrays without a value may have no memory, and are not for these functions.
"""

import numpy as np
import pyarrow as pa

from leadwidgets.frame.room import Values

_BITS = 8


def integers(array: pa.Int64Array) -> Values:
    """Give the values; where they are null, anything."""
    size = np.dtype(np.int64).itemsize
    return np.frombuffer(array.buffers()[1], np.int64, len(array), array.offset * size)


def flags(array: pa.BooleanArray) -> Values:
    """Give the values; where they are null, anything."""
    return _unpacked(array.buffers()[1], array)


def nulls(array: pa.Array) -> Values | bool:
    """Tell which values are null, or that none is."""
    return _unpacked(array.buffers()[0], array) ^ True if array.null_count else False


def bounds_and_letters(texts: pa.StringArray | pa.LargeStringArray) -> tuple[Values, Values]:
    """Give where texts begin and end, and the letters from the first to the last of them.

    The text at ``row`` begins at ``bounds[row]`` and ends before ``bounds[row + 1]``; the first
    letter given stands at ``bounds[0]``.
    """
    bound = np.dtype(np.int64 if pa.types.is_large_string(texts.type) else np.int32)
    _, held, letters = texts.buffers()
    bounds = np.frombuffer(held, bound, len(texts) + 1, texts.offset * bound.itemsize)
    return bounds, np.frombuffer(letters or b"", np.uint8)[bounds[0] : bounds[-1]]


def _unpacked(bits: pa.Buffer, array: pa.Array) -> Values:
    first, begin = divmod(array.offset, _BITS)
    count = -(-(begin + len(array)) // _BITS)
    held = np.frombuffer(bits, np.uint8, count, first)
    unpacked = np.unpackbits(held, bitorder="little")[begin : begin + len(array)]
    return unpacked.view(np.bool_)
