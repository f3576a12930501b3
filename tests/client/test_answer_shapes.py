"""Shapes of answers: the known ones by name, anything else an error that shows no value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.client.http.answer_shapes import (
    read_count,
    read_object,
    read_rows,
    read_texts,
)
from leadwidgets.errors import UnexpectedResponseError

_PHONE = "4155550142"
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    "content",
    [
        b"1234",
        b" 1234\n",
        b'"1234"',
        b"[1234]",
        b'{"total": 1234}',
        b'{"totalCount": 1234}',
        b'{"totalCount": "1234"}',
        b'{"totalCount": 1234, "searchResults": []}',
        b'{"totalCount": 1234, "data": [{"leadId": 1}]}',
    ],
)
def test_a_count_is_read_from_each_known_shape(content: bytes) -> None:
    assert read_count(content) == 1234


@pytest.mark.parametrize(
    "content",
    [
        *(b"true", b"-1", b'"7.5"', b'"-7"', b'" 7"', b'"' + b"9" * 19 + b'"', b"7.5", b"null"),
        *(b'{"count": 3}', b"{}", b"", b"12 34", b"[7, 8]", b"[true]", b"[null]", b'["x"]'),
        *(b'{"errorCode": "7"}', b'{"total": null}', b'{"totalCount": -1, "page": 1}'),
    ],
)
def test_a_count_of_any_other_shape_is_an_error_and_never_zero(content: bytes) -> None:
    with pytest.raises(UnexpectedResponseError):
        read_count(content)


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'{"leads": []}',
        b'[{"leadId": 1}]',
        b'{"records": [{"leadId": 1}]}',
        b'{"total": 1, "uploadedLeads": [{"leadId": 1}]}',
    ],
)
def test_rows_in_place_of_a_count_leave_it_unknown(content: bytes) -> None:
    assert read_count(content) is None


@pytest.mark.parametrize(
    "content",
    [
        b'[{"leadId": 1}]',
        b'{"data": [{"leadId": 1}]}',
        b'{"records": [{"leadId": 1}], "total": 1}',
        b'{"uploadedLeads": [{"leadId": 1}]}',
        b'{"uploadedLeads": 1, "leads": [{"leadId": 1}]}',
        b'{"totalCount": 1, "searchResults": [{"leadId": 1}]}',
        b'{"leads": [{"leadId": 1}]}',
    ],
)
def test_rows_are_read_from_each_known_shape(content: bytes) -> None:
    assert read_rows(content) == [{"leadId": 1}]


@pytest.mark.parametrize(
    "content",
    [
        b'{"searchResults": [], "leads": [{}]}',
        b'{"rows": []}',
        b"{}",
        b"null",
        b"[1]",
        b'{"leads": null}',
        b'[{"leadId": 1}, ',
    ],
)
def test_rows_of_any_other_shape_are_an_error_and_never_empty(content: bytes) -> None:
    with pytest.raises(UnexpectedResponseError):
        read_rows(content)


def test_the_error_names_types_and_keys_but_no_values() -> None:
    content = json.dumps({"rows": [_PHONE], "phone": _PHONE, _PHONE: 1}).encode()
    with pytest.raises(UnexpectedResponseError) as caught:
        read_rows(content)
    assert "phone, rows" in str(caught.value)
    assert _PHONE not in str(caught.value)


@pytest.mark.slow
@given(st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_is_either_read_or_the_one_error(content: bytes) -> None:
    for read in (read_count, read_rows, read_object, read_texts):
        try:
            read(content)
        except UnexpectedResponseError:
            continue
