"""Fields that nobody has documented, nested ones among them."""

import json

import pandas as pd
from frame.frames import gathered, instant, leads, value


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
    assert value(frame, "loaded_dts", 0) == instant("2026-11-01T00:00:00Z")
    assert "campaign_lead.loaded_dts" not in frame
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


def test_unknown_fields_stand_as_the_answer_sends_them_whatever_another_answer_did() -> None:
    first, second = [{"leadId": 1, "x": 1, "y": 2}], [{"y": 2, "leadId": 1, "x": 1}]
    assert list(leads(first).columns)[-2:] == ["x", "y"]
    assert list(leads(second).columns)[-2:] == ["y", "x"]
    assert list(leads(first).columns)[-2:] == ["x", "y"]
