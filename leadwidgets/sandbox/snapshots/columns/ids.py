"""Ids that are texts: numbers for them, since the API's ids are numbers."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.sandbox.snapshots.id_words import ID_WORD

LARGEST = 2**31 - 1
"""Largest id of a campaign or a list, in the API."""

_LEAD_ID_BITS = 52  # a browser takes larger whole numbers for others


def numbers_for(texts: Iterable[str], taken: Iterable[int]) -> dict[str, int]:
    """Give texts numbers in alphabetical order, from 1, passing over those that are taken."""
    taken = frozenset(taken)
    free = (number for number in count(1) if number not in taken)
    return dict(zip(sorted(texts), free, strict=False))


def lead_id_for(text: str) -> int:
    """Give the number of a lead whose id is a text: the same in every file, and never 0."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> (64 - _LEAD_ID_BITS)) + 1


def look_like_ids(texts: pa.Array) -> pa.Array:
    """Tell which texts may be ids of leads: words with a digit or an at sign, and no sentences."""
    return pc.match_substring_regex(texts, f"^{ID_WORD}$")


def replaced(texts: pa.Array, numbers: Mapping[str, int]) -> pa.Array:
    """Give the number of each text; null for one that has none."""
    coded = texts.dictionary_encode()
    return pa.array(map(numbers.get, coded.dictionary.to_pylist()), pa.int64()).take(coded.indices)


def distinct(texts: pa.Array) -> list[str]:
    """Give the different texts."""
    found: list[str] = pc.unique(texts.drop_null()).to_pylist()
    return found
