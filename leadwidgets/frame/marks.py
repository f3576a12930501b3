"""Where the texts of a JSON page stand, keys among them, those inside nested values left out.

Whole-page array operations, in blocks that the processor's cache holds together with what is made
of them. Of a page that is no JSON the places mean nothing; whoever uses them has to check.
"""

import numpy as np

Positions = np.ndarray[tuple[int], np.dtype[np.int32]]
Places = np.ndarray[tuple[int, int], np.dtype[np.int32]]
Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]

_QUOTE, _BACKSLASH, _BEGIN, _END = b'"\\{}'
_AS_BRACES = 0x20  # the bit by which brackets differ from braces; no other letter becomes a brace
_LEAD_DEPTH = 2  # in the array, in the object
_BLOCK = 2**17


def escapes(page: bytes) -> Positions:
    """Find the backslashes that escape what follows."""
    if b"\\" not in page:
        return np.empty(0, np.int32)
    escaping: list[int] = []
    for place in _found(page, _BACKSLASH).tolist():
        if not escaping or place != escaping[-1] + 1:
            escaping.append(place)
    return np.array(escaping, np.int32)


def outer_texts(page: bytes, backslashes: Positions) -> Places | None:
    """Find the first and the last quotation mark of each text; None where they do not pair up.

    Parameters
    ----------
    page
        The JSON text, an array of objects.
    backslashes
        Those that escape what follows.
    """
    quotes = _found(page, _QUOTE)
    if len(backslashes):
        quotes = quotes[~np.isin(quotes, backslashes + 1)]
    if len(quotes) % 2:
        return None
    texts = quotes.reshape(-1, 2)
    # An object or an array that is a value stands two letters after its key's quotation mark.
    letters = np.frombuffer(page, np.uint8)
    after = letters.take(texts[:, 1] + 2, mode="clip")
    if not (after | _AS_BRACES == _BEGIN).any():
        return texts
    return _without_nested(texts, _found(page, _BEGIN, _AS_BRACES), _found(page, _END, _AS_BRACES))


def _found(page: bytes, letter: int, folded: int = 0) -> Positions:
    """Find a letter, or those that become it by setting the bit `folded`."""
    letters = np.frombuffer(page, np.uint8)
    found = [
        np.flatnonzero(letters[start : start + _BLOCK] | folded == letter).astype(np.int32) + start
        for start in range(0, len(letters), _BLOCK)
    ]
    return np.concatenate(found, dtype=np.int32)


def _without_nested(texts: Places, begins: Positions, ends: Positions) -> Places | None:
    """Leave out the texts inside objects and arrays that are values of leads."""
    places = np.concatenate((begins, ends))
    steps = np.repeat(np.array([1, -1], np.int32), (len(begins), len(ends)))
    is_outside = np.searchsorted(texts.ravel(), places) % 2 == 0
    order = np.argsort(places[is_outside])
    places, steps = places[is_outside][order], steps[is_outside][order]
    depths = np.cumsum(steps)
    nested_begins = places[(steps > 0) & (depths == _LEAD_DEPTH + 1)]
    nested_ends = places[(steps < 0) & (depths == _LEAD_DEPTH)]
    if len(nested_begins) != len(nested_ends) or (nested_begins > nested_ends).any():
        return None
    changes = np.zeros(len(texts) + 1, np.int32)
    np.add.at(changes, np.searchsorted(texts[:, 0], nested_begins), 1)
    np.add.at(changes, np.searchsorted(texts[:, 0], nested_ends), -1)
    return texts.compress(np.cumsum(changes[:-1]) == 0, axis=0)
