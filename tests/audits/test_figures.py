"""Figures against plain Python, on random dirty leads."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from audits.plain_figures import answers
from hypothesis import given, settings
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.audits import FIGURES
from leadwidgets.errors import InvalidArgumentError

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)  # 12:00 in New York, 9:00 in Los Angeles
EVENING = datetime(2026, 7, 2, 2, 30, tzinfo=UTC)  # 22:30 there, 19:30 here

# Hours from UTC at the two moments, from a printed table of US zones.
_WINTER = {"EST": -5, "EDT": -5, "PST": -8, "PDT": -8, "MST": -7, "HAST": -10}
_SUMMER = {"EST": -4, "EDT": -4, "PST": -7, "PDT": -7, "MST": -6, "HAST": -10}
STATES = [None, "NY", "AZ", "HI", "XX"]


def _offsets(now: datetime) -> dict[Any, timedelta]:
    hours = _WINTER if now == NOW else _SUMMER
    table = {(zone, state): hours[zone] for zone in hours for state in STATES}
    table["MST", "AZ"] = -7
    return {pair: timedelta(hours=offset) for pair, offset in table.items()}


def _times(now: datetime) -> st.SearchStrategy[datetime | None]:
    minutes = st.sampled_from([-3000, -1441, -1440, -60, -31, -30, -16, -15, -14, 0, 1, 600])
    return st.none() | minutes.map(lambda ago: now + timedelta(minutes=ago))


_NUMBERS = st.sampled_from(
    ["2125550100", "12125550100", "+1 (212) 555-0100", "2125550101", "313.555.0102", "n/a", "", "1"]
)


def _leads(now: datetime) -> st.SearchStrategy[list[dict[str, Any]]]:
    def either(*values: object) -> st.SearchStrategy[Any]:
        return st.sampled_from([None, *values])

    lead = st.fixed_dictionaries(
        {
            "lead_state": either(
                *("READY", "READY", "READY", "PENDING", "PENDING-ERR", "ACTIVE", "COMPLETE"),
                *("MAX-DIAL-LIMIT", "CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK", "PAUSED"),
                *("DO-NOT-CALL", "INTERCEPT", "DISCONNECTED", "CANCELLED", "EXPIRED"),
            ),
            "suppressed": st.sampled_from([None, False, False, True]),
            "lead_phone": st.none() | st.lists(_NUMBERS, min_size=1, max_size=3).map("|".join),
            "list_id": either(7, 8),
            "campaign_id": either(1, 2),
            "system_disposition": either(
                "ANSWER", "MACHINE", "INTERCEPT", "DISCONNECT", "ABANDON", "NOANSWER"
            ),
            "agent_disposition": either("Sold", "Do Not Call", "do not call", "DNC"),
            "last_pass_dts": _times(now),
            "lead_passes": either(0, 1, 2, 5),
            "max_passes": either(0, 2, 5),
            "next_dial_time": _times(now),
            "lead_timezone": either("EST", "EDT", "PST", "MST", "HAST", "EAST", " ", "??"),
            "physical_state": st.sampled_from(STATES),
            "extern_id": either("a", "b", "", " "),
            "loaded_dts": _times(now),
            "state_dts": _times(now),
            "speed_to_lead_first_pass": either(1, 5, 100),
            "speed_to_lead_agent_conn": either(0, 7),
        }
    )
    return st.lists(lead, max_size=25)


_TIMES = ["last_pass_dts", "next_dial_time", "loaded_dts", "state_dts"]
_WHOLE = [
    *("list_id", "campaign_id", "lead_passes", "max_passes"),
    *("speed_to_lead_first_pass", "speed_to_lead_agent_conn"),
]


def frame_of(leads: Sequence[Mapping[str, Any]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(leads, columns=columns)
    types = dict.fromkeys(columns, "str")
    types |= dict.fromkeys(_TIMES, "datetime64[us, UTC]") | dict.fromkeys(_WHOLE, "Int64")
    types |= {"suppressed": "boolean", "lead_state": "category", "lead_timezone": "category"}
    return frame.astype({name: types[name] for name in columns})


COLUMNS = [
    *("lead_state", "suppressed", "lead_phone", "list_id", "campaign_id", "system_disposition"),
    *("agent_disposition", "last_pass_dts", "lead_passes", "max_passes", "next_dial_time"),
    *("lead_timezone", "physical_state", "extern_id", "loaded_dts", "state_dts"),
    *("speed_to_lead_first_pass", "speed_to_lead_agent_conn"),
]


def _check(figures: pd.DataFrame, leads: list[dict[str, Any]], now: datetime) -> None:
    wanted = answers(leads, now, _offsets(now))
    rows: list[dict[Any, Any]] = figures.to_dict("records")
    found = {str(row["figure"]): row for row in rows}
    assert set(wanted) == set(found)
    for name, (value, basis) in wanted.items():
        row = found[name]
        assert row["basis"] == basis, name
        if value is None:
            assert pd.isna(row["value"]), name
            assert row["not_computable"] == "There is no lead to count"
        else:
            assert row["value"] == pytest.approx(value), name
            assert pd.isna(row["not_computable"])


@pytest.mark.slow
@pytest.mark.parametrize("now", [NOW, EVENING], ids=["noon", "evening"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_every_figure_is_what_plain_python_counts(now: datetime, data: st.DataObject) -> None:
    leads = data.draw(_leads(now))
    _check(lw.audit(frame_of(leads, COLUMNS), now=now).to_frame(), leads, now)


@pytest.mark.slow
@given(leads=_leads(NOW))
@settings(max_examples=5, deadline=None)
def test_rates_of_groups_are_those_of_their_leads(leads: list[dict[str, Any]]) -> None:
    figures = lw.audit(frame_of(leads, COLUMNS), by=["campaign", "lead_list"], now=NOW).to_frame()
    names = [
        *("penetration", "saturation", "exhausted", "contact_share", "overdue_callbacks"),
        *("inventory_workable", "left_waiting"),
    ]
    groups = {(lead["campaign_id"], lead["list_id"]) for lead in leads}
    shown = figures[["campaign", "lead_list"]].drop_duplicates()
    assert len(shown) == len(groups)
    for campaign, list_id in groups:
        members = [x for x in leads if (x["campaign_id"], x["list_id"]) == (campaign, list_id)]
        wanted = answers(members, NOW, _offsets(NOW))
        here = figures[
            figures["campaign"].eq("(none)" if campaign is None else str(campaign))
            & figures["lead_list"].eq("(none)" if list_id is None else str(list_id))
        ].set_index("figure")
        for name in names:
            value, basis = wanted[name]
            found: Any = here.loc[name, "value"]
            assert here.loc[name, "basis"] == basis
            assert found is pd.NA if value is None else found == pytest.approx(value)


@pytest.mark.slow
@given(leads=_leads(NOW))
@settings(max_examples=8, deadline=None)
def test_the_inventory_adds_up_to_all_leads(leads: list[dict[str, Any]]) -> None:
    figures = lw.audit(frame_of(leads, COLUMNS), now=NOW).to_frame()
    parts = figures[figures["figure"].str.startswith("inventory_")]
    assert parts["value"].sum() == len(leads)


@pytest.mark.parametrize("missing", COLUMNS)
def test_without_its_column_a_figure_is_not_computable_and_says_so(missing: str) -> None:
    frame = frame_of([dict.fromkeys(COLUMNS)], COLUMNS).drop(columns=missing)
    figures = lw.audit(frame, now=NOW).to_frame()
    without = figures[figures["not_computable"].fillna("").str.contains(f"no column {missing}")]
    assert len(without) > 0
    assert without["value"].isna().all()
    assert without["basis"].isna().all()


def test_contacts_are_those_of_the_dispositions_that_are_named() -> None:
    leads: list[dict[str, Any]] = [
        {"agent_disposition": "Sold", "lead_passes": 1},
        {"agent_disposition": "Hung Up", "lead_passes": 1, "system_disposition": "ANSWER"},
        {"system_disposition": "NOANSWER", "lead_passes": 1},
        {"lead_passes": 1},
    ]
    chosen = lw.AuditSettings(contact_dispositions=("Sold",))
    report = lw.audit(frame_of(leads, COLUMNS), settings=chosen, now=NOW)
    figure = report.to_frame().set_index("figure").loc["contact_share"]
    assert (figure["value"], figure["basis"]) == (pytest.approx(1 / 3), 3)
    assert "a call closed as Sold" in figure["definition"]


def test_columns_may_be_named_as_in_the_api() -> None:
    frame = frame_of([{"lead_state": "READY", "lead_passes": 2, "max_passes": 2}], COLUMNS)
    named = frame.rename(
        columns={"lead_state": "leadState", "lead_passes": "leadPasses", "max_passes": "maxPasses"}
    )
    figures = lw.audit(named, now=NOW).to_frame().set_index("figure")
    assert figures.loc["exhausted", "value"] == 1


def test_a_figure_of_ones_own_is_worked_out_with_the_others() -> None:
    mine = lw.Figure(
        name="sold",
        title="Sold",
        definition="Leads sold ÷ leads dialed.",
        fields=("agent_disposition", "note"),
        expression="count(*) FILTER (agent_disposition = 'Sold' AND note = 'x') / 2",
        unit="share",
        basis="count(*) FILTER (dialed)",
    )
    leads: list[dict[str, Any]] = [
        {"agent_disposition": "Sold", "lead_passes": 1},
        {"agent_disposition": "Sold"},
    ]
    frame = frame_of(leads, COLUMNS).assign(note=["x", "y"])
    figures = lw.audit(frame, figures=[mine], now=NOW).to_frame()
    assert figures.iloc[-1][["figure", "value", "basis"]].tolist() == ["sold", 0.5, 1]


def test_a_figure_that_is_no_sql_is_named() -> None:
    mine = lw.Figure(name="odd", title="", definition="", fields=(), expression="selct")
    with pytest.raises(InvalidArgumentError, match="The figure 'odd' cannot be worked out"):
        lw.audit(frame_of([], COLUMNS), figures=[mine])


def test_two_figures_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="Two figures have the same name"):
        lw.audit(frame_of([], COLUMNS), figures=[FIGURES[0]])


def test_a_column_that_holds_something_else_is_named() -> None:
    frame = pd.DataFrame({"lead_passes": ["two"]})
    with pytest.raises(InvalidArgumentError, match="lead_passes of the leads does not hold whole"):
        lw.audit(frame)


def test_the_moment_has_an_offset() -> None:
    with pytest.raises(InvalidArgumentError, match="without an offset"):
        lw.audit(frame_of([], COLUMNS), now=datetime(2026, 11, 2, 17))  # noqa: DTZ001 - so it is


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="a value of type list"):
        lw.audit([])  # type: ignore[arg-type]
