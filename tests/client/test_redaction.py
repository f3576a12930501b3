"""Redaction of what RingCX writes."""

import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_time import TimedSandbox, client_of

from leadwidgets.client.http.redaction import redact, sent_values
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError, SignInError
from leadwidgets.fields import SEARCH_FIELDS, Comparison, SearchKind
from leadwidgets.sandbox.service.faults import Faults, answered


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jwt is expired", "Jwt is expired"),
        ("bad number (415) 555-0142 given", "bad number ([number] given"),
        ("no lead +1 415 555 0142", "no lead [number]"),
        ("Bearer abc.def-ghi is wrong", "Bearer [secure] is wrong"),
        ("token eyJhbGciOi.eyJzdWIi.c2ln ended", "token [secure] ended"),
        ("GET /leads?phone=4155550142&page=1 failed", "GET /leads failed"),
        ("ann@example.com is unknown", "[e-mail] is unknown"),
        ("line\none\ttwo", "line one two"),
    ],
)
def test_text_from_outside_loses_what_nobody_may_read(text: str, shown: str) -> None:
    assert redact(text) == shown


@given(st.text(alphabet="0123456789 -().", min_size=7), st.text(max_size=300))
def test_no_seven_digits_in_a_row_survive(number: str, around: str) -> None:
    shown = redact(f"{around} {number} {around}")
    digits = run = 0
    for character in shown:
        run = run + 1 if character.isascii() and character.isdigit() else 0
        digits = max(digits, run)
    assert digits < 7
    assert len(shown) <= 200


@pytest.mark.parametrize(
    ("criteria", "said", "shown"),
    [
        ({"first_name": "Ann"}, "bad name 'ANN'", "bad name '[value]'"),
        ({"last_name": "Lee"}, "asleep", "asleep"),
        ({"last_name": "Nuñez"}, r"bad nu\u00f1ez", "bad [value]"),
        ({"last_name": "Nuñez"}, "bad NUN\u0303EZ", "bad [value]"),
        ({"last_name": "O'Hara"}, "bad O&#x27;Hara, o%27hara", "bad [value], [value]"),
        ({"last_name": "Strauß"}, "bad STRAUSS", "bad [value]"),
        ({"address1": "12  Elm Street"}, "12 elm street? No: 'Elm Str", "[value] No: '[value] Str"),
        ({"city": "A"}, "a city of A. Bad", "[value] city of [value]. Bad"),
        ({"lead_ids": [41000002], "agent_id": 77}, "id 77: [41000002]", "id [value]: [[value]]"),
        ({"lead_states": ["READY"], "campaign_ids": [12]}, "READY in 12", "READY in 12"),
        ({"lead_passes_criteria": Comparison("EQUALS", 7)}, "EQUALS 7", "EQUALS [value]"),
    ],
)
def test_what_was_searched_for_is_taken_out_and_vocabulary_stays(
    criteria: dict[str, Any], said: str, shown: str
) -> None:
    sent = sent_values(SearchCriteria(**criteria).to_api())
    assert redact(said, sent) == shown


def test_thousands_of_phones_are_taken_out_in_no_time() -> None:
    phones = [f"{number:010}" for number in range(2_125_000_000, 2_125_100_000)]
    started = time.perf_counter()
    shown = redact("no 212 505, 2125050000", sent_values({"leadPhoneNumbers": phones}))
    assert shown == "no 212 505, [value]"
    assert time.perf_counter() - started < 5


_FREE_TEXTS = [name for name, field in SEARCH_FIELDS.items() if field.kind is SearchKind.TEXT]
_WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"], codec="latin-1"), min_size=1)


@given(
    st.dictionaries(st.sampled_from(_FREE_TEXTS), _WORDS, min_size=1),
    st.sampled_from([str, str.upper, str.lower, json.dumps, quote]),
    st.sampled_from(["{}", "The value '{}' of 1 is bad", "x={}&y", "[{}]", "“{}”\n"]),
)
def test_no_free_text_of_the_criteria_survives_an_echo(
    criteria: dict[str, Any], spell: Callable[[str], str], around: str
) -> None:
    sent = sent_values(SearchCriteria(**criteria).to_api())
    said = " ".join(around.format(spell(value)) for value in criteria.values())
    shown = redact(said, sent).replace("[value]", " ")
    ours = set(re.findall(r"\w+", around.lower()))
    left = set(re.findall(r"\w+", shown.lower()))
    for value in criteria.values():
        assert left.isdisjoint({value.lower(), spell(value).lower()} - ours)
        assert len(value) <= 3 or value.lower() in ours or value.lower() not in shown.lower()


@pytest.mark.anyio
async def test_a_name_that_ringcx_repeats_is_in_no_error_and_no_receipt() -> None:
    name = str(TimedSandbox(2_000).raw_leads()["lastName"].mode()[0])
    told = json.dumps({"generalMessage": f"lastName: {name.upper()} is not allowed, READY is"})
    refused = Faults(answered(400, told.encode(), on="leadSearch", first=4, times=None))
    async with client_of(TimedSandbox(2_000, faults=refused)) as client:
        criteria = SearchCriteria(last_name=name)
        partial = await client.search(criteria, page_size=2, keep_partial=True)
        with pytest.raises(InvalidCriteriaError) as caught:
            await client.count(criteria)
    for shown in (str(caught.value), repr(partial.receipt)):
        assert "lastName: [value] is not allowed, READY is" in shown
        assert name.lower() not in shown.lower()


@pytest.mark.anyio
@pytest.mark.parametrize("on", ["oauth/token", "accesstoken"])
async def test_credentials_that_a_sign_in_repeats_are_in_no_error(on: str) -> None:
    account = TimedSandbox(50)
    user = account.users[0].password
    told = json.dumps({"error": f"{user.username} ({user.extension}) with {user.password} is bad"})
    account = TimedSandbox(50, faults=Faults(answered(401, told.encode(), on=on, times=None)))
    object.__setattr__(account, "credentials", user)
    async with client_of(account) as client:
        with pytest.raises(SignInError) as caught:
            await client.count(SearchCriteria())
    assert user.password not in str(caught.value)
    if on == "oauth/token":
        assert "[value] ([value]) with [value] is bad" in str(caught.value)
