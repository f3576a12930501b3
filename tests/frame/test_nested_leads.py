"""The lead inside ``campaignLead``: it fills its row, and what it says otherwise stays."""

import json
from typing import Any

import pandas as pd
import pytest
from frame.frames import gathered, leads, page, value

from leadwidgets.frame import read_page

LEAD: dict[str, Any] = {
    "leadId": 7,
    "leadState": "READY",
    "leadPhone": "2125550123",
    "firstName": "Ann",
    "suppressed": False,
    "leadPasses": 3,
    "loadedDts": "2026-11-01T00:00:00.000+0000",
    "stateDts": 1793491200000,
    "state": "NY",
    "lastPassDisposition": "ANSWER : Sold",
}


def test_a_lead_that_is_only_inside_is_the_lead_that_it_would_be_in_the_row() -> None:
    inside, notes = gathered([{"campaignLead": LEAD}, {"campaignLead": LEAD | {"leadId": 8}}])
    flat, flat_notes = gathered([LEAD, LEAD | {"leadId": 8}])
    pd.testing.assert_frame_equal(inside, flat)
    assert notes == flat_notes


def test_fields_that_the_row_has_as_null_are_filled_lead_by_lead() -> None:
    nulls = dict.fromkeys(LEAD)
    rows = [LEAD, nulls | {"campaignLead": LEAD | {"leadId": 8}}, {"campaignLead": {"leadId": 9}}]
    frame = leads(rows)
    assert frame["lead_id"].tolist() == [7, 8, 9]
    assert frame["lead_state"].tolist()[:2] == ["READY", "READY"]
    assert frame["system_disposition"].tolist()[:2] == ["ANSWER", "ANSWER"]
    assert frame["state_dts"][0] == frame["state_dts"][1]
    assert frame["first_name"].isna().tolist() == [False, False, True]
    assert not [name for name in frame if str(name).startswith("campaign_lead")]


def test_extended_data_are_one_column_a_field_in_whichever_place_they_come() -> None:
    data = {"score": 5, "segment": "gold"}
    inside = [{"leadId": 1, "campaignLead": {"extendedLeadData": data}}]
    outside = [{"leadId": 2, "extendedLeadData": data}]
    both = [{"leadId": 3, "extendedLeadData": data, "campaignLead": {"extendedLeadData": data}}]
    frame, notes = gathered(inside, outside, both, inside + outside + both)
    own = [str(name) for name in frame if "extended" in str(name)]
    assert own == [
        "campaign_lead.extended_lead_data.score",
        "campaign_lead.extended_lead_data.segment",
    ]
    assert frame[own[0]].tolist() == [5] * 6
    assert frame[own[1]].tolist() == ["gold"] * 6
    assert [note for note in notes if "extended" in note] == [
        f"Undocumented fields, kept as columns: {', '.join(own)}"
    ]


@pytest.mark.parametrize(("outside", "inside"), [(5, 6), (5, "five"), ("6", 6), (5.5, 6)])
def test_extended_data_that_contradict_each_other_are_both_kept(
    outside: object, inside: object
) -> None:
    row = {"leadId": 1, "extendedLeadData": {"score": outside}}
    frame = leads([row | {"campaignLead": {"extendedLeadData": {"score": inside}}}])
    assert value(frame, "campaign_lead.extended_lead_data.score", 0) == inside
    assert value(frame, "extended_lead_data.score", 0) == outside


def test_ids_come_from_inside_for_whoever_looks_for_duplicates() -> None:
    read = read_page(page([{"campaignLead": {"leadId": 7}}, {"leadId": 8}]))
    assert read.lead_ids == [7, 8]


def test_what_the_inside_says_otherwise_is_kept_beside_and_told() -> None:
    other = {"leadState": "COMPLETE", "firstName": "Bea", "leadPasses": 3}
    rows = [LEAD | {"campaignLead": LEAD}, LEAD | {"leadId": 8, "campaignLead": other}]
    frame, notes = gathered(rows, [LEAD | {"leadId": 9, "campaignLead": other}])
    assert frame["lead_state"].tolist() == ["READY"] * 3
    assert frame["campaign_lead.lead_state"].tolist()[1:] == ["COMPLETE", "COMPLETE"]
    assert value(frame, "campaign_lead.lead_state", 0) is None
    assert frame["campaign_lead.first_name"].tolist()[1:] == ["Bea", "Bea"]
    assert "campaign_lead.lead_passes" not in frame
    told = [note for note in notes if note.startswith("campaign_lead")]
    assert told == [
        "campaign_lead.lead_state: 2 values different from lead_state; both are kept",
        "campaign_lead.first_name: 2 values different from first_name; both are kept",
    ]


@pytest.mark.parametrize(
    ("field", "outside", "inside"),
    [
        ("leadState", "DO_NOT_CALL", "DO-NOT-CALL"),
        ("loadedDts", "2026-11-01T00:00:00Z", 1793491200000),
        ("loadedDts", "2026-11-01T00:00:00.000250Z", "2026-11-01T00:00:00.000250+0000"),
        ("lastPassDisposition", "ANSWER : Sold", "ANSWER"),
        ("campaignId", 5, "5"),
    ],
)
def test_the_same_value_written_in_two_ways_is_no_contradiction(
    field: str, outside: object, inside: object
) -> None:
    frame, notes = gathered([{"leadId": 1, field: outside, "campaignLead": {field: inside}}])
    assert not [name for name in frame if str(name).startswith("campaign_lead")]
    assert not [note for note in notes if "different" in note]


@pytest.mark.parametrize(
    ("field", "outside", "inside"),
    [
        ("lastPassDisposition", "ANSWER : Sold", "ANSWER : Later"),
        ("lastPassDisposition", "NOANSWER", "ANSWER"),
        ("loadedDts", "some day", "2026-11-01T00:00:00Z"),
        ("loadedDts", "2026-11-01T00:00:00Z", "some day"),
        ("leadId", 1, 2),
    ],
)
def test_other_values_stay_in_a_column_of_their_own(
    field: str, outside: object, inside: object
) -> None:
    frame, notes = gathered([{"leadId": 1} | {field: outside, "campaignLead": {field: inside}}])
    kept = [name for name in frame if str(name).startswith("campaign_lead")]
    sent = [value(frame, str(name), 0) for name in kept]
    assert {inside, json.dumps(inside), pd.Timestamp("2026-11-01", tz="UTC")} & {*sent}
    assert [note for note in notes if "1 value different from" in note]


def test_what_cannot_be_read_inside_fills_the_row_as_it_was_sent() -> None:
    frame = leads([{"campaignLead": {"leadId": 1, "loadedDts": "some day"}}, {"leadId": 2}])
    assert value(frame, "loaded_dts", 0) is None
    assert value(frame, "loaded_dts_as_sent", 0) == '"some day"'


def test_the_campaign_inside_the_lead_names_the_campaign_of_the_row() -> None:
    campaign = {"campaignId": 5, "campaignName": "Spring", "dialGroup": {"dialGroupId": 3}}
    frame = leads([{"campaignLead": {"leadId": 1, "campaign": campaign}}])
    assert value(frame, "campaign_id", 0) == 5
    assert value(frame, "campaign_name", 0) == "Spring"
    assert value(frame, "dial_group_id", 0) == 3


def test_fields_that_are_nowhere_are_told_and_those_inside_are_not() -> None:
    _, notes = gathered([{"campaignLead": {"leadId": 1, "zip": None}}, {"leadId": 2}])
    [absent] = [note for note in notes if note.startswith("Fields that some leads")]
    assert absent == "Fields that some leads came without, shown as null: zip (1)"


@pytest.mark.parametrize(
    "rows", ['[{"zip":"10001"}]', '[{"leadId":null,"campaignLead":{"leadState":null}}]', "[{}]"]
)
def test_rows_without_any_id_or_state_are_anonymous(rows: str) -> None:
    assert read_page(rows.encode()).anonymous


@pytest.mark.parametrize(
    "rows", ["[]", '[{},{"leadState":"READY"}]', '[{"campaignLead":{"leadId":"?"}}]']
)
def test_a_page_with_an_id_or_a_state_or_without_rows_is_not_anonymous(rows: str) -> None:
    assert not read_page(rows.encode()).anonymous
