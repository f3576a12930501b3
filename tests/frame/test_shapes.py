"""The shapes that an answer may have; any other is an error."""

import pytest
from frame.frames import leads, page, value

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import read_page, total_of


@pytest.mark.parametrize(
    "content",
    [
        '[{"leadId":1},{"leadId":2}]',
        ' \n[{"leadId":1},{"leadId":2}]',
        '\ufeff[{"leadId":1},{"leadId":2}]',
        '{"totalCount":2,"searchResults":[{"leadId":1},{"leadId":2}]}',
        '{"leads":[{"leadId":1},{"leadId":2}]}',
        '{"leads":[{"leadId":1},{"leadId":2}],"page":1,"note":"say \\"hi\\""}',
    ],
    ids=["array", "array after space", "byte order mark", "searchResults", "leads", "more keys"],
)
def test_every_known_shape_gives_its_leads(content: str) -> None:
    read = read_page(content.encode())
    assert read.rows == 2
    assert read.lead_ids == [1, 2]


def test_the_total_is_read_where_the_answer_says_it() -> None:
    assert total_of({"totalCount": 1234, "searchResults": []}) == 1234
    assert total_of({"totalCount": "many", "searchResults": []}) is None
    assert total_of({}) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The answer is empty"),
        (b"<html><body>Sign in 2125550123</body></html>", "a web page, not JSON"),
        (b'[{"leadId":1,"leadPhone":"2125550123"', "breaks off or is malformed"),
        (b"upstream failed 2125550123", "text, not JSON"),
        (b"17", "a number"),
        (b'"2125550123"', "a text"),
        (b"null", "null"),
        (b"{}", "an object with no keys"),
        (b'{"errorCode":"2125550123","generalMessage":"x"}', "keys errorCode, generalMessage"),
        (b'{"leads":[],"searchResults":[]}', "keys leads, searchResults"),
        (b'{"leads":{"leadId":1}}', "an object with the keys leadId"),
        (b'{"leads":null}', "null"),
        (b'{"leads":[{"leadId":1}],"leads":[]}', "a key that stands twice"),
        (b"[1]", "Among the leads, the answer has a number"),
        (b'[{"leadId":1},null]', "Among the leads, the answer has null"),
        (b'[["2125550123"]]', "Among the leads, the answer has an array"),
        (b"[" * 200_000, "breaks off or is malformed"),
    ],
)
def test_any_other_shape_is_an_error_that_names_types_and_keys_and_no_value(
    content: bytes, said: str
) -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        read_page(content)
    assert said in str(caught.value)
    assert "no lead of this answer was used" in str(caught.value)
    shown: BaseException | None = caught.value
    while shown is not None:
        assert "2125550123" not in repr(shown)
        shown = shown.__cause__


def test_leads_with_thousands_of_fields_of_their_own_are_no_known_shape() -> None:
    rows = [{f"{n} {m}": m for m in range(100)} for n in range(30)]
    with pytest.raises(UnexpectedResponseError, match="3,000 different fields"):
        read_page(page(rows))


@pytest.mark.parametrize("depth", [5, 400, 900])
def test_a_value_inside_values_is_kept_as_it_was_sent_however_deep(depth: int) -> None:
    for begin, end in (("[", "]"), ('{"a": ', "}")):
        deep = f"{begin * depth}7{end * depth}"
        frame = leads(f'[{{"leadId":1,"zip":{deep}}},{{"leadId":2,"zip":"10001"}}]')
        assert value(frame, "zip_as_sent", 0) == deep
        assert value(frame, "zip", 1) == "10001"
