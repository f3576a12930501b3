"""One page of an answer: JSON in, typed columns out.

::

    b'[{"leadId": 1, …}, …]'  ─►  LeadPage(rows, lead_ids, total; columns by path)

Pure computation, safe in any thread. The shapes that an answer may have were seen in integrators'
code; any other is an error and never an empty result.
"""

import contextlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame.chunks import Chunk, chunks, values_by_key
from leadwidgets.frame.decode import NumberText, Repeated, decode, printable
from leadwidgets.frame.lead_columns import LEAD_ID, LEAD_STATE, Path
from leadwidgets.frame.nested_leads import has_inside, merged

Lead = Mapping[str, object]

_DIGITS = re.compile(r"[0-9]{1,18}")

_ROW_KEYS = ("searchResults", "leads", "data", "records", "uploadedLeads")
_TOTAL_KEYS = ("totalCount", "total")
_MOST_FIELDS = 2000
_MOST_KEYS_NAMED = 8
_MOST_KEY_LETTERS = 40
_EXPECTED = (
    f"Expected an array of leads, or an object with the array in {' or '.join(_ROW_KEYS)}; "
    "no lead of this answer was used."
)


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
    leads, total = _leads_and_total(_decoded(content))
    values = values_by_key(leads)
    if len(values) > _MOST_FIELDS:
        raise _unexpected(f"The leads have {len(values):,} different fields")
    columns = merged(
        dict(chain.from_iterable(chunks((name,), each) for name, each in values.items()))
    )
    ids = columns.get(LEAD_ID)
    return LeadPage(
        rows=len(leads),
        lead_ids=[None] * len(leads) if ids is None else ids.array.to_pylist(),
        total=total,
        columns=columns,
        absent=_absent(leads, values.keys() | {name for name, *inner in columns if not inner}),
    )


def _decoded(content: bytes) -> object:
    # Raised outside the handler: the decoder's error carries the document, with people's data.
    with contextlib.suppress(ValueError, RecursionError):
        return decode(content)
    raise _not_json(content)


def _leads_and_total(answer: object) -> tuple[list[Lead], int | None]:
    """Find the leads in an answer, and the number of matching ones where it says that."""
    leads, total = answer, None
    if isinstance(answer, dict):
        key = row_key(answer)
        if key is None:
            raise _unexpected(f"The answer is {_kind_name(answer)}")
        leads, total = answer[key], total_of(answer)
    if not isinstance(leads, list):
        raise _unexpected(f"Where the leads should be, the answer has {_kind_name(leads)}")
    for lead in leads:
        if not isinstance(lead, dict):
            raise _unexpected(f"Among the leads, the answer has {_kind_name(lead)}")
    return leads, total


def _absent(leads: Sequence[Lead], names: Collection[str]) -> dict[Path, Sequence[int]]:
    """Tell which rows lack a field that others have."""
    if sum(map(len, leads)) == len(leads) * len(names):
        return {}
    rows = {
        name: [
            row for row, lead in enumerate(leads) if name not in lead and not has_inside(lead, name)
        ]
        for name in names
    }
    return {(name,): lacking for name, lacking in rows.items() if lacking}


def row_key(envelope: Mapping[str, object]) -> str | None:
    """Name the key that holds the leads; None where there is none, or more than one."""
    named = [key for key in _ROW_KEYS if key in envelope]
    found = [key for key in named if isinstance(envelope[key], list)] or named
    return found[0] if len(found) == 1 else None


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
