"""JSON pages to a DataFrame: what was sent is there or beside it, and nothing is invented."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import LeadFrame, empty_leads, read_page
from leadwidgets.vocabulary import LEAD_STATES, canonical_lead_state

Row = dict[str, Any]


def page(rows: Sequence[Row] | str | bytes) -> bytes:
    if isinstance(rows, bytes):
        return rows
    return rows.encode() if isinstance(rows, str) else json.dumps(rows).encode()


def gathered(*pages: Sequence[Row] | str | bytes) -> tuple[pd.DataFrame, tuple[str, ...]]:
    frame = LeadFrame()
    for rows in pages:
        frame.add(read_page(page(rows)))
    return frame.finish(), frame.notes


def leads(*pages: Sequence[Row] | str | bytes) -> pd.DataFrame:
    return gathered(*pages)[0]


def one(field: str, sent: str) -> pd.DataFrame:
    """A frame of three leads; the one in the middle has `field` as the JSON text `sent`."""
    return leads(f'[{{"leadId":1}},{{"leadId":2,"{field}":{sent}}},{{"leadId":3}}]')


def value(frame: pd.DataFrame, column: str, row: int = 1) -> Any:  # noqa: ANN401
    cell: Any = frame[column].iloc[row]
    return None if pd.isna(cell) else cell


def instant(text: str) -> pd.Timestamp:
    return pd.Timestamp(datetime.fromisoformat(text).astimezone(UTC))


# Shapes


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
    assert read_page(b'{"totalCount":1234,"searchResults":[]}').total == 1234
    assert read_page(b'{"totalCount":"many","searchResults":[]}').total is None
    assert read_page(b"[]").total is None


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


# Columns


def test_an_empty_result_has_the_columns_and_dtypes_of_a_full_one() -> None:
    empty, full = empty_leads(), leads([{"leadId": 1, "leadState": "READY"}])
    assert empty.empty
    assert list(empty.columns) == list(full.columns)
    for name in empty.columns:
        expected = "category" if name == "lead_state" else full[name].dtype
        assert empty[name].dtype == expected


def test_known_columns_come_first_and_in_one_order_whatever_the_answer_sends() -> None:
    known = list(empty_leads().columns)
    assert known[:4] == ["lead_id", "lead_state", "suppressed", "lead_phone"]
    frame = leads([{"shoeSize": 9, "zip": "01234", "leadId": 1}])
    assert list(frame.columns) == [*known, "shoe_size"]


def test_columns_are_named_as_in_the_api_but_for_its_slip_and_the_us_state() -> None:
    frame = leads([{"agentDispostion": "Sold", "state": "NY", "auxData1": "x", "leadId": 5}])
    assert frame.agent_disposition.tolist() == ["Sold"]
    assert frame.physical_state.tolist() == ["NY"]
    assert frame.aux_data1.tolist() == ["x"]


def test_dtypes_suit_what_the_columns_hold() -> None:
    frame = leads(
        [
            {
                "leadId": 1,
                "leadPhone": "0125550123",
                "zip": "01234",
                "suppressed": False,
                "leadPasses": None,
                "leadState": "READY",
                "loadedDts": "2026-11-01T00:00:00.000+0000",
            }
        ]
    )
    dtypes = frame.dtypes.astype(str)
    assert dtypes["lead_id"] == dtypes["lead_passes"] == "Int64"
    assert dtypes["lead_phone"] == dtypes["zip"] == dtypes["extern_id"] == "str"
    assert dtypes["suppressed"] == "boolean"
    assert dtypes["lead_state"] == dtypes["campaign_name"] == "category"
    assert dtypes["loaded_dts"] == "datetime64[ms, UTC]"
    assert value(frame, "lead_phone", 0) == "0125550123"
    assert value(frame, "zip", 0) == "01234"


def test_a_clean_answer_has_nothing_to_note_but_the_fields_that_no_lead_had() -> None:
    _, notes = gathered([{"leadId": 1}, {"leadId": 2}])
    assert len(notes) == 1
    assert notes[0].startswith("Fields that no lead had: lead_state, suppressed")


def test_pages_follow_each_other_and_rows_can_be_left_out() -> None:
    frame = LeadFrame()
    first = [{"leadId": n, "leadState": "READY", "shoeSize": n} for n in range(5)]
    frame.add(read_page(page(first)), keep=[0, 3])
    frame.add(read_page(b"[]"))
    frame.add(read_page(page([{"leadId": 9, "leadPasses": "N/A"}])))
    assert len(frame) == 3
    joined = frame.finish()
    assert joined.lead_id.tolist() == [0, 3, 9]
    assert joined.shoe_size.tolist()[:2] == [0, 3]
    assert value(joined, "shoe_size", 2) is None
    assert joined.lead_passes_as_sent.tolist()[2] == '"N/A"'
    assert joined.index.equals(pd.RangeIndex(3))


def test_odd_values_of_rows_left_out_are_left_out() -> None:
    frame = LeadFrame()
    frame.add(read_page(page([{"leadPasses": "a"}, {"leadPasses": "b"}, {"zip": 1}])), keep=[1])
    joined = frame.finish()
    assert joined.lead_passes_as_sent.tolist() == ['"b"']
    assert "zip_as_sent" not in joined
    assert not any("some leads came without" in note for note in frame.notes)


def test_whole_numbers_of_which_none_is_kept_join_numbers() -> None:
    frame = LeadFrame()
    frame.add(read_page(b'[{"shoeSize":42.5}]'))
    frame.add(read_page(b'[{"shoeSize":null},{"shoeSize":42}]'), keep=[0])
    assert frame.finish().shoe_size.tolist()[:1] == [42.5]


def test_a_nested_lead_has_the_fields_of_a_lead_and_is_no_column_where_it_is_null() -> None:
    nulls = [{"leadId": 1, "campaignLead": None}, {"leadId": 2, "campaignLead": None}]
    frame, notes = gathered(nulls)
    assert not [name for name in map(str, frame) if name.startswith("campaign_lead")]
    assert not any("campaign_lead" in note for note in notes)
    frame, notes = gathered(nulls, [{"leadId": 3, "campaignLead": {"leadPriority": "high"}}])
    nested = [name for name in map(str, frame) if name.startswith("campaign_lead")]
    assert nested == ["campaign_lead.lead_priority"]
    inner = [{"campaignLead": {"leadId": 3, "shoeSize": 42}}]
    told = [note for note in gathered(inner)[1] if note.startswith("Undocumented")]
    assert told == ["Undocumented fields, kept as columns: campaign_lead.shoe_size"]
    assert value(frame, "campaign_lead.lead_priority", 2) == "high"


def test_many_small_pages_give_what_one_large_page_gives() -> None:
    rows = [
        {
            "leadId": n,
            "leadState": list(LEAD_STATES)[n % 7],
            "leadPasses": n % 5 if n % 3 else "7",
            "city": None if n % 4 else f"Zoë {n}",
            "loadedDts": "2026-11-01T00:00:00.000+0000" if n % 2 else None,
            **({"shoeSize": n / 2} if n > 150 else {}),
        }
        for n in range(400)
    ]
    whole = leads(rows)
    pieces = leads(*([row] for row in rows))
    pd.testing.assert_frame_equal(whole, pieces)


@pytest.mark.parametrize("expected", [0, 1, 399, 400, 10**15])
def test_any_number_of_leads_may_come_whatever_was_expected(expected: int) -> None:
    rows = [{"leadId": n, "city": f"{n}" * (1 + n % 9), "title": f"S{n % 3}"} for n in range(4000)]
    frame = LeadFrame(expected)
    for start in range(0, len(rows), 100):
        frame.add(read_page(page(rows[start : start + 100])))
    joined = frame.finish()
    assert joined.lead_id.tolist() == [row["leadId"] for row in rows]
    assert joined.city.tolist() == [row["city"] for row in rows]
    assert joined.title.tolist() == [row["title"] for row in rows]


def test_a_frame_can_be_used_again_after_it_is_finished() -> None:
    frame = LeadFrame()
    frame.add(read_page(b'[{"leadId":1,"leadPasses":"x"}]'))
    frame.finish()
    frame.add(read_page(b'[{"leadId":2}]'))
    assert frame.finish().lead_id.tolist() == [2]
    assert not any("lead_passes:" in note for note in frame.notes)


# Lead states and dispositions


def test_lead_states_are_shown_in_one_spelling() -> None:
    states = ["DO_NOT_CALL", "DO-NOT-CALL", "EXPIRED", "READY", None, ""]
    frame = leads([{"leadState": state} for state in states])
    shown = [None if state is None else canonical_lead_state(state) for state in states]
    assert [value(frame, "lead_state", row) for row in range(6)] == shown
    assert frame.lead_state.cat.categories.tolist() == ["READY", "DO-NOT-CALL", "", "EXPIRED"]


@pytest.mark.parametrize(
    ("sent", "system", "agent"),
    [
        ({"lastPassDisposition": "ANSWER : Sold"}, "ANSWER", "Sold"),
        ({"lastPassDisposition": "ANSWER : Sold : twice"}, "ANSWER", "Sold : twice"),
        ({"lastPassDisposition": "NOANSWER"}, "NOANSWER", None),
        ({"lastPassDisposition": "ANSWER : "}, "ANSWER", None),
        ({"lastPassDisposition": "ANSWER:Sold"}, "ANSWER:Sold", None),
        ({"lastPassDispo": "BUSY"}, "BUSY", None),
        ({"lastPassDispo": "BUSY", "agentDispostion": "Later"}, "BUSY", "Later"),
        ({"lastPassDisposition": "ANSWER", "agentDispostion": "Sold"}, "ANSWER", "Sold"),
        (
            {"lastPassDisposition": "ANSWER : Sold", "lastPassDispo": "ANSWER"},
            "ANSWER",
            "Sold",
        ),
        ({"lastPassDisposition": ""}, None, None),
        ({"lastPassDisposition": None}, None, None),
        ({}, None, None),
    ],
)
def test_dispositions_come_from_the_composite_and_else_from_the_single_fields(
    sent: Row, system: str | None, agent: str | None
) -> None:
    other = {"lastPassDisposition": "MACHINE : Sold", "agentDispostion": "Zzz"}
    frame = leads([other, sent, other])
    assert value(frame, "system_disposition") == system
    assert value(frame, "agent_disposition") == agent
    for column, field in [
        ("last_pass_disposition", "lastPassDisposition"),
        ("last_pass_dispo", "lastPassDispo"),
    ]:
        assert value(frame, column) == sent.get(field)


def test_fields_that_contradict_the_composite_are_kept_and_told() -> None:
    frame, notes = gathered(
        [
            {
                "lastPassDisposition": "ANSWER : Sold",
                "agentDispostion": "Refused",
                "lastPassDispo": "BUSY",
            }
        ]
    )
    assert value(frame, "system_disposition", 0) == "ANSWER"
    assert value(frame, "last_pass_dispo", 0) == "BUSY"
    assert value(frame, "agent_disposition", 0) == "Sold"
    assert value(frame, "agent_disposition_as_sent", 0) == '"Refused"'
    assert any("agent_disposition: 1 value sent by itself" in note for note in notes)
    assert any("system_disposition: 1 value taken from" in note for note in notes)


def test_known_values_are_categories_in_the_vocabularys_order_and_only_those_that_occur() -> None:
    frame = leads([{"leadTimezone": zone} for zone in ["ZZZ", "PST", "EST", "AAA", None]])
    assert frame.lead_timezone.cat.categories.tolist() == ["EST", "PST", "AAA", "ZZZ"]


# The dirty cases that broke other ways of reading


def test_a_missing_key_is_null_and_told() -> None:
    frame, notes = gathered([{"leadId": 1, "zip": "01234"}, {"leadId": 2}])
    assert value(frame, "zip") is None
    assert "Fields that some leads came without, shown as null: zip (1)" in notes


def test_leads_without_a_field_are_counted_over_all_pages() -> None:
    with_zip, without = {"leadId": 1, "zip": "01234"}, {"leadId": 2}
    _, notes = gathered([with_zip, without], [without, without], [with_zip], [without])
    assert "Fields that some leads came without, shown as null: zip (4)" in notes


def test_a_null_beside_integers_leaves_them_integers_beyond_what_doubles_hold() -> None:
    frame = leads([{"leadId": 2**53 + 1}, {"leadId": None}, {"leadId": -(2**63)}])
    assert frame.lead_id.tolist() == [2**53 + 1, pd.NA, -(2**63)]
    assert read_page(page([{"leadId": 2**53 + 1}, {"leadId": None}])).lead_ids == [2**53 + 1, None]


def test_an_unknown_scalar_becomes_a_column_of_its_own_type() -> None:
    frame, notes = gathered(
        [
            {"shoeSize": 9, "height": 1.5, "vip": True, "nickname": "Zo", "nothing": None},
            {"shoeSize": None, "height": 2, "vip": None, "nickname": None, "nothing": None},
        ]
    )
    assert frame.shoe_size.tolist() == [9, pd.NA]
    assert frame.shoe_size.dtype == "Int64"
    assert frame.height.tolist() == [1.5, 2.0]
    assert frame.vip.dtype == "boolean"
    assert frame.nickname.dtype == "str"
    assert frame.nothing.isna().all()
    told = "Undocumented fields, kept as columns: shoe_size, height, vip, nickname, nothing"
    assert told in notes


def test_an_unknown_object_becomes_a_column_for_each_value() -> None:
    frame = leads([{"geo": {"lat": 1.5, "place": {"name": "X", "tags": ["a", 1]}}}, {"geo": None}])
    assert frame["geo.lat"].tolist()[0] == 1.5
    assert value(frame, "geo.place.name", 0) == "X"
    assert value(frame, "geo.place.tags", 0) == '["a", 1]'
    assert value(frame, "geo.lat") is None


def test_the_nested_lead_and_its_own_fields_are_flattened_without_collisions() -> None:
    frame = leads(
        [
            {
                "leadId": 1,
                "leadPhone": "2125550123",
                "campaignLead": {
                    "leadId": 2,
                    "leadPhone": "2125550199",
                    "loadedDts": "2026-11-01T00:00:00Z",
                    "leadPriority": 3,
                    "extendedLeadData": {"leadId": "x", "Favourite colour": "teal"},
                },
                "campaign_lead.lead_priority": "not that one",
            }
        ]
    )
    assert value(frame, "lead_id", 0) == 1
    assert value(frame, "campaign_lead.lead_id", 0) == 2
    assert value(frame, "campaign_lead.lead_phone", 0) == "2125550199"
    assert frame["campaign_lead.loaded_dts"].dtype == "datetime64[ms, UTC]"
    assert value(frame, "campaign_lead.extended_lead_data.lead_id", 0) == "x"
    assert value(frame, "campaign_lead.extended_lead_data.Favourite colour", 0) == "teal"
    assert value(frame, "campaign_lead.lead_priority", 0) == 3
    assert value(frame, "campaign_lead.lead_priority_2", 0) == "not that one"


def test_two_fields_of_one_name_get_two_columns_and_a_note() -> None:
    frame, notes = gathered([{"lead_id": "a", "leadId": 7, "LeadId": "b", "leadPassesAsSent": 1}])
    assert value(frame, "lead_id", 0) == 7
    assert {value(frame, "lead_id_2", 0), value(frame, "lead_id_3", 0)} == {"a", "b"}
    assert any(note.startswith("lead_id_2: holds the field lead_id") for note in notes)


def test_an_unknown_field_that_changes_its_type_between_pages_becomes_text_with_what_was_sent() -> (
    None
):
    frame, notes = gathered(
        [{"x": 7}], [{"x": "7"}], [{"x": None}], [{"x": True}], [{"x": {"y": 1}}], [{"x": 2.5}]
    )
    assert [value(frame, "x", row) for row in range(6)] == ["7", "7", None, "true", None, "2.5"]
    sent = [value(frame, "x_as_sent", row) for row in range(6)]
    assert sent == ["7", None, None, "true", None, "2.5"]
    assert value(frame, "x.y", 4) == 1
    assert any(note.startswith("x: 3 values not text") for note in notes)


def test_unknown_integers_join_later_fractions_as_numbers_unless_that_would_round_them() -> None:
    assert leads([{"x": 7}], [{"x": 7.5}]).x.tolist() == [7.0, 7.5]
    large = leads([{"x": 2**53 + 1}], [{"x": 7.5}])
    assert large.x.tolist() == [str(2**53 + 1), "7.5"]


def test_unknown_text_that_looks_like_a_date_stays_text() -> None:
    frame = leads([{"renewal": "2026-11-01"}, {"renewal": "2026-11-01T00:00:00Z"}])
    assert frame.renewal.tolist() == ["2026-11-01", "2026-11-01T00:00:00Z"]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("7.0", 7),
        ('"7"', 7),
        ("7.5", None),
        ('"N/A"', None),
        ('"007"', None),
        ('""', None),
        ("9223372036854775808", None),
        ("1e400", None),
        ("true", None),
        ("[7]", None),
        ('{"a": 7}', None),
    ],
)
def test_an_integer_sent_otherwise_is_shown_if_it_is_one_and_kept_as_sent(
    sent: str, shown: int | None
) -> None:
    frame = one("leadPasses", sent)
    assert value(frame, "lead_passes") == shown
    assert frame.lead_passes.dtype == "Int64"
    assert value(frame, "lead_passes_as_sent") == sent
    assert value(frame, "lead_passes_as_sent", 0) is None


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2134", "2134"),
        ("2134.50", "2134.50"),
        ("true", "true"),
        ('{"a": "b"}', '{"a": "b"}'),
        ("[1, null]", "[1, null]"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
@pytest.mark.parametrize("field", ["zip", "leadPhone", "leadTimezone"])
def test_text_sent_as_something_else_is_shown_as_it_was_written(
    field: str, sent: str, shown: str
) -> None:
    frame = one(field, sent)
    column = re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", field)
    assert value(frame, column) == shown
    assert value(frame, f"{column}_as_sent") == sent


@pytest.mark.parametrize(
    ("sent", "shown"),
    [('"true"', True), ('"false"', False), ("1", True), ("0", False), ('"yes"', None), ("2", None)],
)
def test_a_flag_sent_otherwise_is_read_where_it_is_clear_and_kept_as_sent(
    sent: str,
    shown: bool | None,  # noqa: FBT001
) -> None:
    frame = one("suppressed", sent)
    assert value(frame, "suppressed") == shown
    assert value(frame, "suppressed_as_sent") == sent


@pytest.mark.parametrize("text", ["null", "NaN", "NA", "None", "nan", "N/A", "<NA>", "", " ", "-"])
def test_text_that_looks_like_a_missing_value_is_text(text: str) -> None:
    for field, column in [("city", "city"), ("listDesc", "list_desc"), ("nickname", "nickname")]:
        frame = one(field, json.dumps(text))
        assert value(frame, column) == text
        assert value(frame, column, 0) is None
        assert f"{column}_as_sent" not in frame


@pytest.mark.parametrize(
    "sent",
    [
        "2026-11-01T10:20:30.123+0000",
        "2026-11-01T10:20:30.123-0000",
        "2026-11-01T10:20:30Z",
        "2026-11-01T10:20:30+05:30",
        "2026-11-01T10:20:30-0800",
        "2026-11-01T10:20:30.1Z",
        "2026-11-01T10:20:30.123456Z",
        "2026-11-01T10:20:30.123456000Z",
        "2026-11-01 10:20:30Z",
        "2026-11-01T10:20Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_a_timestamp_in_any_notation_is_the_same_moment_and_not_odd(sent: str) -> None:
    frame = one("loadedDts", json.dumps(sent))
    expected = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", sent.replace("000Z", "Z"))
    assert frame.loaded_dts.iloc[1] == instant(expected)
    assert "loaded_dts_as_sent" not in frame


def test_epoch_milliseconds_are_moments_alone_and_among_texts() -> None:
    moment = instant("2026-11-01T10:20:30.123+00:00")
    milliseconds = round(moment.timestamp() * 1000)
    assert leads([{"loadedDts": milliseconds}] * 2).loaded_dts.tolist() == [moment] * 2
    mixed = leads([{"loadedDts": milliseconds}, {"loadedDts": "2026-11-01T10:20:30.123Z"}])
    assert mixed.loaded_dts.tolist() == [moment] * 2
    assert "loaded_dts_as_sent" not in mixed


def test_microseconds_widen_the_column_and_lose_nothing_of_the_others() -> None:
    texts = ["0001-01-01T00:00:00.001Z", "2026-11-01T10:20:30.123456Z", "9999-12-31T00:00:00Z"]
    frame = leads(*([{"loadedDts": text}] for text in texts))
    assert frame.loaded_dts.dtype == "datetime64[us, UTC]"
    assert frame.loaded_dts.tolist() == list(map(instant, texts))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ('"2026-11-01T10:20:30"', "2026-11-01T10:20:30Z"),
        ('"2026-11-01T10:20:30.123456789Z"', "2026-11-01T10:20:30.123456Z"),
        ('"tomorrow"', None),
        ('""', None),
        ('"2026-11-01"', None),
        ('"2026-02-30T00:00:00Z"', None),
        ('"0000-01-01T00:00:00Z"', None),
        ('"0001-01-01T00:00:00+05:00"', None),
        ('"9999-12-31T23:59:59-05:00"', None),
        ('"2026-11-01T24:00:00Z"', None),
        ("99999999999999999", None),
        ("1.5", None),
        ("true", None),
    ],
)
def test_a_timestamp_that_cannot_be_read_whole_is_kept_as_sent(
    sent: str, shown: str | None
) -> None:
    frame = one("loadedDts", sent)
    assert value(frame, "loaded_dts") == (shown and instant(shown))
    assert value(frame, "loaded_dts_as_sent") == sent


def test_a_time_without_an_offset_is_told_to_be_a_reading() -> None:
    _, notes = gathered([{"loadedDts": "2026-11-01T10:20:30"}])
    assert any("loaded_dts: 1 value without an offset from UTC, read as UTC" in n for n in notes)


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


@pytest.mark.parametrize(
    "row",
    [
        '"leadPasses":1,"leadPasses":2',
        '"leadPasses":1,"city":"\\\\","leadPasses":2',
        '"leadPasses":1,"city":"say \\"hi\\"","leadPasses":2',
    ],
)
def test_a_key_sent_twice_shows_the_last_and_keeps_both(row: str) -> None:
    frame, notes = gathered(f'[{{"leadId":1,"leadPasses":9}},{{"leadId":2,{row}}}]')
    assert frame.lead_passes.tolist() == [9, 2]
    assert frame.lead_passes_as_sent.tolist()[1] == "1, 2"
    assert any("sent more than once" in note for note in notes)


@pytest.mark.parametrize(
    ("fields", "column", "sent"),
    [
        ('"city":"a","city":"b"', "city", '"a", "b"'),
        ('"leadState":"READY","leadState":"ACTIVE"', "lead_state", '"READY", "ACTIVE"'),
        ('"loadedDts":null,"loadedDts":"2026-11-01T00:00:00Z"', "loaded_dts", "null, "),
        ('"shoe":1,"shoe":2', "shoe", "1, 2"),
        ('"geo":{"lat":1,"lat":2}', "geo.lat", "1, 2"),
    ],
)
def test_a_key_sent_twice_is_noticed_in_every_kind_of_column(
    fields: str, column: str, sent: str
) -> None:
    frame = leads(f'[{{"leadId":2,{fields}}}]')
    assert value(frame, f"{column}_as_sent", 0).startswith(sent)


def test_bare_nan_and_infinity_are_kept_as_sent() -> None:
    frame = leads('[{"leadId":1,"leadPasses":NaN,"score":Infinity,"zip":NaN}]')
    assert value(frame, "lead_passes", 0) is None
    assert value(frame, "lead_passes_as_sent", 0) == "NaN"
    assert value(frame, "score", 0) == "Infinity"
    assert value(frame, "zip", 0) == "NaN"


def test_numbers_finer_than_a_double_stay_as_written() -> None:
    fine = "0.12345678901234567890123"
    assert leads(f'[{{"score":{fine}}}]').score.tolist() == [fine]


def test_a_field_may_change_its_type_and_come_back() -> None:
    first, odd = [{"leadId": 1, "leadPasses": 2}], [{"leadId": "2", "leadPasses": 2.0}]
    frame = leads(first, odd, first)
    assert frame.lead_id.tolist() == [1, 2, 1]
    assert frame.lead_passes.tolist() == [2, 2, 2]
    assert [value(frame, "lead_id_as_sent", row) for row in range(3)] == [None, '"2"', None]


def test_hundreds_of_fields_that_nobody_knows_are_all_kept() -> None:
    rows = [{f"field{number}_{row}": number for number in range(60)} for row in range(10)]
    frame = leads(rows)
    assert sum(name.startswith("field") for name in frame.columns) == 600


def test_thousands_of_invented_fields_are_kept_in_one_column() -> None:
    pages = [[{"leadId": n, "extra": {f"key {n}.{m}": m for m in range(300)}}] for n in range(5)]
    frame, notes = gathered(*pages)
    assert sum(name.startswith("extra.") for name in frame.columns) == 1000
    assert "500 more undocumented fields are kept as JSON in other_fields" in notes
    assert json.loads(value(frame, "other_fields", 4)) == {
        f"extra.key 4.{m}": m for m in range(300)
    }
    assert value(frame, "other_fields", 0) is None


def test_an_object_with_hundreds_of_keys_stays_one_text() -> None:
    rows = [{"leadId": n, "extra": {f"{n} {m}": m for m in range(60)}} for n in range(10)]
    frame, notes = gathered(rows)
    assert json.loads(value(frame, "extra", 9)) == rows[9]["extra"]
    assert "extra_as_sent" not in frame
    assert not any("extra: " in note for note in notes)


def test_leads_with_thousands_of_fields_of_their_own_are_no_known_shape() -> None:
    rows = [{f"{n} {m}": m for m in range(100)} for n in range(30)]
    with pytest.raises(UnexpectedResponseError, match="3,000 different fields"):
        read_page(page(rows))


def test_lists_are_json_texts_and_not_odd() -> None:
    frame = leads([{"tags": ["a", 1]}, {"tags": None}], [{"tags": []}])
    assert frame.tags.tolist()[0] == '["a", 1]'
    assert value(frame, "tags", 2) == "[]"
    assert "tags_as_sent" not in frame
    mixed = leads([{"tags": ["a"]}], [{"tags": '["a"]'}])
    assert mixed.tags.tolist() == ['["a"]'] * 2
    assert [value(mixed, "tags_as_sent", row) for row in (0, 1)] == ['["a"]', None]


def test_objects_inside_objects_without_end_stay_one_text() -> None:
    deep = "{" + '"a":{' * 50 + "}" * 51
    frame = leads(f'[{{"leadId":1,"x":{deep.replace("{}", "1")}}}]')
    assert frame.lead_id.tolist() == [1]


def test_notes_show_only_the_beginning_of_long_field_names() -> None:
    name = "x" * 10_000
    sent = [{name: 1, name.upper(): 2}, {name: "one"}]
    _, notes = gathered(json.dumps(sent))
    assert any("1 value not text" in note for note in notes)
    assert max(map(len, notes)) < 1_000


def test_notes_name_fields_and_counts_and_no_value() -> None:
    _, notes = gathered(
        '[{"leadId":"2125550123","city":2125550123,"loadedDts":"2125550123","x":"2125550123"}]'
    )
    assert notes
    assert "2125550123" not in " ".join(notes)


# Anything at all

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["7", "true", "2026-11-01T00:00:00Z", "", "null", "ANSWER : Sold"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["leadId", "leadState", "suppressed", "zip", "loadedDts", "leadPasses", "listDesc", "shoeSize"]
)
ROWS = st.lists(st.dictionaries(FIELDS, VALUES, max_size=8), max_size=6)


@pytest.mark.slow
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, max_size=3))
def test_whatever_is_sent_can_be_told_from_the_frame(pages: list[list[Row]]) -> None:
    frame = leads(*pages)
    sent = [row for rows in pages for row in rows]
    assert len(frame) == len(sent)
    names = {"shoeSize": "shoe_size", "leadState": "lead_state", "listDesc": "list_desc"}
    names |= {"leadId": "lead_id", "loadedDts": "loaded_dts", "leadPasses": "lead_passes"}
    for number, row in enumerate(sent):
        for field, expected in row.items():
            if field == "shoeSize" and isinstance(expected, dict):
                continue  # spread over columns of its own
            seen = told(frame, names.get(field, field), number)
            if isinstance(expected, list) and isinstance(seen, str):
                seen = json.loads(seen)  # a column of lists holds their JSON
            assert seen == shown(field, expected)
            assert isinstance(seen, bool) == isinstance(expected, bool)


def told(frame: pd.DataFrame, column: str, row: int) -> object:
    """What the frame says was sent: the JSON beside the column, or else the column's value."""
    beside = f"{column}_as_sent"
    if beside in frame and (text := value(frame, beside, row)) is not None:
        return json.loads(text)
    cell = value(frame, column, row) if column in frame else None
    return cell.item() if isinstance(cell, np.generic) else cell


def shown(field: str, sent: object) -> object:
    if field == "leadState" and isinstance(sent, str):
        return canonical_lead_state(sent)
    if field == "loadedDts" and sent == "2026-11-01T00:00:00Z":
        return instant(sent)
    if field == "loadedDts" and isinstance(sent, int) and not isinstance(sent, bool):
        fits = -62_135_596_800_000 <= sent <= 253_402_300_799_999
        return pd.Timestamp(sent, unit="ms", tz="UTC") if fits else sent
    return sent
