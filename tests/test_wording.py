import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_criteria import any_criteria

import leadwidgets as lw
from leadwidgets.fields import SEARCH_FIELDS

SPRING = {"campaign_ids": {136785: "Solar Spring"}, "list_ids": {7: "Fairs"}}


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (lw.SearchCriteria(), "Leads of the whole account"),
        (
            lw.SearchCriteria(
                campaign_ids=[136785],
                lead_states=["READY"],
                lead_timezones=["CST", "CDT"],
                suppressed="ONLY_UNSUPPRESSED",
                loaded_dts_start=datetime(2026, 10, 26, tzinfo=UTC),
            ),
            (
                "READY leads of Solar Spring in Central time, not suppressed, "
                "loaded since 26 October 2026"
            ),
        ),
        (
            lw.SearchCriteria(campaign_ids=[136785, 2], list_ids=[7], lead_timezones=["CST"]),
            "Leads of campaigns Solar Spring or 2 in list Fairs in Central Standard time",
        ),
        (
            lw.SearchCriteria(list_ids=range(1, 53), lead_timezones=["NSW1"]),
            "Leads of the whole account in any of 52 lists in timezone NSW1",
        ),
        (
            lw.SearchCriteria(
                lead_passes_criteria=lw.Comparison("GREATER_THAN", 2),
                next_dial_time_criteria=lw.Comparison("LESS_THAN", "2026-11-01T09:30-06:00"),
            ),
            (
                "Leads of the whole account, with more than 2 passes, "
                "with next dial before 1 November 2026, 15:30 UTC"
            ),
        ),
        (
            lw.SearchCriteria(last_name="Søren", zip="01234", orphaned_leads_only=True),
            (
                "Leads of the whole account, orphaned leads only, "
                "whose last name contains “Søren”, whose zip is “01234”"
            ),
        ),
    ],
    ids="nothing guide names many compared texts".split(),
)
def test_criteria_are_said_as_people_would(criteria: lw.SearchCriteria, said: str) -> None:
    assert criteria.in_words(SPRING) == said


@given(any_criteria, st.booleans())
def test_every_field_that_is_set_is_said(criteria: lw.SearchCriteria, mask_pii: bool) -> None:  # noqa: FBT001
    said = criteria.in_words(mask_pii=mask_pii)
    for name in criteria.given():
        without = criteria.replace(**{name: _default(name)})
        assert without.in_words(mask_pii=mask_pii) != said


def _default(name: str) -> object:
    return getattr(lw.SearchCriteria(), name)


def test_masked_nothing_is_said_that_tells_who_a_lead_is() -> None:
    criteria = lw.SearchCriteria(
        lead_states=["READY"],
        first_name="Zebedee",
        lead_phone_numbers=["2125550100", "2125550101"],
        email_address="z@example.com",
        aux_data1="Quux",
    )
    masked = criteria.in_words(mask_pii=True)
    assert masked == (
        "READY leads of the whole account, whose first name contains •••, "
        "with any of 2 phones (•••), whose e-mail contains •••, whose aux data 1 contains •••"
    )
    told = ("Zebedee", "2125550100", "2125550101", "z@example.com", "Quux")
    assert all(secret in criteria.in_words() for secret in told)


@given(any_criteria)
def test_masked_criteria_are_said_alike_whatever_the_personal_texts_are(
    criteria: lw.SearchCriteria,
) -> None:
    texts = {
        name: "another"
        for name, value in criteria.given().items()
        if SEARCH_FIELDS[name].personal and isinstance(value, str)
    }
    assert criteria.replace(**texts).in_words(mask_pii=True) == criteria.in_words(mask_pii=True)


def test_a_text_of_any_length_and_direction_keeps_to_its_place() -> None:
    said = lw.SearchCriteria(first_name="ש\u202e" * 5_000, city="Ulm").in_words()
    assert len(said) < 200
    assert said.endswith("…\u2069”, whose city contains “Ulm”")
    controls = {c for c in said if unicodedata.category(c) in ("Cc", "Cf")}
    assert controls == {"\u2068", "\u2069"}
