r"""Words that other programs write where there is nothing, such as ``NULL`` and ``\N``.

In a column of numbers, of times or of flags they can mean nothing else. Among texts they may be
what somebody typed: the agents' disposition NA, a lead of the name of Null. There they stay, unless
the user says which are to be null.
"""

import shlex
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NULL_WORDS = (
    *("\\N", "NULL", "Null", "null", "(null)", "[NULL]", "<null>", "NIL", "nil", "None", "none"),
    *("NONE", "NaN", "nan", "NAN", "NaT", "N/A", "n/a", "#N/A", "NA", "<NA>", "-"),
    # What spreadsheets show where a formula has no result.
    *("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!"),
)
"""What is noticed, as it is written."""

_NO_ANSWER = "NA"
"""A word for no answer, where there are dispositions."""


def are_null_words(texts: pa.Array) -> pa.Array:
    """Tell which texts are such a word."""
    return pc.is_in(texts, pa.array(NULL_WORDS))


def null_words_in(texts: pa.Array, *, dispositions: bool = False) -> Counter[str]:
    """Count the words among texts; `dispositions` says whether NA is one of these."""
    found = pc.filter(texts, are_null_words(texts)).to_pylist()
    return Counter(word for word in found if not (dispositions and word == _NO_ANSWER))


def without_words(frame: pd.DataFrame, words: Collection[str]) -> tuple[pd.DataFrame, Counter[str]]:
    """Make words null, wherever a value is nothing but one of them.

    Returns
    -------
    frame
        Without them.
    Counter
        From a column to how many it had.
    """
    wanted, often, changed = set(words), Counter[str](), {}
    for name in map(str, frame.columns) if wanted else ():
        column = frame[name]
        found = _places_of(wanted, column)
        if found.any():
            often[name] = int(found.sum())
            changed[name] = column.astype("object").mask(found, None)
    return frame.assign(**changed), often


def _places_of(words: Collection[str], column: "pd.Series[Any]") -> "pd.Series[bool]":
    if isinstance(column.dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(column.dtype):
        return column.isin(list(words))
    if column.dtype == object:
        return column.map(lambda value: isinstance(value, str) and value in words).astype("bool")
    return pd.Series(data=False, index=column.index)


def kept_as_texts(found: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Say which columns of texts hold such words, and how to make them null.

    Parameters
    ----------
    found
        From a column to how often it holds which word.
    """
    words = sorted({word for counted in found.values() for word in counted})
    if not words:
        return
    places = "; ".join(
        f"{name} holds {', '.join(f'{word} ({often:,})' for word, often in counted.most_common())}"
        for name, counted in found.items()
        if counted
    )
    words_in_shell = " ".join(map(shlex.quote, words))
    yield (
        f"Words that may stand for nothing were kept as texts: {places}; "
        f"null_words={words} makes them null wherever a value is one of them, in every column; "
        f"in a shell it is --null-words {words_in_shell}"
    )


def made_null_noted(often: Counter[str]) -> Iterator[str]:
    """Say where words became null, as the user wanted."""
    if often:
        places = ", ".join(f"{name} ({number:,})" for name, number in often.items())
        yield f"Words that stand for nothing became null: {places}"
