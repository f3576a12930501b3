"""One page of an answer: JSON in, typed columns out.

::

    b'[{"leadId": 1, …}, …]'  ─►  LeadPage(rows, lead_ids; columns by path)

Pure computation, safe in any thread. `leadwidgets.frame.decode` reads a page fast, and the
slower `leadwidgets.frame.exact` one in which texts are broken, numbers bare ``NaN``, or a key
stands twice in one lead. The shapes that an answer may have were seen in integrators' code; any
other is an error and never an empty result.
"""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import msgspec

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.fields import LeadKind
from leadwidgets.frame.chunks import Chunk, chunks, values_by_key
from leadwidgets.frame.decode import LeadDecoder, LeadValues
from leadwidgets.frame.exact import (
    NumberText,
    Repeated,
    loads,
    printable,
    texts_in,
    written_texts,
)
from leadwidgets.frame.lead_columns import ID_FIELDS, LEAD_ID, LEAD_STATE, Path
from leadwidgets.frame.nested_leads import NESTED_LEAD, merged, without_inside

_DIGITS = re.compile(r"[0-9]{1,18}")

_ROW_KEYS = ("searchResults", "leads", "data", "records", "uploadedLeads")
_TOTAL_KEYS = ("totalCount", "total")
_MOST_FIELDS = 2000
_TEXTS = frozenset({LeadKind.TEXT, LeadKind.CATEGORY})
_WITHOUT_TEXTS = frozenset({LeadKind.INTEGER, LeadKind.FLAG})
_START = 100  # bytes in which the first bracket stands
_MOST_KEYS_NAMED = 8
_MOST_KEY_LETTERS = 40
_EXPECTED = (
    f"Expected an array of leads, or an object with the array in {' or '.join(_ROW_KEYS)}; "
    "no lead of this answer was used."
)

_decoder = LeadDecoder()
_envelope = msgspec.json.Decoder(dict[str, msgspec.Raw])


@dataclass(frozen=True, slots=True)
class LeadPage:
    """The leads of one answer.

    Attributes
    ----------
    rows
        How many leads.
    lead_ids
        Their ids, in order; None where a lead has none that is a whole number.
    columns
        Path → the values.
    absent
        Path → the rows that lacked the field, where others had it.
    """

    rows: int
    lead_ids: list[int | None]
    columns: Mapping[Path, Chunk] = field(repr=False)
    absent: Mapping[Path, Sequence[int]] = field(repr=False)

    @property
    def contents(self) -> object:
        """The values by path, equal to those of a page with the same leads in the same order."""
        return {
            path: (chunk.array, chunk.misfits.rows.tolist(), chunk.misfits.texts.to_pylist())
            for path, chunk in self.columns.items()
        }

    @property
    def anonymous(self) -> bool:
        """Whether there are rows and none has an id or a lead state, so that they are no leads."""
        told = (path in self.columns and self.columns[path].told for path in (LEAD_ID, LEAD_STATE))
        return self.rows > 0 and not any(told)


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


def _read_fast(content: bytes) -> LeadPage | None:
    """Read a page of a known shape; None where that would lose something."""
    try:
        rows, envelope = _opened(content)
        leads = _decoder.decode(rows)
    except ValueError:
        return None
    columns = _columns(leads)
    texts = texts_in([envelope]) + _texts(leads, columns)
    return _page(leads, columns) if written_texts(content) == texts else None


def _opened(content: bytes) -> tuple[bytes, dict[str, object]]:
    """Give the array of leads, and the object around it with null in its place, if there is one.

    Raises
    ------
    ValueError
        It is no array, and no object that holds one where leads are expected.
    """
    if content[:_START].lstrip()[:1] != b"{":
        return content, {}
    try:
        parts = _envelope.decode(content)
    except (msgspec.DecodeError, RecursionError) as refusal:
        raise ValueError(type(refusal).__name__) from None
    key = row_key(parts)
    if key is None:
        raise ValueError("no leads, or more than one array of them")
    rows = bytes(parts.pop(key))
    return rows, {key: None} | {name: loads(bytes(part)) for name, part in parts.items()}


def _texts(leads: LeadValues, columns: Mapping[Path, Chunk]) -> int:
    """Count the texts in leads, keys among them: most of them Arrow has counted."""
    texts = sum(leads.rows - len(leads.absent.get(name, ())) for name in leads.columns)
    for name, values in leads.columns.items():
        chunk = columns.get((name,))
        counted = chunk is not None and not len(chunk.misfits) and (name,) not in ID_FIELDS
        if chunk is None or not counted or chunk.kind not in _WITHOUT_TEXTS | _TEXTS:
            texts += texts_in(values)
        elif chunk.kind in _TEXTS:
            texts += leads.rows - chunk.array.null_count
    return texts


def _columns(leads: LeadValues) -> dict[Path, Chunk]:
    return dict(
        chain.from_iterable(chunks((name,), values) for name, values in leads.columns.items())
    )


def _page(leads: LeadValues, columns: Mapping[Path, Chunk]) -> LeadPage:
    columns = merged(columns)
    ids = columns.get(LEAD_ID)
    return LeadPage(
        rows=leads.rows,
        lead_ids=[None] * leads.rows if ids is None else ids.array.to_pylist(),
        columns=columns,
        absent=_absent(leads, [name for name, *inner in columns if not inner]),
    )


def _absent(leads: LeadValues, names: Sequence[str]) -> dict[Path, Sequence[int]]:
    """Tell which rows lack a field that others have, also in the lead inside them."""
    inside = leads.columns.get(NESTED_LEAD)
    if inside is None:
        return {(name,): rows for name, rows in leads.absent.items()}
    without = {
        name: leads.absent.get(name, () if name in leads.columns else range(leads.rows))
        for name in names
    }
    return {(name,): rows for name, rows in without_inside(inside, without).items() if rows}


def _read_exactly(content: bytes) -> LeadPage:
    answer = _loaded(content)
    leads = answer
    if isinstance(answer, dict):
        key = row_key(answer)
        if key is None:
            raise _unexpected(f"The answer is {_kind_name(answer)}")
        leads = [] if has_no_rows(answer) else answer[key]
    if not isinstance(leads, list):
        raise _unexpected(f"Where the leads should be, the answer has {_kind_name(leads)}")
    for lead in leads:
        if not isinstance(lead, dict):
            raise _unexpected(f"Among the leads, the answer has {_kind_name(lead)}")
    names = {name for lead in leads for name in lead}
    if len(names) > _MOST_FIELDS:
        raise _unexpected(f"The leads have {len(names):,} different fields")
    lacking = {name: [row for row, each in enumerate(leads) if name not in each] for name in names}
    absent = {name: rows for name, rows in lacking.items() if rows}
    values = LeadValues(len(leads), values_by_key(leads), absent)
    return _page(values, _columns(values))


def _loaded(content: bytes) -> object:
    # Raised outside the handler: the decoder's error carries the document, with people's data.
    with contextlib.suppress(ValueError, RecursionError):
        return loads(content)
    raise _not_json(content)


def row_key(envelope: Mapping[str, object]) -> str | None:
    """Name the key that holds the leads; None where there is none, or more than one."""
    named = [key for key in _ROW_KEYS if key in envelope]
    found = [key for key in named if isinstance(envelope[key], list)] or named
    return found[0] if len(found) == 1 else None


def has_no_rows(envelope: Mapping[str, object]) -> bool:
    """Tell whether null stands for the leads beside their number, as on a page beyond the last."""
    key = row_key(envelope)
    return key is not None and envelope[key] is None and total_of(envelope) is not None


def total_of(envelope: Mapping[str, object]) -> int | None:
    """Give the number of matching leads that stands beside the leads, or instead of them."""
    totals = (whole_number(envelope.get(key)) for key in _TOTAL_KEYS)
    return next((total for total in totals if total is not None), None)


def whole_number(value: object) -> int | None:
    """Give a whole number from 0, which may be written as text; None for anything else."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    return value if type(value) is int and value >= 0 else None


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
    NumberText: "a number",
    str: "a text",
    list: "an array",
    Repeated: "a key that stands twice",
}


def _named(keys: Mapping[str, object]) -> str:
    if not keys:
        return "no keys"
    named = [printable(key[:_MOST_KEY_LETTERS]) for key in list(keys)[:_MOST_KEYS_NAMED]]
    more = f" and {len(keys) - len(named):,} more" if len(keys) > len(named) else ""
    return f"the keys {', '.join(named)}{more}"
