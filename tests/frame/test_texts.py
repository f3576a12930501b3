"""Texts that look like something else, are broken, or are no Unicode."""

import json

import pytest
from frame.frames import gathered, leads, one, value


@pytest.mark.parametrize("text", ["null", "NaN", "NA", "None", "nan", "N/A", "<NA>", "", " ", "-"])
def test_text_that_looks_like_a_missing_value_is_text(text: str) -> None:
    for field, column in [("city", "city"), ("listDesc", "list_desc"), ("nickname", "nickname")]:
        frame = one(field, json.dumps(text))
        assert value(frame, column) == text
        assert value(frame, column, 0) is None
        assert f"{column}_as_sent" not in frame


@pytest.mark.parametrize(
    "text",
    ['},{"leadId":9', "a\nb\r\nc", "\x00", "a\x00b", "😀", "Zoë", '"', "\\", '\\"', "\\\\", '":"'],
)
def test_any_text_comes_through_as_it_is(text: str) -> None:
    for ensure_ascii in (True, False):
        rows = [{"leadId": 1, "city": text, "nickname": text}, {"leadId": 2, "city": "x"}]
        frame = leads(json.dumps(rows, ensure_ascii=ensure_ascii).encode())
        assert frame.city.tolist() == [text, "x"]
        assert value(frame, "nickname", 0) == text


@pytest.mark.parametrize("field", ["city", "listDesc", "nickname", "loadedDts"])
def test_a_lone_surrogate_is_shown_escaped_and_kept_as_sent(field: str) -> None:
    column = {"listDesc": "list_desc", "loadedDts": "loaded_dts"}.get(field, field)
    frame = leads(f'[{{"leadId":1,"{field}":"a\\ud800é"}},{{"leadId":2,"{field}":"x"}}]')
    if field != "loadedDts":
        assert frame[column].tolist() == ["a\\ud800é", "x"]
    assert json.loads(value(frame, f"{column}_as_sent", 0)) == "a\ud800é"
    assert frame.lead_id.tolist() == [1, 2]


def test_bytes_that_are_not_utf8_are_shown_escaped_and_the_rest_is_untouched() -> None:
    frame, notes = gathered(b'[{"leadId":1,"city":"Caf\xe9"},{"leadId":2,"city":"Caf\xc3\xa9"}]')
    assert frame.city.tolist() == ["Caf\\xe9", "Café"]
    assert value(frame, "city_as_sent", 0) == '"Caf\\udce9"'
    assert any("city: 1 value text that is not valid Unicode" in note for note in notes)


def test_a_field_name_that_is_no_unicode_still_names_a_column() -> None:
    frame = leads('[{"leadId":1,"od\\ud800d":5}]')
    assert frame["od\\ud800d"].tolist() == [5]
