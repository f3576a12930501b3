"""Breakdowns: every lead counted once, every value shown, and no text of a stranger obeyed."""

import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwidgets.breakdown import DIMENSIONS, breakdown, figure
from leadwidgets.breakdown.palette import COLOURS, NONE_COLOUR, OTHERS_COLOUR, TEXT_COLOUR
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.frame import LeadFrame, empty_leads, read_page
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES

EVIL = [
    "<b>bold</b>",
    '<a href="javascript:alert(1)">x</a>',
    "<br>",
    "&lt;i&gt;",
    "$\\frac{1}{2}$",
    "%{x}",
    "%{customdata[0]}",
    "100%",
    "2026-11-01",
    "1e5",
    "\u202egnp.exe",
    "a\nb",
    "",
    " ",
    "(none)",
    "null",
    "x" * 500,
]


def leads(**columns: list[Any]) -> pd.DataFrame:
    frame = LeadFrame()
    names = list(columns)
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    frame.add(read_page(json.dumps(rows).encode()))
    return frame.finish()


def drawn(frame: Any, by: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    made: dict[str, Any] = json.loads(figure(frame, by, **options).to_json())
    return made


# Tables


def test_what_leads_are_counted_by_can_be_searched_by_and_so_counted_without_leads() -> None:
    assert set(DIMENSIONS) == {one.counted_as for one in SEARCH_FIELDS.values() if one.counted_as}


def test_a_breakdown_counts_every_value_with_its_label_and_share() -> None:
    table = breakdown(leads(leadState=["READY", "READY", "DO_NOT_CALL", None]), "lead_state")
    assert list(table.columns) == ["value", "label", "leads", "share"]
    assert table.value.tolist()[:2] == ["READY", "DO-NOT-CALL"]
    assert table.value.isna().tolist() == [False, False, True]
    assert table.label.tolist() == ["Ready", "Do not call", "(none)"]
    assert table.leads.tolist() == [2, 1, 1]
    assert table.share.tolist() == [0.5, 0.25, 0.25]


def test_known_values_come_in_the_vocabularys_order_unknown_ones_after_and_null_last() -> None:
    states = [None, "EXPIRED", "ASLEEP", *reversed(list(LEAD_STATES))]
    table = breakdown(leads(leadState=states), "lead_state")
    assert table.value.tolist()[:-1] == [*LEAD_STATES, "ASLEEP", "EXPIRED"]
    assert table.label.tolist()[-1] == "(none)"


def test_a_value_is_counted_once_whatever_type_it_was_saved_in() -> None:
    mixed = pd.DataFrame(
        {
            "agent_disposition": ["1", 1, "Sold", None],
            "campaign_id": ["12", 12, "Spring", 12.0],
            "suppressed": [True, "true", 0, None],
        },
        dtype="object",
    )
    for by, expected in (
        ("agent_disposition", {"1": 2, "Sold": 1, "(none)": 1}),
        ("campaign", {"12": 3, "Spring": 1}),
        ("suppressed", {"Suppressed": 2, "Not suppressed": 1, "(none)": 1}),
    ):
        table = breakdown(mixed, by)
        assert dict(zip(table.label, table.leads, strict=True)) == expected
    assert breakdown(mixed.astype({"agent_disposition": "category"}), "agent_disposition").equals(
        breakdown(mixed, "agent_disposition")
    )


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"agent_disposition": [["Sold"], None]}),
        pd.DataFrame({"agent_disposition": [{"Sold": 1}, "Sold"]}),
        pd.DataFrame({"agent_disposition": ["Sold", np.array([1, 2])]}),
        pa.table({"agent_disposition": [["Sold"], None]}),
        duckdb.sql("SELECT ['Sold'] AS agent_disposition"),
    ],
    ids=["lists", "objects", "arrays", "arrow", "duckdb"],
)
def test_a_column_of_lists_is_refused_by_name(frame: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="'agent_disposition' holds lists or objects"):
        breakdown(frame, "agent_disposition")


def test_a_column_that_is_there_twice_is_refused_by_name() -> None:
    twice = pd.DataFrame([["READY", "COMPLETE"]], columns=["lead_state", "lead_state"])
    with pytest.raises(InvalidArgumentError, match="same name: 'lead_state'"):
        breakdown(twice, "lead_state")


def test_the_order_does_not_depend_on_the_counts() -> None:
    few = breakdown(leads(agentDispostion=["b", "a", "a", "c"]), "agent_disposition")
    many = breakdown(leads(agentDispostion=["c", "c", "c", "b", "a"]), "agent_disposition")
    assert few.value.tolist() == many.value.tolist() == ["a", "b", "c"]


def test_timezones_are_labelled_by_their_abbreviation() -> None:
    table = breakdown(leads(leadTimezone=list(LEAD_TIMEZONES)), "lead_timezone")
    assert table.label.tolist() == list(LEAD_TIMEZONES)


def test_lists_and_campaigns_are_counted_by_id_and_labelled_by_name() -> None:
    frame = leads(
        listId=[2, 1, 1, 3, None, 4],
        listDesc=["Spring", "Autumn", "Autumn", "Spring", None, None],
        campaignId=[9, 9, 9, 9, 9, 9],
        campaignName=["Old name", "New", "New", "New", "New", None],
    )
    table = breakdown(frame, "lead_list")
    assert dict(zip(table.label, table.leads, strict=True)) == {
        "4": 1,
        "Autumn": 2,
        "Spring [2]": 1,
        "Spring [3]": 1,
        "(none)": 1,
    }
    assert table.value.dtype == "Int64"
    assert breakdown(frame, "campaign").label.tolist() == ["New"]


def test_suppression_is_told_in_words() -> None:
    table = breakdown(leads(suppressed=[True, False, False, None]), "suppressed")
    assert table.label.tolist() == ["Not suppressed", "Suppressed", "(none)"]
    assert table.leads.tolist() == [2, 1, 1]


def test_two_fields_give_a_cross_table_that_counts_every_lead() -> None:
    states = ["READY", "READY", "DO_NOT_CALL", None]
    zones = ["PST", None, "EST", None]
    table = breakdown(leads(leadState=states, leadTimezone=zones), ("lead_state", "lead_timezone"))
    assert table.index.tolist() == ["READY", "DO-NOT-CALL", "(none)"]
    assert table.columns.tolist() == ["EST", "PST", "(none)"]
    assert table.index.name == "lead_state"
    assert table.columns.name == "lead_timezone"
    assert table.to_numpy().tolist() == [[0, 1, 1], [1, 0, 0], [0, 0, 1]]


@pytest.mark.slow
@pytest.mark.parametrize("by", list(DIMENSIONS))
def test_an_empty_result_has_an_empty_breakdown_and_a_figure(by: str) -> None:
    assert breakdown(empty_leads(), by).empty
    assert "0 leads" in figure(empty_leads(), by).layout.title.text
    other = next(name for name in DIMENSIONS if name != by)
    assert breakdown(empty_leads(), (by, other)).empty
    assert figure(empty_leads(), (by, other)).layout.height > 0


@pytest.mark.parametrize(
    "by", ["zodiac", "", (), ("lead_state",) * 2, ("lead_state", "campaign", "suppressed"), ("x",)]
)
def test_an_unknown_field_is_refused_with_the_known_ones(by: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="Expected by to be"):
        breakdown(empty_leads(), by)


def test_a_frame_without_the_column_is_refused_with_the_columns_name() -> None:
    with pytest.raises(ValueError, match="'lead_state' needs a column 'lead_state' or 'leadState'"):
        breakdown(pd.DataFrame({"x": [1]}), "lead_state")


def test_an_empty_text_and_a_text_that_says_none_are_not_null() -> None:
    table = breakdown(leads(agentDispostion=["", "(none)", None]), "agent_disposition")
    assert table.leads.tolist() == [1, 1, 1]
    assert table.label.tolist() == ["(empty)", "(none) [(none)]", "(none)"]
    assert table.label.is_unique


VALUES = st.none() | st.sampled_from(["READY", "DO-NOT-CALL", "DO_NOT_CALL", "", "x", *EVIL])


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=30))
def test_breakdowns_agree_with_a_plain_count(pairs: list[tuple[str | None, str | None]]) -> None:
    frame = leads(
        lastPassDispo=[first for first, _ in pairs], agentDispostion=[second for _, second in pairs]
    )
    by = ("system_disposition", "agent_disposition")
    for place, name in enumerate(by):
        table = breakdown(frame, name)
        counted = {
            None if pd.isna(value) else value: n
            for value, n in zip(table.value, table.leads, strict=True)
        }
        assert counted == Counter(pair[place] for pair in pairs)
    crossed = breakdown(frame, by).to_numpy().ravel()
    assert sorted(crossed[crossed > 0]) == sorted(Counter(pairs).values())


# Any dataframe


def as_duckdb(frame: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return duckdb.connect().from_arrow(table)


ENGINES: list[Callable[[pd.DataFrame], Any]] = [
    lambda frame: frame.astype({"lead_state": "object", "lead_timezone": "str"}),
    lambda frame: frame.set_index(frame.lead_id),
    lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    as_duckdb,
]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES, ids=["objects", "other index", "Arrow", "DuckDB"])
@pytest.mark.parametrize(
    "by", [*DIMENSIONS, ("lead_state", "lead_timezone"), ("campaign", "suppressed")], ids=str
)
def test_every_engine_counts_the_same(engine: Callable[[pd.DataFrame], Any], by: Any) -> None:  # noqa: ANN401
    frame = leads(
        leadState=["READY", None, "DO_NOT_CALL", "ODD", "READY"],
        leadTimezone=["PST", "EST", None, "", "PST"],
        listId=[1, 1, 2, None, 1],
        listDesc=["A", "A", "A", None, "A"],
        campaignId=[5, 5, 6, 6, 5],
        suppressed=[True, False, None, True, True],
        lastPassDisposition=["ANSWER : Sold", "BUSY", None, "ANSWER : <b>", "ANSWER : Sold"],
        state=["NY", "CA", None, "NY", "NY"],
    )
    pd.testing.assert_frame_equal(breakdown(engine(frame), by), breakdown(frame, by))


def test_the_apis_own_column_names_are_known() -> None:
    raw = pd.DataFrame({"leadState": ["DO_NOT_CALL", "DO-NOT-CALL"], "state": ["NY", None]})
    assert breakdown(raw, "lead_state").leads.tolist() == [2]
    assert breakdown(raw, "physical_state").value.tolist()[0] == "NY"


def test_ids_that_are_text_are_counted_too() -> None:
    raw = pd.DataFrame({"campaignId": ["a", "b", "a"]})
    assert breakdown(raw, "campaign").leads.tolist() == [2, 1]


def test_a_million_leads_are_counted_at_once() -> None:
    states = np.tile(np.array([*LEAD_STATES, None], dtype=object), 60_000)[:1_000_000]
    frame = pd.DataFrame({"lead_state": pd.Categorical(states)})
    frame["lead_timezone"] = frame.lead_state
    started = time.process_time()
    breakdown(frame, "lead_state")
    breakdown(frame, ("lead_state", "lead_timezone"))
    assert time.process_time() - started < 1


# Figures


def test_bars_stand_in_the_order_of_the_table_with_counts_and_shares() -> None:
    frame = leads(leadState=["READY"] * 1234 + ["COMPLETE"] * 766)
    made = drawn(frame, "lead_state")
    (bars,) = made["data"]
    assert bars["orientation"] == "h"
    assert bars["x"] == [1234, 766]
    assert made["layout"]["yaxis"]["ticktext"] == ["Ready", "Complete"]
    assert made["layout"]["yaxis"]["range"] == [1.5, -0.5]
    assert bars["text"] == ["1,234 (61.7%)", "766 (38.3%)"]
    assert bars["hovertext"][0] == "Ready<br>1,234 (61.7%)"
    assert made["layout"]["title"]["text"] == "Leads by lead state: 2,000 leads"


def test_a_share_is_never_rounded_to_none_or_to_all() -> None:
    frame = leads(leadState=["READY"] * 4000 + ["COMPLETE"])
    (bars,) = drawn(frame, "lead_state")["data"]
    assert bars["text"] == ["4,000 (&gt;99.9%)", "1 (&lt;0.1%)"]
    assert drawn(leads(leadState=["READY"]), "lead_state")["data"][0]["text"] == ["1 (100.0%)"]


def test_a_figure_of_a_table_is_the_figure_of_its_leads() -> None:
    frame = leads(
        leadState=["READY", None, "ODD"],
        listId=[1, 2, None],
        listDesc=["Same", "Same", None],
        suppressed=[True, None, False],
    )
    for by in ("lead_state", "lead_list", "suppressed", "agent_disposition"):
        assert figure(breakdown(frame, by), by) == figure(frame, by)


def test_figures_use_bars_alone_and_leave_the_theme_to_whoever_shows_them() -> None:
    frame = leads(leadState=["READY", "ODD", None], leadTimezone=["PST", None, "EST"])
    for by in ("lead_state", ("lead_state", "lead_timezone")):
        made = figure(frame, by)
        assert {trace.type for trace in made.data} == {"bar"}
        assert made.layout.paper_bgcolor == made.layout.plot_bgcolor == "rgba(0,0,0,0)"
        assert len(made.to_json()) < 4000


def test_the_height_grows_with_the_bars() -> None:
    heights = [
        figure(leads(state=[f"S{n}" for n in range(bars)]), "physical_state").layout.height
        for bars in (1, 10, 30)
    ]
    assert heights == sorted(heights)
    assert heights[1] - heights[0] == 9 * 26


def test_too_many_values_are_summed_up_in_a_bar_that_says_so() -> None:
    names = [f"D{n:02}" for n in range(50) for _ in range(n + 1)] + [None] * 7
    frame = leads(agentDispostion=names)
    made = drawn(frame, "agent_disposition", most_bars=10)
    (bars,) = made["data"]
    shown = made["layout"]["yaxis"]["ticktext"]
    assert shown == [f"D{n}" for n in range(42, 50)] + ["42 others", "(none)"]
    assert bars["x"][-2:] == [sum(range(1, 43)), 7]
    assert sum(bars["x"]) == len(names)
    assert len(breakdown(frame, "agent_disposition")) == 51
    whole = drawn(frame, "agent_disposition")["layout"]["yaxis"]["ticktext"]
    assert len(whole) == 30
    assert whole[-2:] == ["22 others", "(none)"]


def test_a_cross_table_is_drawn_as_divided_bars_that_count_every_lead() -> None:
    frame = leads(
        leadState=["READY", "READY", "ODD", None], leadTimezone=["PST", None, "EST", "PST"]
    )
    made = drawn(frame, ("lead_state", "lead_timezone"))
    assert [trace["name"] for trace in made["data"]] == ["EST", "PST", "(none)"]
    assert [trace["x"] for trace in made["data"]] == [[0, 1, 0], [1, 0, 1], [1, 0, 0]]
    assert made["layout"]["barmode"] == "stack"
    assert made["layout"]["showlegend"] is True
    many = leads(leadState=["READY"] * 90, agentDispostion=[f"D{n}" for n in range(90)])
    parts = drawn(many, ("lead_state", "agent_disposition"))["data"]
    assert sum(sum(trace["x"]) for trace in parts) == 90
    assert parts[-1]["name"] == "71 others"


@pytest.mark.parametrize("evil", EVIL)
def test_text_of_strangers_is_shown_and_never_obeyed(evil: str) -> None:
    frame = leads(lastPassDispo=["BUSY"], agentDispostion=[evil], listId=[1], listDesc=[evil])
    assert breakdown(frame, "agent_disposition").value.tolist() == [evil]
    for by in ("agent_disposition", "lead_list", ("system_disposition", "agent_disposition")):
        made = drawn(frame, by)
        (bars,) = made["data"]
        texts = [
            *made["layout"]["yaxis"]["ticktext"],
            *(line for text in bars["hovertext"] for line in text.split("<br>")),
            bars.get("name", ""),
        ]
        for text in texts:
            assert "<" not in text
            assert "$" not in text
            assert all(character.isprintable() for character in text)
            assert len(html.unescape(text)) <= 330
        assert "hovertemplate" not in bars
        assert "texttemplate" not in bars
    label = html.unescape(drawn(frame, "agent_disposition")["layout"]["yaxis"]["ticktext"][0])
    if evil.isprintable() and 0 < len(evil) < 40 and evil != "(none)":
        assert label == evil


def test_values_that_look_like_dates_or_numbers_stay_bars_of_their_own() -> None:
    made = drawn(leads(agentDispostion=["2026-11-01", "1e5", "100000"]), "agent_disposition")
    assert made["data"][0]["y"] == [0, 1, 2]
    assert made["layout"]["yaxis"]["ticktext"] == ["100000", "1e5", "2026-11-01"]


# Colours


def colours(frame: pd.DataFrame, by: str) -> dict[str, str]:
    made = drawn(frame, by)
    return dict(
        zip(made["layout"]["yaxis"]["ticktext"], made["data"][0]["marker"]["color"], strict=True)
    )


def test_a_value_keeps_its_colour_whatever_else_is_shown() -> None:
    all_states = colours(leads(leadState=[*LEAD_STATES, "ODD", "EVEN", None]), "lead_state")
    for state in [*LEAD_STATES, "ODD", None]:
        assert colours(leads(leadState=[state]), "lead_state").items() <= all_states.items()


def test_known_values_have_colours_of_their_own() -> None:
    assert len(set(colours(leads(leadState=list(LEAD_STATES)), "lead_state").values())) == 18
    assert all(first != second for first, second in pairwise(COLOURS))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("background", ["#ffffff", "#111111"], ids=["light", "dark"])
def test_colours_can_be_seen_in_both_themes(background: str) -> None:
    for colour in (*COLOURS, NONE_COLOUR, OTHERS_COLOUR, TEXT_COLOUR):
        assert re.fullmatch("#[0-9a-f]{6}", colour)
        light, dark = sorted([luminance(colour), luminance(background)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, colour


def test_a_figure_is_an_ordinary_plotly_figure() -> None:
    made = figure(leads(leadState=["READY"]), "lead_state")
    assert isinstance(made, go.Figure)
