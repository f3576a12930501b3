import pandas as pd

from leadwidgets.widgets.table_columns import columns_of, layout_of
from leadwidgets.widgets.wire import Layout


def test_columns_say_how_they_are_aligned() -> None:
    leads = pd.DataFrame(
        {
            "lead_id": pd.array([1], dtype="Int64"),
            "zip": pd.array(["07030"], dtype="str"),
            "lead_state": pd.Categorical(["READY"]),
            "suppressed": [True],
            "loaded_dts": pd.Series(["2026-11-01T08:00:00"], dtype="datetime64[ms, UTC]"),
            "odd": pd.Series([[2]], dtype=object),
        }
    )
    kinds = {column.name: column.kind for column in columns_of(leads)}
    assert kinds == {
        "lead_id": "number",
        "zip": "text",
        "lead_state": "text",
        "suppressed": "flag",
        "loaded_dts": "time",
        "odd": "text",
    }


def test_a_column_of_a_nested_field_says_where_it_comes_from() -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_lead.lead_id": [1]})
    assert [column.label for column in columns_of(leads)] == ["Lead id", "Lead id (campaign lead)"]


def test_columns_are_called_as_people_call_them_and_times_say_their_zone() -> None:
    leads = pd.DataFrame({"physical_state": ["NV"], "lead_state": ["READY"], "aux_data1": ["5"]})
    leads["loaded_dts"] = pd.Series(["2026-11-01T08:00:00"], dtype="datetime64[ms, UTC]")
    labels = [column.label for column in columns_of(leads)]
    assert labels == ["State", "Lead state", "Aux data 1", "Loaded (UTC)"]


def test_what_is_shown_at_first_starts_with_who_and_where_and_leaves_out_what_is_empty() -> None:
    leads = pd.DataFrame(
        {
            "lead_state": ["READY"] * 1_500,
            "lead_id": range(1_500),
            "last_name": pd.array([None] * 1_500, dtype="str"),
            "city": pd.array([None] * 1_499 + ["Reno"], dtype="str"),
            "gate_keeper": pd.array(["x"] * 1_500, dtype="str"),
        }
    )
    columns = columns_of(leads)
    assert [column.name for column in columns if column.empty] == ["last_name"]
    first = layout_of(columns, None)
    assert (first.shown, first.pinned) == (("lead_id", "city", "lead_state"), ("lead_id",))


def test_a_layout_keeps_what_these_columns_have_of_it() -> None:
    columns = columns_of(pd.DataFrame({"lead_id": [1], "city": ["Reno"], "odd": [1]}))
    chosen = Layout(("gone", "city", "lead_id"), ("gone",), {"gone": 90, "city": 120})
    assert layout_of(columns, chosen) == Layout(("city", "lead_id"), (), {"city": 120})
    other = layout_of(columns_of(pd.DataFrame({"odd": [1], "new": [2]})), chosen)
    assert other.shown == ("odd", "new")
