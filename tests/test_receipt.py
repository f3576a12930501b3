"""The receipt: what it says, and that it comes back from a file as it was."""

import pytest
from results import receipt

from leadwidgets.errors import ResultFileError
from leadwidgets.result.receipt import Receipt


def test_a_receipt_says_in_plain_words_what_arrived_of_what_matched() -> None:
    said = repr(receipt())
    assert "12,345 of 12,345 matching leads, complete" in said
    assert "12,400 rows received in 13 pages, 55 duplicates dropped" in said
    assert "8.3 s in all, 6.1 s of them waiting for the account's limits, 1 request sent" in said
    assert "2026-11-01 10:00:08 UTC" in said
    assert "Note: zip: 1 of 12,345 leads came without this field" in said


def test_a_receipt_says_why_it_is_not_complete_and_that_leads_moved() -> None:
    said = repr(receipt(complete=False, reason="cancelled after 3 pages", matched_after=12_300))
    assert "12,345 of 12,345 matching leads, not complete" in said
    assert "Not complete because: cancelled after 3 pages" in said
    assert "12,345 leads matched before reading, 12,300 afterwards" in said


def test_the_facts_begin_with_what_is_not_as_it_should_be() -> None:
    reason = "2 leads never came"
    facts = list(receipt(complete=False, reason=reason, matched_after=None).facts())
    assert facts[0] == ("Not complete because", reason)
    assert [name for name, _ in facts[1:3]] == ["Note", "Matched before"]
    told = dict(facts)
    assert told["Matched after"] == "not counted"
    assert told["Rows received"] == "12,400"
    assert told["Started"].endswith(" UTC")


def test_single_things_are_not_called_in_the_plural() -> None:
    said = repr(receipt(matched=1, received=1, duplicates=0, pages=1))
    assert "1 of 1 matching lead, complete" in said
    assert "1 row received in 1 page, 0 duplicates dropped" in said
    assert receipt(matched=1, received=1, duplicates=0).arrived == "1 of 1 matching lead"


def test_a_receipt_never_shows_whom_the_search_was_for() -> None:
    for said in (repr(receipt()), receipt()._repr_html_()):
        assert "Jon" not in said
        assert "2125550123" not in said


def test_text_in_a_receipt_is_never_html() -> None:
    shown = receipt(reason="<script>", complete=False, notes=("<img src=x>",))._repr_html_()
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "Example &amp; &lt;b&gt;Sons" in shown


def test_a_receipt_comes_back_from_json_as_it_was() -> None:
    for one in (receipt(), receipt(matched_after=None, first_page=None, notes=(), reason="x")):
        assert Receipt.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    "text",
    ["", "nope", "[]", "{}", '{"criteria":{}}', '{"criteria":{"x":1}}', "null", "17", "[" * 99_999],
)
def test_other_text_is_no_receipt(text: str) -> None:
    with pytest.raises(ResultFileError, match="not a receipt"):
        Receipt.from_json(text)


def test_a_receipt_without_a_count_says_so_wherever_it_is_shown() -> None:
    unknown = receipt(matched=None, matched_after=None, received=1, duplicates=0, complete=False)
    assert unknown.arrived == "1 lead, how many match is not known"
    assert unknown.headline == "1 lead, how many match is not known, not complete"
    told = dict(unknown.facts())
    assert told["Matched before"] == "not known"
    assert "how many match is not known" in unknown._repr_html_()
    assert Receipt.from_json(unknown.to_json()) == unknown
