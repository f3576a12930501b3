"""The documented columns: names, order, dtypes, categories."""

from frame.frames import leads, value

from leadwidgets.frame import empty_leads
from leadwidgets.vocabulary import canonical_lead_state


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


def test_lead_states_are_shown_in_one_spelling() -> None:
    states = ["DO_NOT_CALL", "DO-NOT-CALL", "EXPIRED", "READY", None, ""]
    frame = leads([{"leadState": state} for state in states])
    shown = [None if state is None else canonical_lead_state(state) for state in states]
    assert [value(frame, "lead_state", row) for row in range(6)] == shown
    assert frame.lead_state.cat.categories.tolist() == ["READY", "DO-NOT-CALL", "", "EXPIRED"]


def test_known_values_are_categories_in_the_vocabularys_order_and_only_those_that_occur() -> None:
    frame = leads([{"leadTimezone": zone} for zone in ["ZZZ", "PST", "EST", "AAA", None]])
    assert frame.lead_timezone.cat.categories.tolist() == ["EST", "PST", "AAA", "ZZZ"]


def test_each_lead_may_have_its_fields_in_an_order_of_its_own() -> None:
    frame = leads('[{"leadId":1,"city":"a","zip":"b"},{"zip":"d","city":"c","leadId":2}]')
    assert frame.lead_id.tolist() == [1, 2]
    assert frame.city.tolist() == ["a", "c"]
    assert frame.zip.tolist() == ["b", "d"]
