import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.widgets.row_window import RowWindow
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


def rows(leads: pd.DataFrame, offset: int, limit: int, *sorts: Sort) -> dict[str, list[str | None]]:
    columns = RowWindow(leads).read(offset, limit, sorts, list(leads.columns))
    assert {type(text) for column in columns for text in column} <= {str, type(None)}
    return dict(zip(map(str, leads.columns), columns, strict=True))


def test_values_arrive_as_the_text_that_is_read() -> None:
    shown = rows(LEADS, 0, 10)
    assert shown["lead_id"][0] == "9007199254740993"
    assert shown["zip"] == ["07030", None, "00501", "10001"]
    assert shown["lead_state"] == ["READY", "ACTIVE", None, "READY"]
    assert shown["lead_passes"] == ["3", None, "1", "2"]
    assert shown["suppressed"] == ["yes", "no", "yes", "no"]
    assert shown["loaded_dts"][:2] == ["2026-11-01 08:00:00", None]
    assert shown["odd"] == ["1", "<b>", None, "[2]"]


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
    assert rows(leads, offset, limit).get("lead_id", []) == expected


def test_a_window_has_a_largest_size() -> None:
    leads = pd.DataFrame({"lead_id": range(LARGEST_WINDOW + 5)})
    assert len(rows(leads, 0, 10**9)["lead_id"]) == LARGEST_WINDOW


def test_the_order_follows_the_column_that_is_asked_for_last() -> None:
    window = RowWindow(LEADS)
    for sort in (Sort("lead_passes"), Sort("lead_passes", descending=True), None):
        [[first]] = window.read(0, 1, [sort] if sort else [], ["lead_passes"])
        assert first == ("1" if sort == Sort("lead_passes") else "3")


@pytest.mark.parametrize("descending", list(itertools.product([False, True], repeat=2)))
def test_a_second_sort_orders_what_the_first_leaves_equal(descending: tuple[bool, bool]) -> None:
    names = ["loaded_dts", "zip"]
    expected = LEADS.sort_values(
        names, ascending=[not one for one in descending], kind="stable", na_position="last"
    )
    shown = rows(LEADS, 0, 10, *map(Sort, names, descending))
    assert shown["lead_id"] == [str(one) for one in expected["lead_id"]]


def test_columns_come_as_they_are_asked_for() -> None:
    assert RowWindow(LEADS).read(1, 2, [], ["zip", "lead_id"]) == [[None, "00501"], ["2", "3"]]
