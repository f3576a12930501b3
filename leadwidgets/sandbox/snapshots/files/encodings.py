"""How the text of a file is encoded: by what the user says, by its mark, else by what fits."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError

_MARKS = (  # UTF-32's begins as UTF-16's does
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 4_096  # bytes; whole characters of every encoding
_LONGEST_LINE = 1 << 16  # of those that are looked at to the end
_AT_ONCE = 1 << 22
_FOREIGN_WORD = re.compile(rb"[\x81-\x84\x86-\x90\x98-\x9f\xa1-\xff]{4,}")
_LETTER_OF_UTF_8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xaf]")
_LEAST_ASCII = 0.1
_NOT_OF_FILES = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
_SAY = "Say how it is encoded with encoding='cp1250', in a shell with --encoding cp1250"
_OTHERS = "others are cp1251 (Cyrillic), cp1252 (Western), mac_roman, shift_jis, gb18030"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes
    ----------
    utf8
        The text, as UTF-8 without a mark.
    encoding
        How it was encoded, in words.
    note
        What is to be told about it, or None.
    """

    utf8: bytes
    encoding: str
    note: str | None = None


def decoded(raw: bytes, encoding: str | None) -> Decoded:
    """Decode a file's text.

    Parameters
    ----------
    raw
        Its bytes.
    encoding
        What the user says about it.

    Raises
    ------
    UnreadableError
        If the encoding cannot be told, is unknown, or does not fit.
    """
    if encoding is not None:
        return _as_said(raw, encoding)
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(_transcoded(raw[len(mark) :], codec, name), name)
    # A value may hold null characters; column names hold them only where each takes several bytes.
    if b"\0" in _first_line(raw) and (wide := _wide(raw)):
        return wide
    if _fits(raw, "utf-8"):
        return Decoded(raw, "UTF-8")
    return _western(raw)


def _first_line(raw: bytes) -> bytes:
    """Give the first line that is not empty."""
    return raw[:_LONGEST_LINE].lstrip(b"\0 \t\r\n").partition(b"\n")[0]


def _as_said(raw: bytes, encoding: str) -> Decoded:
    codec = _codec(encoding)
    try:
        text = raw.decode(codec).removeprefix("\ufeff").encode()
    except UnicodeError as error:
        place = _line_of(raw, error) if isinstance(error, UnicodeDecodeError) else "it"
        raise UnreadableError(
            f"{place} is not encoded as {encoding}",
            "Leave the encoding out, to have it found, or name another.",
        ) from None
    return Decoded(text, codec)


def _codec(encoding: str) -> str:
    """Give Python's name of an encoding of text files."""
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)  # some codecs are of bytes, and no encodings
    except (LookupError, ValueError):
        codec = None
    if codec is None or codec in _NOT_OF_FILES:
        raise UnreadableError(f"no encoding is called {encoding!r}", f"{_SAY}; {_OTHERS}.")
    return codec


def _transcoded(raw: bytes, codec: str, name: str) -> bytes:
    if codec == "utf-8" and _fits(raw, codec):
        return raw
    try:
        return raw.decode(codec).encode()
    except UnicodeError as error:
        raise UnreadableError(
            f"it begins with the mark of {name} and is not encoded so throughout: "
            f"it is cut off or damaged ({getattr(error, 'reason', 'unpaired surrogates')})",
            "Export it again.",
        ) from None


def _wide(raw: bytes) -> Decoded | None:
    """Decode text of two or four bytes a character that carries no mark; None if it is none.

    In the right one of these encodings most characters of a table are ASCII: its separators, line
    ends and digits at least.
    """
    codec = max(_WIDE, key=lambda codec: _share_of_ascii(raw[:_SAMPLE], codec))
    if _share_of_ascii(raw[:_SAMPLE], codec) < _LEAST_ASCII:
        return None
    name = codec[:6].upper()
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        raise UnreadableError(
            f"it begins as {name} and is not encoded so throughout: it is cut off or damaged",
            "Export it again.",
        ) from None
    note = f"The text carries no mark of its encoding and was read as {name}"
    return Decoded(text.encode(), name, note)


def _share_of_ascii(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, errors="replace")
    return sum("\0" < character < "\x80" for character in text) / len(text)


def _western(raw: bytes) -> Decoded:
    """Decode what is not UTF-8 as Windows writes it in the West, unless something is against it.

    In Western text, letters beyond ASCII stand alone among others; where whole words are made of
    them, the text is of another script.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_of(raw, error)
    if _FOREIGN_WORD.search(raw):
        raise UnreadableError(f"{line} is neither UTF-8 nor Western text", f"{_SAY}; {_OTHERS}.")
    if _LETTER_OF_UTF_8.search(raw):
        raise UnreadableError(
            f"{line} is not UTF-8, and other lines are",
            "Correct that line, or read all of it as Western text with encoding='cp1252', in a "
            "shell with --encoding cp1252.",
        )
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(
            f"{line} is neither UTF-8 nor Western text", f"{_SAY}; {_OTHERS}."
        ) from None
    note = (
        f"The text is not UTF-8 ({line} is the first that is not) and was read as Windows-1252; if "
        "letters look wrong, say which encoding it is with encoding=…, in a shell with --encoding"
    )
    return Decoded(text.encode(), "Windows-1252", note)


def _fits(raw: bytes, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for part in _parts(raw):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _parts(raw: bytes) -> Iterator[memoryview]:
    view = memoryview(raw)
    for begin in range(0, len(raw), _AT_ONCE):
        yield view[begin : begin + _AT_ONCE]


def _line_of(raw: bytes, error: UnicodeDecodeError) -> str:
    before = raw.count(b"\n", 0, error.start)
    return f"line {before + 1:,}"
