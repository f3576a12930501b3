"""The wire: the page's types are generated from it, and only its asks are believed."""

import runpy
from collections.abc import Mapping
from pathlib import Path

import pytest

from leadwidgets.widgets.wire import BadAskError, SetAsk, Sort, id_of, read_ask

JS = Path(__file__).parents[2] / "js"
PHONE = "415-555-0142"
GOOD = {
    "kind": "rows",
    "id": "a-1",
    "version": 3,
    "filter": 0,
    "offset": 0,
    "limit": 100,
    "sort": [],
    "columns": ["lead_id"],
}


def test_the_types_of_the_page_are_generated_from_the_wire_as_it_is() -> None:
    generated = runpy.run_path(str(JS / "generate_wire.py"))["typescript"]()
    checked_in = (JS / "wire.ts").read_text(encoding="utf-8")
    assert checked_in == generated, "js/wire.ts is stale. Renew it: python js/generate_wire.py"


def test_an_ask_is_read_with_all_that_it_holds() -> None:
    rows = read_ask({**GOOD, "sort": [{"column": "lead_id", "descending": True}]})
    assert getattr(rows, "sort", None) == [Sort("lead_id", descending=True)]
    chosen = read_ask({"kind": "set", "id": "a-2", "field": "list_ids", "value": [1, "x"]})
    assert chosen == SetAsk("a-2", "list_ids", [1, "x"])


SET = {"kind": "set", "id": "a-2", "field": "city", "value": "Reno"}
BAD: Mapping[str, tuple[object, str]] = {
    "text": (PHONE, "Expected `object`"),
    "nothing": ({}, "required field `kind`"),
    "unknown kind": ({**GOOD, "kind": PHONE}, "not of this wire"),
    "unknown entry": ({**GOOD, PHONE: 1}, "not of this wire"),
    "long id": ({**GOOD, "id": PHONE * 9}, "`$.id`"),
    "negative number": ({**GOOD, "version": -1}, "`int` >= 0 - at `$.version`"),
    "truth as number": ({**GOOD, "version": True}, "`$.version`"),
    "endless number": ({**GOOD, "offset": 10**400}, "`$.offset`"),
    "too many rows": ({**GOOD, "limit": 1001}, "`int` <= 1000 - at `$.limit`"),
    "text as order": ({**GOOD, "sort": PHONE}, "`$.sort`"),
    "many sorts": ({**GOOD, "sort": [{"column": "x"}] * 9}, "length <= 8 - at `$.sort`"),
    "many columns": ({**GOOD, "columns": ["x"] * 2001}, "length <= 2000 - at `$.columns`"),
    "long column": ({**GOOD, "sort": [{"column": "x" * 201}]}, "`$.sort[0].column`"),
    "field without options": (
        {"kind": "options", "id": "a-3", "field": PHONE},
        "not of this wire",
    ),
    "long value": ({**SET, "value": "x" * 10_001}, "length <= 10000 - at `$.value`"),
    "many values": ({**SET, "value": [1] * 100_001}, "length <= 100000 - at `$.value`"),
    "nested value": ({**SET, "value": [[PHONE]]}, "`$.value[0]`"),
    "object as value": ({**SET, "value": {PHONE: 1}}, "not of this wire"),
    "half a character": ({**GOOD, "kind": "\ud800"}, "not of this wire"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
def test_what_is_no_ask_is_told_by_its_place_and_never_by_its_value(
    content: object, said: str
) -> None:
    with pytest.raises(BadAskError) as caught:
        read_ask(content)
    assert said in str(caught.value)
    assert PHONE not in str(caught.value)


@pytest.mark.parametrize("ask_id", ["", "A", "a b", "a\n", "\ud800", "a" * 65, 7, None], ids=ascii)
def test_an_id_that_no_page_of_ours_makes_is_not_answered_under(ask_id: object) -> None:
    assert id_of({"kind": "form", "id": ask_id}) is None
    with pytest.raises(BadAskError):
        read_ask({"kind": "form", "id": ask_id})
