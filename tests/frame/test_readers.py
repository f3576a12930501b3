"""The fast reader and the exact one: both make the same of a page, whatever its values are.

A byte order mark makes any page the exact reader's.
"""

import codecs
import json
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import LeadFrame, read_page

FIELDS = (
    *("leadId", "leadPhone", "leadState", "suppressed", "loadedDts", "leadPasses", "listDesc"),
    *("zip", "nextDialTime", "campaignLead", "shoeSize", "Größe", ""),
)
CLEAN = ('"Lyon"', "null", '""', "7", "true", "false", '"2026-11-01T00:00:00.250+0000"')
VALUES = (
    *CLEAN,
    *("0", "-1", "-0", "7.0", "7.5", "1e3", "9007199254740993", "9223372036854775808"),
    *('"7"', '"N/A"', '"null"', '"say \\"no\\""', '"\\\\"', '"\\\\\\""', '"},{"', '":"', '","'),
    *('"\\u0000"', '"\\ud800"', '"\\ud83d\\ude00"', '"Zürich"', '"2026-11-01"', "1793491200000"),
    *('"2026-11-01T00:00:00"', '"2026-11-01T00:00:00.123456Z"', '"0000-01-01T00:00:00Z"'),
    *("[]", "[1,2]", "{}", '{"a":1}', '["a"]', '{"a":"}"}', '{"a":1,"a":2}', '{"a":{"b":["c"]}}'),
    *("{", "}", '{"a"', "[[]", '{"a":"\\""}', "[{},{}]", '[{"a":1},{"a":2}]'),
    *("NaN", "tru", "nulls", "01", "-", "+5", "0x1F", "1_000", "1,2", "7 ", ""),
)
DAMAGE = ('"', ",", ":", "{", "}", "[", "]", "\\", "0", "n", " ", "\n", "\x00", '},{"', "null")


@st.composite
def pages(draw: st.DrawFn, values: tuple[str, ...] = VALUES) -> bytes:
    """JSON of leads with the same fields, of values that may be anything, JSON or not."""
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5))
    columns = [draw(st.lists(st.sampled_from(values), min_size=1, max_size=3)) for _ in names]
    rows = draw(st.integers(1, 4))
    leads = (
        ",".join(
            f'"{name}":{column[row % len(column)]}'
            for name, column in zip(names, columns, strict=True)
        )
        for row in range(rows)
    )
    return ("[{" + "},{".join(leads) + "}]").encode()


@st.composite
def damaged_pages(draw: st.DrawFn) -> bytes:
    """The same with a letter or two lost, added or replaced."""
    page = draw(pages(CLEAN))
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(1, len(page)))
        damage = draw(st.sampled_from(DAMAGE)).encode() + draw(st.sampled_from([b"", b"\xff"]))
        put, lost = draw(st.sampled_from([(damage, 0), (damage, 1), (b"", 1)]))
        page = page[:place] + put + page[place + lost :]
    return page


def made(content: bytes) -> tuple[object, pd.DataFrame]:
    """Everything that is made of a page: what is told, and the leads; or the error's words."""
    try:
        page = read_page(content)
    except UnexpectedResponseError as error:
        return str(error).partition("(")[0], pd.DataFrame()  # a number of bytes may follow
    frame = LeadFrame()
    frame.add(page)
    leads = frame.finish()
    # Where a space stands before a colon, undocumented fields may have another order.
    notes = sorted(sorted(note.replace(",", "").split()) for note in frame.notes)
    return (page.rows, page.lead_ids, notes), leads[sorted(map(str, leads))]


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(pages() | damaged_pages())
@example(b'[{"city":{"a":1},"zip":{}},{"city":null,"zip":"1"}]')
@example(b'[{"city":{"a":1}},{"city":{"a":1,"a":2}}]')
@example(b'[{"city":"a\\"},{\\"city\\":1"},{"city":"b"}]')
@example(b'[{"city":"},{"},{"city":"b"}]')
@example(b'[{"city":":)","zip":":"},{"city":"\\":","zip":"::"}]')
@example(b'[{"city":"a"b","zip":"},{"city":"c","zip":"d"}]')
@example(b'[{"city":"a"b","zip":"\\"},{"city":"c","zip":"d"}]')
@example(b'[{"city":"a"b","zip":{"a":"}},{"city":"c","zip":{"a":"b"}}]')
@example(b'[{"a:":1,":":2},{"a:":"3",":":"4"}]')
@example(b'[{"leadId":1},{"leadId":2,"leadId":3}]')
@example(b'[{"leadId":[1},{"leadId":2]}]')
def test_both_readers_make_the_same_of_a_page(page: bytes) -> None:
    (told, leads), (told_exactly, leads_exactly) = made(page), made(codecs.BOM_UTF8 + page)
    assert told == told_exactly
    pd.testing.assert_frame_equal(leads, leads_exactly)


LEADS = st.fixed_dictionaries(
    {
        "leadId": st.integers(-(2**63), 2**63 - 1),
        "leadPasses": st.none() | st.integers(0, 99),
        "suppressed": st.none() | st.booleans(),
        "zip": st.none() | st.text(),
        "listDesc": st.none() | st.sampled_from(["Fresh", "Größe", 'say "no"']),
        "shoeSize": st.none() | st.text(),
    }
)


COLUMNS = {
    "leadId": "lead_id",
    "leadPasses": "lead_passes",
    "suppressed": "suppressed",
    "zip": "zip",
    "listDesc": "list_desc",
    "shoeSize": "shoe_size",
}
TIMES = ("2026-11-01T00:00:00.250+0000", "0001-01-01T00:00:00Z", "2026-11-01T09:30:00.000001+02:00")
GATHERED = st.tuples(LEADS, st.none() | st.sampled_from(TIMES)).map(
    lambda drawn: {**drawn[0], "loadedDts": drawn[1]}
)


@st.composite
def answers(draw: st.DrawFn) -> list[tuple[list[dict[str, Any]], list[int]]]:
    """Pages of which some lack some fields, and the rows of each that are to be kept."""
    answer = []
    for leads in draw(st.lists(st.lists(GATHERED, min_size=1, max_size=20), max_size=6)):
        lacking = draw(st.sets(st.sampled_from(sorted(leads[0]))))
        rows = [{k: v for k, v in lead.items() if k not in lacking} for lead in leads]
        kept = draw(st.sets(st.integers(0, len(rows) - 1)) | st.just({*range(len(rows))}))
        answer.append((rows, sorted(kept)))
    return answer


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(answers())
def test_pages_follow_each_other_in_one_frame(
    answer: list[tuple[list[dict[str, Any]], list[int]]],
) -> None:
    frame = LeadFrame()
    sent = []
    for rows, keep in answer:
        content = json.dumps(rows, separators=(",", ":")).encode()
        frame.add(read_page(content), keep if len(keep) < len(rows) else None)
        sent += [rows[row] for row in keep]
    leads = frame.finish()
    for name, column_name in COLUMNS.items():
        column = leads.get(column_name, pd.Series([None] * len(leads)))
        shown = [None if pd.isna(value) else value for value in column]
        assert shown == [row.get(name) for row in sent]
    moments = [
        None if pd.isna(moment) else moment.isoformat()
        for moment in leads.loaded_dts.astype(object)
    ]
    assert moments == [_written(row.get("loadedDts")) for row in sent]


def _written(text: str | None) -> str | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC).isoformat()
