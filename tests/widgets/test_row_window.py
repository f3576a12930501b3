import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.widgets.row_window import RowWindow, columns_of
from leadwidgets.widgets.wire import LARGEST_WINDOW, Sort

LEADS = pd.DataFrame(
    {
        "lead_id": pd.array([9007199254740993, 2, 3, 4], dtype="int64"),
        "zip": pd.array(["07030", None, "00501", "10001"], dtype="str"),
        "lead_state": pd.Categorical(["READY", "ACTIVE", None, "READY"]),
        "lead_passes": pd.array([3, None, 1, 2], dtype="Int64"),
        "suppressed": [True, False, True, False],
        "loaded_dts": pd.Series(
            ["2026-11-01T08:00:00", None, "2026-10-01T23:59:59", "2026-11-01T08:00:00"],
            dtype="datetime64[ms, UTC]",
        ),
        "odd": pd.Series([1, "<b>", None, [2]], dtype=object),
    }
)


def rows(
    leads: pd.DataFrame, offset: int, limit: int, sort: Sort | None
) -> dict[str, list[str | None]]:
    columns = RowWindow(leads).read(offset, limit, sort)
    assert {type(text) for column in columns for text in column} <= {str, type(None)}
    return dict(zip(map(str, leads.columns), columns, strict=True))


def test_values_arrive_as_the_text_that_is_read() -> None:
    shown = rows(LEADS, 0, 10, None)
    assert shown["lead_id"][0] == "9007199254740993"
    assert shown["zip"] == ["07030", None, "00501", "10001"]
    assert shown["lead_state"] == ["READY", "ACTIVE", None, "READY"]
    assert shown["lead_passes"] == ["3", None, "1", "2"]
    assert shown["suppressed"] == ["yes", "no", "yes", "no"]
    assert shown["loaded_dts"][:2] == ["2026-11-01 08:00:00", None]
    assert shown["odd"] == ["1", "<b>", None, "[2]"]


def test_columns_say_how_they_are_aligned() -> None:
    kinds = {column.name: column.kind for column in columns_of(LEADS)}
    assert kinds == {
        "lead_id": "number",
        "zip": "text",
        "lead_state": "text",
        "lead_passes": "number",
        "suppressed": "flag",
        "loaded_dts": "time",
        "odd": "text",
    }


def test_a_column_of_a_nested_field_says_where_it_comes_from() -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_lead.lead_id": [1]})
    assert [column.label for column in columns_of(leads)] == ["Lead id", "Lead id (campaign lead)"]


@pytest.mark.parametrize("descending", [False, True], ids=["ascending", "descending"])
@pytest.mark.parametrize("column", ["lead_id", "zip", "lead_state", "lead_passes", "loaded_dts"])
def test_rows_are_sorted_as_pandas_sorts_the_whole_frame(column: str, *, descending: bool) -> None:
    plain = LEADS.astype({"lead_state": "str"})
    expected = plain.sort_values(
        column, ascending=not descending, kind="stable", na_position="last"
    )
    shown = rows(LEADS, 0, 10, Sort(column, descending))
    assert shown["lead_id"] == [str(one) for one in expected["lead_id"]]


@given(offset=st.integers(0, 50), limit=st.integers(0, 50))
def test_windows_are_slices_of_the_whole(offset: int, limit: int) -> None:
    leads = pd.DataFrame({"lead_id": range(30)})
    expected = [str(one) for one in range(30)][offset : offset + limit]
    assert rows(leads, offset, limit, None).get("lead_id", []) == expected


def test_a_window_has_a_largest_size() -> None:
    leads = pd.DataFrame({"lead_id": range(LARGEST_WINDOW + 5)})
    assert len(rows(leads, 0, 10**9, None)["lead_id"]) == LARGEST_WINDOW


def test_the_order_follows_the_column_that_is_asked_for_last() -> None:
    window = RowWindow(LEADS)
    for sort in (Sort("lead_passes"), Sort("lead_passes", descending=True), None):
        columns = window.read(0, 1, sort)
        [first] = columns[LEADS.columns.get_loc("lead_passes")]
        assert first == ("1" if sort == Sort("lead_passes") else "3")
