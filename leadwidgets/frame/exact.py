"""JSON to Python objects, and back, so that nothing of it is rounded, repaired or dropped.

Numbers with a fraction or an exponent stay what was written (`NumberText`), a key that stands twice
in one object keeps all its values (`Repeated`), broken text stays broken (lone surrogates).
"""

import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain, compress, repeat
from operator import is_
from typing import TypeVar

import numpy as np

K = TypeVar("K")

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
_LONGEST_INT = 400  # int() of a longer text is slow, and refused from 4,300 digits on
_SIGNIFICANT_DIGITS = 17  # what a double can hold


@dataclass(frozen=True, slots=True)
class NumberText:
    """A JSON number as it was written: ``7.0``, ``1e400``, ``NaN``.

    No `str`, so that nothing takes it for a text.
    """

    text: str

    def whole(self) -> int | None:
        """Give the integer that it equals, if it equals one that 64 bits can hold."""
        try:
            number = Decimal(self.text)
        except InvalidOperation:
            return None
        if (
            not number.is_finite()
            or abs(number) > INT64_MAX
            or number != number.to_integral_value()
        ):
            return None
        return int(number)

    def double(self) -> float | None:
        """Give the double that stands for it without loss, if there is one."""
        number = float(self.text)
        if not math.isfinite(number):
            return None
        digits = "".join(map(str, Decimal(self.text).as_tuple().digits)).strip("0")
        return number if len(digits) <= _SIGNIFICANT_DIGITS else None


@dataclass(frozen=True, slots=True)
class Repeated:
    """The values of a key that stands more than once in one object, in the order sent."""

    values: tuple[object, ...]

    @property
    def last(self) -> object:
        """The one that JSON readers usually keep."""
        return self.values[-1]


_QUOTATION_MARK = ord('"')
_ESCAPE = re.compile(rb"\\.", re.DOTALL)


def written_texts(content: bytes) -> int:
    r"""Count the texts in a JSON document, keys of objects among them.

    Each costs two quotation marks, and one inside a text is written ``\"``.
    """
    inside = _ESCAPE.findall(content).count(b'\\"') if b"\\" in content else 0
    marks = np.count_nonzero(np.frombuffer(content, np.uint8) == _QUOTATION_MARK)
    return (int(marks) - inside) // 2


def texts_in(values: Collection[object]) -> int:
    """Count the texts in values as they were read, keys of objects among them."""
    texts, level = 0, values
    while level:
        types = [*map(type, level)]
        texts += types.count(str)
        objects = _of_type(dict, level, types) if types.count(dict) else []
        arrays = _of_type(list, level, types) if types.count(list) else []
        texts += sum(map(len, objects))
        level = [*chain.from_iterable(map(dict.values, objects)), *chain.from_iterable(arrays)]
    return texts


def _of_type(kind: type[K], values: Iterable[object], types: Iterable[type]) -> list[K]:
    return [*compress(values, map(is_, types, repeat(kind)))]  # type: ignore[list-item]


def loads(content: bytes) -> object:
    """Read JSON exactly.

    Bytes that are not UTF-8 become lone surrogates (``U+DC80`` and up), as Python does with file
    names, so that `printable` can show them.

    Raises
    ------
    ValueError
        It is not JSON.
    RecursionError
        Objects inside objects without end.
    """
    return json.loads(
        content.decode("utf-8-sig", errors="surrogateescape"),
        object_pairs_hook=_object,
        parse_float=NumberText,
        parse_int=_integer,
        parse_constant=NumberText,
        strict=False,
    )


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    sent: dict[str, list[object]] = {}
    for key, value in pairs:
        sent.setdefault(key, []).append(value)
    return {key: all_[0] if len(all_) == 1 else Repeated(tuple(all_)) for key, all_ in sent.items()}


def _integer(text: str) -> int | NumberText:
    return int(text) if len(text) <= _LONGEST_INT else NumberText(text)


def json_text(value: object) -> str:
    """Write a value as the JSON text that it came as, in characters that UTF-8 can hold.

    However deep it is: no function calls itself.
    """
    written: list[str] = []
    left: list[object] = [value]  # what is still to be written, the next one last
    while left:
        match left.pop():
            case _Mark(text) | NumberText(text):
                written.append(text)
            case str() as text:
                written.append(json.dumps(text, ensure_ascii=not is_printable(text)))
            case dict() as members:
                pairs = [(key, _COLON, member) for key, member in members.items()]
                left.extend(reversed([_Mark("{"), *_separated(pairs), _Mark("}")]))
            case list() | tuple() as items:
                entries = [(item,) for item in items]
                left.extend(reversed([_Mark("["), *_separated(entries), _Mark("]")]))
            case Repeated(values):
                left.extend(reversed([*_separated([(each,) for each in values])]))
            case other:
                written.append(json.dumps(other))
    return "".join(written)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece of JSON between values."""

    text: str


_COLON, _COMMA = _Mark(": "), _Mark(", ")


def _separated(groups: Sequence[tuple[object, ...]]) -> Iterator[object]:
    for place, group in enumerate(groups):
        if place:
            yield _COMMA
        yield from group


def is_printable(text: str) -> bool:
    """Tell whether UTF-8 can hold a text: false where it has a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def printable(text: str) -> str:
    r"""Give a text, what UTF-8 cannot hold written out: ``\xff`` for a byte, else ``\ud800``."""
    return "".join(map(_written_out, text)) if not is_printable(text) else text


def _written_out(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - where surrogateescape puts bytes
        return f"\\x{code - 0xDC00:02x}"
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
        return f"\\u{code:04x}"
    return character
