"""Where the keys of a JSON page's leads end, those inside nested values left out.

Whole-page array operations, in blocks that the processor's cache holds together with what is made
of them. Of a page that is no JSON the places mean nothing; whoever uses them has to check.
"""

from typing import NamedTuple

import numpy as np

Positions = np.ndarray[tuple[int], np.dtype[np.int32]]
Places = np.ndarray[tuple[int, int], np.dtype[np.int32]]
Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]

BRACE, _END_BRACE, _QUOTE, _COLON, _BACKSLASH = b'{}":\\'
AS_BRACES = 0x20  # the bit by which brackets differ from braces; no other letter becomes a brace
_LEAD_DEPTH = 2  # in the array, in the object
_BLOCK = 2**17


class Marks(NamedTuple):
    """What a page's punctuation tells.

    Attributes
    ----------
    keys
        Where the keys of leads end, with a quotation mark that a colon follows.
    nested
        Where the values begin and end that are objects or arrays: their own brackets.
    quotes
        How many quotation marks begin or end a text outside those.
    backslashes
        Those that escape what follows.
    """

    keys: Positions
    nested: Places
    quotes: int
    backslashes: Positions


def found_marks(page: bytes) -> Marks | None:
    """Find the marks of a JSON array of objects; None where brackets or texts do not pair up."""
    letters = np.frombuffer(page, np.uint8)
    backslashes = _escapes(page)
    keys = _found(page, _COLON) - 1
    keys = _unescaped(keys.compress(letters.take(keys, mode="wrap") == _QUOTE), backslashes)
    # The quotation mark between two colons begins a value. Should it end a key instead, that key is
    # missed, and the page is not read by these marks.
    keys = keys.compress(letters.take(keys - 1, mode="wrap") != _COLON)
    # An object or an array that is a value stands two letters after its key's quotation mark.
    if (letters.take(keys + 2, mode="clip") | AS_BRACES == BRACE).any():
        return _outside_nested(page, keys, backslashes)
    escaped = int((letters.take(backslashes + 1, mode="clip") == _QUOTE).sum())
    quotes = int(np.count_nonzero(letters == _QUOTE)) - escaped
    return Marks(keys, np.empty((0, 2), np.int32), quotes, backslashes)


def _outside_nested(page: bytes, keys: Positions, backslashes: Positions) -> Marks | None:
    """Give the marks of a page that has objects or arrays for values."""
    quotes = _unescaped(_found(page, _QUOTE), backslashes)
    begins, ends = _found(page, BRACE, AS_BRACES), _found(page, _END_BRACE, AS_BRACES)
    nested = _nested(quotes, begins, ends)
    if nested is None:
        return None
    return Marks(
        keys.compress(~_is_within(keys, nested)),
        nested,
        int((~_is_within(quotes, nested)).sum()),
        backslashes,
    )


def _nested(quotes: Positions, begins: Positions, ends: Positions) -> Places | None:
    """Find the outermost values of leads that are objects or arrays."""
    places = np.concatenate((begins, ends))
    steps = np.repeat(np.array([1, -1], np.int32), (len(begins), len(ends)))
    is_outside_texts = np.searchsorted(quotes, places) % 2 == 0
    order = np.argsort(places[is_outside_texts])
    places, steps = places[is_outside_texts][order], steps[is_outside_texts][order]
    depths = np.cumsum(steps)
    nested_begins = places[(steps > 0) & (depths == _LEAD_DEPTH + 1)]
    nested_ends = places[(steps < 0) & (depths == _LEAD_DEPTH)]
    if len(nested_begins) != len(nested_ends) or (nested_begins > nested_ends).any():
        return None
    return np.stack((nested_begins, nested_ends), axis=1)


def _is_within(places: Positions, nested: Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    begun, ended = (np.searchsorted(nested[:, edge], places) for edge in (0, 1))
    within: np.ndarray[tuple[int], np.dtype[np.bool_]] = begun > ended
    return within


def _escapes(page: bytes) -> Positions:
    """Find the backslashes that escape what follows."""
    if b"\\" not in page:
        return np.empty(0, np.int32)
    escaping: list[int] = []
    for place in _found(page, _BACKSLASH).tolist():
        if not escaping or place != escaping[-1] + 1:
            escaping.append(place)
    return np.array(escaping, np.int32)


def _unescaped(places: Positions, backslashes: Positions) -> Positions:
    if not len(backslashes):
        return places
    return places.compress(~np.isin(places, backslashes + 1))


def _found(page: bytes, letter: int, folded: int = 0) -> Positions:
    """Find a letter, or those that become it by setting the bit `folded`."""
    letters = np.frombuffer(page, np.uint8)
    found = [
        np.flatnonzero(letters[start : start + _BLOCK] | folded == letter).astype(np.int32) + start
        for start in range(0, len(letters), _BLOCK)
    ]
    return np.concatenate(found, dtype=np.int32)
