"""One page of an answer: JSON in, typed columns out.

::

    b'[{"leadId": 1, …}, …]'  ─►  LeadPage(rows, lead_ids, total; columns by path)

Pure computation, safe in any thread. A page is read by the first of three readers that can tell
what it is, each slower than the one before: `leadwidgets.frame.uniform` where all leads have the
same fields, `leadwidgets.frame.layout` where fields are missing, nested or spaced out, and
`leadwidgets.frame.exact` where texts are broken, numbers bare ``NaN``, or a key stands twice in one
lead. The shapes that an answer may have were
seen in integrators' code; any other is an error and never an empty result.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import msgspec

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import exact
from leadwidgets.frame.columns import Chunk
from leadwidgets.frame.layout import FastReader
from leadwidgets.frame.nested import spread
from leadwidgets.frame.repeats import has_overwritten_keys, has_overwritten_parts
from leadwidgets.frame.schema import LEAD_ID, Path
from leadwidgets.frame.sent import chunks
from leadwidgets.frame.table import SentColumn, SentTable
from leadwidgets.frame.uniform import read_uniform

_ROW_KEYS = ("searchResults", "leads")
_TOTAL_KEY = "totalCount"
_NULL = msgspec.Raw(b"null")
_START = 100  # bytes in which the first bracket stands
_MOST_FIELDS = 2000
_MOST_KEYS_NAMED = 8
_MOST_KEY_LETTERS = 40
_EXPECTED = (
    "Expected an array of leads, or an object with the array in searchResults or leads; "
    "no lead of this answer was used."
)

_reader = FastReader()


@dataclass(frozen=True, slots=True)
class LeadPage:
    """The leads of one answer.

    Attributes
    ----------
    rows
        How many leads.
    lead_ids
        Their ids, in order; None where a lead has none that is a whole number.
    total
        The number of matching leads, where the answer says it.
    columns
        Path → the values.
    absent
        Path → the rows that lacked the field, where others had it.
    """

    rows: int
    lead_ids: list[int | None]
    total: int | None
    columns: Mapping[Path, Chunk] = field(repr=False)
    absent: Mapping[Path, Sequence[int]] = field(repr=False)


def read_page(content: bytes) -> LeadPage:
    """Read one page of leads.

    Parameters
    ----------
    content
        The body of the answer.

    Raises
    ------
    UnexpectedResponseError
        It is not JSON, or JSON of an unknown shape. The message names types and keys, no values.
    """
    return _read_fast(content) or _read_exactly(content)


def _page(table: SentTable, columns: Mapping[Path, Chunk], total: int | None) -> LeadPage:
    absent: dict[Path, Sequence[int]] = {
        (sent.name,): sent.absent for sent in table.columns.values() if sent.absent
    }
    return LeadPage(table.rows, _lead_ids(table.rows, columns), total, columns, absent)


def _lead_ids(rows: int, columns: Mapping[Path, Chunk]) -> list[int | None]:
    ids = columns.get(LEAD_ID)
    return [None] * rows if ids is None else ids.array.to_pylist()


def _chunks(table: SentTable) -> dict[Path, Chunk]:
    return dict(chain.from_iterable(map(chunks, table.columns.values())))


def _read_fast(content: bytes) -> LeadPage | None:
    """Read a page of a known shape; None where the exact reader has to see it."""
    if content[:_START].lstrip()[:1] != b"{":
        return _read_rows(content, None)
    try:
        envelope = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    key = row_key(envelope)
    if key is None or has_overwritten_parts(content, envelope):
        return None
    total = envelope.get(_TOTAL_KEY, _NULL)
    return _read_rows(bytes(envelope[key]), _total(exact.loads(bytes(total))))


def _read_rows(rows: bytes, total: int | None) -> LeadPage | None:
    uniform = read_uniform(rows)
    if uniform is not None:
        count, columns = uniform
        return LeadPage(count, _lead_ids(count, columns), total, columns, absent={})
    table = _reader.read(rows)
    if table is None:
        return None
    columns = _chunks(table)
    return None if has_overwritten_keys(rows, table, columns) else _page(table, columns, total)


def _read_exactly(content: bytes) -> LeadPage:
    answer = _loaded(content)
    leads, total = answer, None
    if isinstance(answer, dict):
        key = row_key(answer)
        if key is None:
            raise _unexpected(f"The answer is {_kind_name(answer)}")
        leads, total = answer[key], _total(answer.get(_TOTAL_KEY))
    if not isinstance(leads, list):
        raise _unexpected(f"Where the leads should be, the answer has {_kind_name(leads)}")
    for lead in leads:
        if not isinstance(lead, dict):
            raise _unexpected(f"Among the leads, the answer has {_kind_name(lead)}")
    fields = {name for lead in leads for name in lead}
    if len(fields) > _MOST_FIELDS:
        raise _unexpected(f"The leads have {len(fields):,} different fields")
    sent = {
        name: SentColumn(
            name, values, absent=[row for row, lead in enumerate(leads) if name not in lead]
        )
        for name, values in spread(leads).items()
    }
    table = SentTable(len(leads), sent)
    return _page(table, _chunks(table), total)


def _loaded(content: bytes) -> object:
    # Raised outside the handler: the decoder's error carries the document, with people's data.
    with contextlib.suppress(ValueError, RecursionError):
        return exact.loads(content)
    raise _not_json(content)


def row_key(envelope: Mapping[str, object]) -> str | None:
    """Name the key that holds the leads; None where there is none, or more than one."""
    found = [key for key in _ROW_KEYS if key in envelope]
    return found[0] if len(found) == 1 else None


def _total(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _unexpected(message: str) -> UnexpectedResponseError:
    return UnexpectedResponseError(message, next_step=_EXPECTED)


def _not_json(content: bytes) -> UnexpectedResponseError:
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        what = "The answer is empty"
    elif start == b"<":
        what = "The answer is a web page, not JSON"
    elif start in b"[{":
        what = f"The answer is JSON that breaks off or is malformed ({len(content):,} bytes)"
    else:
        what = "The answer is text, not JSON"
    return _unexpected(what)


def _kind_name(value: object) -> str:
    if isinstance(value, dict):
        return f"an object with {_named(value)}"
    return _KIND_NAMES.get(type(value), "something else")


_KIND_NAMES: Mapping[type, str] = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    exact.NumberText: "a number",
    str: "a text",
    list: "an array",
    exact.Repeated: "a key that stands twice",
}


def _named(keys: Mapping[str, object]) -> str:
    if not keys:
        return "no keys"
    named = [exact.printable(key[:_MOST_KEY_LETTERS]) for key in list(keys)[:_MOST_KEYS_NAMED]]
    more = f" and {len(keys) - len(named):,} more" if len(keys) > len(named) else ""
    return f"the keys {', '.join(named)}{more}"
