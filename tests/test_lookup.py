"""Lists looked up in leads that are there already: spellings, what is not found, what is told."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.lookup.kinds import phone_key

_LEADS = pd.DataFrame(
    {
        "lead_id": [1, 2, 3],
        "lead_phone": ["2125550100", "(646) 555-0101|7185550102", None],
        "extern_id": ["A-1", "a-1", "007"],
    },
    index=[10, 20, 30],
)


@pytest.mark.parametrize(
    "written",
    [
        "2125550100",
        "12125550100",
        "+1 212 555 0100",
        "+1 (212) 555-0100",
        "212.555.0100",
        "1-212-555-0100",
        "212/555/0100",
        "212\u00a0555\u20110100",
        "\u202a+12125550100\u202c",
        "2125550100.0",
    ],
)
def test_a_number_is_its_digits_without_the_country_code_of_north_america(written: str) -> None:
    assert phone_key(written) == "2125550100"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("+44 20 7946 0958", "442079460958"),
        ("020 7946 0958", "02079460958"),
        ("555-0100", "5550100"),
        ("22125550100", "22125550100"),
        ("112125550100", "112125550100"),
    ],
)
def test_nothing_else_is_taken_off_a_number(written: str, key: str) -> None:
    assert phone_key(written) == key


@pytest.mark.parametrize(
    "written",
    [
        "",
        "n/a",
        "N/A",
        "-",
        "unknown",
        "12345",
        "2125550100 x4",
        "2.12555E+09",
        "1" * 17,
        "\u0660" * 10,
    ],
)
def test_what_has_a_letter_or_too_few_or_too_many_digits_is_no_number(written: str) -> None:
    assert phone_key(written) is None


@given(
    st.from_regex(r"[2-9][0-9]{9}", fullmatch=True),
    st.text(" ().-/", max_size=3),
    st.sampled_from([[], ["1"], ["+1"]]),
)
def test_whatever_people_put_between_the_digits_the_number_stays_the_same(
    number: str, between: str, country: list[str]
) -> None:
    parts = [*country, number[:3], number[3:6], number[6:]]
    assert phone_key(between.join(parts)) == number


def test_each_value_of_a_list_is_told_by_its_place() -> None:
    phones = ["+1 212-555-0100", "n/a", "7185550102", "2125559999", "(212) 555.0100", None]
    found = lw.find(phones=phones, leads=_LEADS)
    assert list(found.leads.index) == [10, 20]
    assert list(found.leads.columns) == list(_LEADS.columns)
    assert list(found.asked["place"]) == [1, 2, 3, 4, 5, 6]
    assert list(found.asked["outcome"]) == [
        "found",
        "no phone number",
        "found",
        "not found",
        "doubled",
        "no phone number",
    ]
    assert list(found.not_found["place"]) == [4]
    assert list(found.unreadable["value"]) == ["n/a", ""]
    [doubled] = found.doubled.itertuples()
    assert (doubled.place, doubled.first_place, doubled.leads) == (5, 1, 1)
    assert found.receipt.complete


def test_a_pasted_text_has_one_value_a_line() -> None:
    pasted = "2125550100\r\n\n646 555 0101\t7185550102\n"
    found = lw.find(phones=pasted, extern_ids="A-1\n007\nnone of ours", leads=_LEADS)
    numbers, ids = (part for _, part in found.asked.groupby("list", sort=False))
    assert list(numbers["outcome"]) == ["found"] * 3
    assert list(ids["outcome"]) == ["found", "found", "not found"]
    assert list(found.leads["lead_id"]) == [1, 2, 3]


def test_an_external_id_is_its_text_and_a_number_is_written_without_a_fraction() -> None:
    leads = pd.DataFrame({"extern_id": ["17", "A-1", "a-1"]})
    found = lw.find(extern_ids=pd.Series([17.0, np.nan]), leads=leads)
    assert list(found.asked["outcome"]) == ["found", "no external id"]
    found = lw.find(extern_ids=[17, " A-1 ", "A-2"], leads=leads)
    assert list(found.asked["leads"]) == [1, 1, 0]


def test_several_leads_of_a_number_and_several_numbers_of_a_value_are_all_found() -> None:
    leads = pd.DataFrame({"lead_phone": ["2125550100", "12125550100|2125550101", "2125550101"]})
    found = lw.find(phones=["2125550100|2125550101"], leads=leads)
    assert list(found.asked["place"]) == [1, 1]
    assert list(found.asked["leads"]) == [2, 2]
    assert len(found.leads) == 3


def test_no_text_about_a_lookup_shows_a_value() -> None:
    found = lw.find(phones=["2125550100", "6465550199"], extern_ids=["A-1"], leads=_LEADS)
    for text in (repr(found), found._repr_html_()):
        assert not re.search(r"555|A-1", text)
        assert "2 phone numbers: 1 found, 1 not found" in text


def test_leads_of_a_result_that_is_not_complete_make_no_complete_answer() -> None:
    part = lw.search(lw.SearchCriteria(), lw.Sandbox(50), max_leads=20)
    found = lw.find(phones=["2125559999"], leads=part)
    assert not found.receipt.complete
    assert "max_leads=20" in str(found.receipt.reason)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Neither phones nor external ids"),
        ({"phones": []}, "Neither phones nor external ids"),
        ({"phones": 2125550100}, "value of type int"),
        ({"phones": {"a": 1}}, "value of type dict"),
        ({"extern_ids": range(100_001)}, "more than 100,000 values"),
        ({"extern_ids": ["1"], "leads": [1]}, "value of type list"),
        ({"phones": ["1"], "leads": _LEADS.drop(columns="lead_phone")}, "no column lead_phone"),
        ({"phones": ["1"], "leads": _LEADS, "account": lw.Sandbox(1)}, "Both leads and an account"),
    ],
    ids=["nothing", "empty", "number", "dict", "too many", "no frame", "no column", "both"],
)
def test_a_lookup_that_means_nothing_is_refused(given: dict[str, object], told: str) -> None:
    with pytest.raises(lw.InvalidArgumentError, match=told):
        lw.find(**{"leads": _LEADS} | given)  # type: ignore[arg-type]
