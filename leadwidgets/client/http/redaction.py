"""What no message and no log may hold is taken out of foreign text here.

A server's words can repeat what it was sent, so whatever the request held that may tell of a person
or open a door is taken out first. Criteria from the account's own vocabulary, such as lead states
and campaigns, stay: they are what a message is about. Then goes what looks like a token, a query
string, a phone number or an e-mail address.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize
from urllib.parse import quote, quote_plus

from leadwidgets.fields import SEARCH_FIELDS

_LONGEST = 200

_PATTERNS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+\S+"), r"\1 [secure]"),
    (re.compile(r"\beyJ[\w-]+(?:\.[\w-]*)*"), "[secure]"),
    (re.compile(r"\S+@\S+"), "[e-mail]"),
    (re.compile(r"\?\S*"), ""),
    (re.compile(r"\b[\w-]{32,}\b"), "[secure]"),
    (re.compile(r"\+?\d(?:[\s().-]*\d){6,}"), "[number]"),
)

# As services make them, such as UUIDs and trace ids. Tokens are longer, phones have no letter.
_REQUEST_ID = re.compile(r"(?!eyJ)(?=.*[A-Za-z])[\w.:=;/+-]{1,64}", re.ASCII)

_VOCABULARY = frozenset(
    {field.api for field in SEARCH_FIELDS.values() if field.primary}
    | {"campaignId", "operator", "grant_type", "rcTokenType"}
)
_ECHO = 8  # letters; shorter values may be part of any id
_SHORT = 3  # letters; shorter values are only found as whole words


def redact(text: str, sent: Iterable[str] = ()) -> str:
    """Give a text from outside as one short line without what nobody may read.

    Parameters
    ----------
    text
        What came.
    sent
        Values of the request, from `sent_values`.
    """
    text = " ".join(text.split())
    if found := _finding(sent, text.lower()):
        text = found.sub("[value]", text)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def redact_request_id(text: str, sent: Iterable[str] = ()) -> str:
    """Give the id of a request as it came, which is what support needs; redacted if it is none.

    Parameters
    ----------
    text
        What came.
    sent
        Values of the request, from `sent_values`: what repeats one of them, or a part, is no id.
    """
    text = text.strip()
    if not _REQUEST_ID.fullmatch(text):
        return redact(text, sent)
    echoes = any(value in text or text in value for value in sent if len(value) >= _ECHO)
    return "[secure]" if echoes else text


def sent_values(*parts: object) -> frozenset[str]:
    """Give what a request held that its answer's message must not repeat.

    Parameters
    ----------
    parts
        A body as JSON or form, texts, or sequences of them. Values under the name of a field with a
        vocabulary are left out.
    """
    return frozenset(_leaves(parts))


def _leaves(value: object) -> Iterator[str]:
    match value:
        case None | bool():
            pass
        case Mapping():
            for name, inner in value.items():
                if name not in _VOCABULARY:
                    yield from _leaves(inner)
        case list() | tuple():
            for inner in value:
                yield from _leaves(inner)
        case _:
            yield str(value)


def _finding(sent: Iterable[str], lower_text: str) -> re.Pattern[str] | None:
    """Make the pattern of the values that may be in a text, and of their words, longest first."""
    wanted = {
        written
        for value in sent
        for part in (" ".join(value.split()), *re.findall(r"\w+", value))
        for written in _ways_to_write(part)
        if written and (not written.isascii() or written.lower() in lower_text)
    }
    patterns = [_whole_if_short(one) for one in sorted(wanted, key=len, reverse=True)]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _ways_to_write(text: str) -> Iterator[str]:
    """Give a text as it is, in other case, and as JSON, URLs and HTML write it."""
    if text.isascii() and text.isalnum():  # such as thousands of phones
        yield text
        return
    for form in ("NFC", "NFD"):
        for same in (normalize(form, text), normalize(form, text.upper())):
            yield same
            yield json.dumps(same)[1:-1]
            yield json.dumps(same, ensure_ascii=False)[1:-1]
            yield html.escape(same)
            encoded = same.encode("utf-8", "replace")
            yield quote(encoded)
            yield quote_plus(encoded)


def _whole_if_short(text: str) -> str:
    pattern = re.escape(text)
    return pattern if len(text) > _SHORT else rf"(?<!\w){pattern}(?!\w)"
