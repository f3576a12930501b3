"""What of a result remains by its columns, against pandas' own answers."""

import pandas as pd
import pytest

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.widgets.row_filter import RowFilter, frequent, matching, said
from leadwidgets.widgets.wire import ColumnFilter

pytestmark = pytest.mark.anyio

TIMES = ["2026-11-01T08:00:00", None, "2026-10-31T23:59:59", "2026-11-02T00:00:00"]
LEADS = pd.DataFrame(
    {
        "city": pd.array(["Reno", None, "FRESNO", "(Re"], dtype="str"),
        "lead_state": pd.Categorical(["READY", "ACTIVE", None, "READY"]),
        "lead_passes": pd.array([3, None, 10, 2], dtype="Int64"),
        "score": [0.5, float("nan"), 2.0, 3.0],
        "suppressed": pd.array([True, False, None, False], dtype="boolean"),
        "loaded_dts": pd.Series(TIMES, dtype="datetime64[ms, UTC]"),
        "odd": pd.Series([1, "<b>", None, [2]], dtype=object),
        "list_id": pd.Categorical([7, 8, None, 7]),
    }
)


@pytest.mark.parametrize(
    ("column", "wanted", "rows"),
    [
        ("city", ColumnFilter(contains="re"), [0, 2, 3]),
        ("city", ColumnFilter(contains="(re"), [3]),
        ("city", ColumnFilter(any_of=["Reno", None]), [0, 1]),
        ("city", ColumnFilter(any_of=[]), []),
        ("lead_state", ColumnFilter(any_of=["READY"]), [0, 3]),
        ("lead_state", ColumnFilter(any_of=[None]), [2]),
        ("lead_state", ColumnFilter(contains="act"), [1]),
        ("lead_passes", ColumnFilter(low="3"), [0, 2]),
        ("lead_passes", ColumnFilter(low="2", high="3"), [0, 3]),
        ("lead_passes", ColumnFilter(any_of=["10", None]), [1, 2]),
        ("score", ColumnFilter(low="0.5", high="2"), [0, 2]),
        ("suppressed", ColumnFilter(any_of=["no"]), [1, 3]),
        ("suppressed", ColumnFilter(any_of=["yes", None]), [0, 2]),
        ("loaded_dts", ColumnFilter(low="2026-11-01"), [0, 3]),
        ("loaded_dts", ColumnFilter(high="2026-11-01"), [0, 2]),
        ("loaded_dts", ColumnFilter(high="2026-11-01 07:59"), [2]),
        ("odd", ColumnFilter(any_of=["<b>"]), [1]),
        ("list_id", ColumnFilter(any_of=["7"]), [0, 3]),
        ("list_id", ColumnFilter(low="8"), [1]),
        ("city", ColumnFilter(), [0, 1, 2, 3]),
    ],
)
def test_what_is_wanted_of_a_column_remains(
    column: str, wanted: ColumnFilter, rows: list[int]
) -> None:
    assert matching(LEADS[column], wanted).nonzero()[0].tolist() == rows


@pytest.mark.parametrize(
    ("column", "bound"),
    [
        ("lead_passes", "many"),
        ("lead_passes", "1e999"),
        ("lead_passes", "nan"),
        ("loaded_dts", "now"),
        ("loaded_dts", "2026-13-01"),
        ("city", "Reno"),
    ],
)
def test_a_bound_that_cannot_be_compared_is_refused(column: str, bound: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        matching(LEADS[column], ColumnFilter(low=bound))
    assert bound not in str(caught.value)


async def test_columns_filter_together_and_each_is_dropped_alone() -> None:
    told: list[int] = []
    rows = RowFilter(LEADS, lambda: told.append(1))
    assert (rows.kept, rows.remaining) == (None, 4)
    await rows.put("lead_state", ColumnFilter(any_of=["READY"]))
    await rows.put("lead_passes", ColumnFilter(low="3"))
    assert rows.kept is not None
    assert (rows.kept.tolist(), rows.remaining) == ([True, False, False, False], 1)
    others = rows.kept_by_others("lead_state")
    assert others is not None
    assert others.tolist() == [True, False, True, False]
    rows.drop("lead_passes")
    assert (rows.remaining, rows.version, len(told)) == (2, 3, 3)
    rows.drop()
    assert rows.kept_by_others("lead_passes") is None
    assert (rows.remaining, rows.wanted) == (4, {})


async def test_a_filter_that_is_refused_leaves_the_one_before() -> None:
    rows = RowFilter(LEADS, lambda: None)
    await rows.put("lead_passes", ColumnFilter(low="3"))
    with pytest.raises(InvalidArgumentError):
        await rows.put("lead_passes", ColumnFilter(low="x"))
    assert rows.texts() == {"lead_passes": "Passes from 3"}


def test_a_filter_is_said_in_words() -> None:
    assert said("State", ColumnFilter(any_of=["NV", None])) == "State is NV or no value"
    assert said("State", ColumnFilter(any_of=["NV"] * 5)) == "State is any of 5"
    assert said("City", ColumnFilter(contains="re")) == "City contains “re”"
    assert said("Passes", ColumnFilter(low="2", high="5")) == "Passes from 2 to 5"


def test_the_values_of_a_column_are_counted_among_what_the_others_leave() -> None:
    values, distinct = frequent(LEADS["lead_state"], None)
    assert {one.value: one.leads for one in values} == {"READY": 2, "ACTIVE": 1, None: 1}
    assert distinct == 3
    kept = matching(LEADS["lead_passes"], ColumnFilter(low="3"))
    values, distinct = frequent(LEADS["lead_state"], kept)
    assert {one.value: one.leads for one in values} == {"READY": 1, None: 1}
    many, distinct = frequent(pd.Series(range(500)), None)
    assert (len(many), distinct) == (200, 500)
