"""Criteria in a dashboard's address: nobody's data in it, and nothing in it that is ignored."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.criteria import SearchCriteria, from_query, to_query
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS, Comparison

NAMES = st.text(min_size=1, max_size=20).filter(str.strip)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
OPERATORS = st.sampled_from(["GREATER_THAN", "LESS_THAN", "EQUALS"])
VALUES = {
    "campaign_ids": st.lists(st.integers(1, 2**40), max_size=5),
    "suppressed": st.sampled_from(["ALL", "ONLY_SUPPRESSED", "ONLY_UNSUPPRESSED"]),
    "agent_dispositions": st.lists(NAMES, max_size=5),
    "lead_states": st.lists(st.sampled_from(["READY", "CALLBACK", "Odd one"]), max_size=3),
    "orphaned_leads_only": st.booleans(),
    "agent_id": st.none() | st.integers(0, 2**40),
    "lead_passes_criteria": st.none() | st.builds(Comparison, OPERATORS, st.integers(0, 99)),
    "last_pass_time_criteria": st.none() | st.builds(Comparison, OPERATORS, MOMENTS),
    "loaded_dts_start": st.none() | MOMENTS,
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_criteria_come_back_from_an_address_as_they_were(values: dict[str, object]) -> None:
    criteria = SearchCriteria(**values)  # type: ignore[arg-type]
    asked = from_query(to_query(criteria))
    assert asked.criteria == criteria
    assert asked.left_out == ()


def test_no_value_that_can_tell_who_a_lead_is_stands_in_an_address_and_its_field_is_named() -> None:
    personal = {name: field for name, field in SEARCH_FIELDS.items() if field.personal}
    values = dict.fromkeys(personal, "Xanthippe") | {
        "lead_phone_num": "212-555-0142",
        "lead_phone_numbers": ["212-555-0142"],
        "extern_ids": ["Xanthippe"],
    }
    query = to_query(SearchCriteria(lead_states=["READY"], **values))  # type: ignore[arg-type]
    assert "Xanthippe" not in query
    assert "555" not in query
    asked = from_query(query)
    assert asked.criteria == SearchCriteria(lead_states=["READY"])
    assert [field.name for field in asked.left_out] == list(personal)


@pytest.mark.parametrize("count", [1_000, 100_000])
def test_a_list_that_is_too_long_for_an_address_is_left_out_whole_and_named(count: int) -> None:
    criteria = SearchCriteria(lead_ids=range(1, count), agent_id=7)
    query = to_query(criteria)
    assert len(query) < 5_000
    asked = from_query(query)
    assert asked.criteria == SearchCriteria(agent_id=7)
    assert [field.name for field in asked.left_out] == ["lead_ids"]


def test_no_campaign_is_said_for_it_is_another_search_than_the_first_campaigns() -> None:
    assert to_query(SearchCriteria()) == "campaign_ids="


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("lead_sate=READY", "A search has no field 'lead_sate'"),
        ("left_out=lead_sate", "A search has no field 'lead_sate'"),
        ("4155550142=1", "A search has no field '[number]'"),
        ("last_name=Smith", "last_name stands in no address"),
        ("campaign_ids=1&campaign_ids=two", "campaign_ids cannot hold 'two'"),
        ("suppressed=ALL&suppressed=ALL", "suppressed is given twice"),
        ("suppressed=YES", "suppressed cannot hold 'YES'"),
        ("lead_passes_criteria=3", "A comparison's operator cannot be '3'"),
        ("lead_passes_criteria=EQUALS", "lead_passes_criteria cannot hold ''"),
        ("loaded_dts_start=2026-10-01", "loaded_dts_start cannot hold '2026-10-01'"),
        ("orphaned_leads_only=maybe", "orphaned_leads_only cannot hold 'maybe'"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(query: str, complaint: str) -> None:
    with pytest.raises(InvalidCriteriaError) as refused:
        from_query(query)
    assert complaint in str(refused.value)
    assert "Smith" not in str(refused.value)
