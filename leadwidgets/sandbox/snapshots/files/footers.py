"""Which rows below the leads are none: totals, notices, who made the report and when.

Such rows are left out only where nothing else can be meant: a row with an id is a lead.
"""

import re

from leadwidgets.sandbox.snapshots.column_matching import is_lead_id
from leadwidgets.sandbox.snapshots.files.rows import Rows
from leadwidgets.sandbox.snapshots.id_words import may_be_id
from leadwidgets.sandbox.snapshots.saved_leads import Flags

_LONGEST_FOOTER = 200  # rows, empty ones included
_TOTAL = re.compile(
    r"""(?ix) (?: (?:grand|sub|report|overall) [ -]? )? (?: totals? | sum | count | average )
    (?: [ ] (?: of [ ] )? (?: rows? | records? | leads? | lines? | count ) )? \W*""",
)
_NOTICE = re.compile(
    r"""(?ix) ^\W* (?: (?:grand|sub|report|overall) [ -]? )?
    (?: totals? | sum | count | averages? | records? | filter(?:s|ed)? | report | generated
    | exported | printed | created [ ] by | copyright | confidential | end [ ] of | page [ ] \d )\b
    | ^\W* c\) | © | \b confidential \b | \b do [ ] not [ ] distribute \b
    | ^\W* \d[\d,.]* [ ] (?: rows? | records? | leads? | lines? )\b""",
)


def footer(names: list[str], rows: Rows, empty: Flags) -> list[int]:
    """Find the rows of a footer.

    They are the last ones and hold no id. The first of them says what only footers say, or stands
    alone below an empty line, as all after it do.

    Parameters
    ----------
    names
        What the columns are called; the field's name for one that the user says is a field.
    rows
        The rows below.
    empty
        Which of them are empty.

    Returns
    -------
    list of int
        Their places, in order; without empty rows.
    """
    ids = [is_lead_id(name) for name in names]
    candidates: list[tuple[int, list[str]]] = []
    for place in range(len(empty) - 1, max(-1, len(empty) - 1 - _LONGEST_FOOTER), -1):
        values = [column[place].as_py() for column in rows.columns]
        if not (empty[place] or _may_close(values, ids)):
            break
        candidates.insert(0, (place, [value for value in values if value]))
    found: list[int] = []
    for number, (place, values) in enumerate(candidates):
        if not values:
            continue
        below_gap = number > 0 and not candidates[number - 1][1]
        alone = all(len(others) <= 1 for _, others in candidates[number:])
        if found or _closes(values) or (below_gap and alone):
            found.append(place)
    return found


def _may_close(values: list[str | None], ids: list[bool]) -> bool:
    """Tell whether a row may belong to a footer: it has few values, and no lead id among them."""
    filled = [value for value in values if value]
    if len(filled) == len(values) or len(filled) > 2:  # noqa: PLR2004 - a name and its value
        return False
    if any(value and is_id and may_be_id(value) for value, is_id in zip(values, ids, strict=True)):
        return False
    return _is_total(filled) or not any(map(may_be_id, filled))


def _closes(values: list[str]) -> bool:
    return _is_total(values) or _NOTICE.search(values[0]) is not None


def _is_total(values: list[str]) -> bool:
    return _TOTAL.fullmatch(values[0]) is not None
