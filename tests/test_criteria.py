import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.lib.pretty import pretty

import leadwidgets
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import OPERATORS, SEARCH_FIELDS, Comparison, SearchKind
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SUPPRESSED, SYSTEM_DISPOSITIONS

GUIDE_SAMPLE = """
{
"firstName":"Jon",
"campaignId":136785,
"listIds":[],
"agentDispositions":[],
"systemDispositions":[],
"leadStates":[],
"physicalStates":[],
"leadTimezones":
[
{"name":"CST"},
{"name":"PST"}
],
"suppressed":"ALL",
"campaignIds":[136785]
}
"""

texts = st.text(min_size=1).filter(lambda text: text.strip() != "")
moments = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the timezone
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
operators = st.sampled_from(list(OPERATORS))
VALUES: dict[SearchKind, st.SearchStrategy[Any]] = {
    SearchKind.IDS: st.lists(st.integers(1, 2**63 - 1), max_size=5),
    SearchKind.CODES: st.lists(st.sampled_from(list(SYSTEM_DISPOSITIONS)), max_size=5),
    SearchKind.LEAD_STATES: st.lists(st.sampled_from([*LEAD_STATES, "EXPIRED", "AGENT_CALLBACK"])),
    SearchKind.TEXTS: st.lists(texts, max_size=5),
    SearchKind.TIMEZONES: st.lists(st.sampled_from(list(LEAD_TIMEZONES)), max_size=5),
    SearchKind.SUPPRESSED: st.sampled_from(list(SUPPRESSED)),
    SearchKind.FLAG: st.booleans(),
    SearchKind.TEXT: st.none() | texts,
    SearchKind.NUMBER: st.none() | st.integers(0, 2**63 - 1),
    SearchKind.TIME: st.none() | moments,
    SearchKind.NUMBER_COMPARISON: st.none()
    | st.builds(Comparison, operators, st.integers(0, 2**63 - 1)),
    SearchKind.TIME_COMPARISON: st.none() | st.builds(Comparison, operators, moments),
}
any_criteria = st.fixed_dictionaries(
    {}, optional={name: VALUES[field.kind] for name, field in SEARCH_FIELDS.items()}
).map(lambda fields: SearchCriteria(**fields))

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
anything = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)


def test_the_guides_sample_request_is_what_the_same_criteria_send() -> None:
    criteria = SearchCriteria(
        campaign_ids=[136785], first_name="Jon", lead_timezones=["CST", "PST"], suppressed="ALL"
    )
    assert criteria.to_api() == json.loads(GUIDE_SAMPLE)
    assert SearchCriteria.from_api(json.loads(GUIDE_SAMPLE)) == criteria


@pytest.mark.slow
@given(any_criteria)
def test_criteria_survive_the_apis_json(criteria: SearchCriteria) -> None:
    assert SearchCriteria.from_api(json.loads(json.dumps(criteria.to_api()))) == criteria


@pytest.mark.slow
@given(any_criteria)
def test_criteria_survive_a_file(criteria: SearchCriteria) -> None:
    assert SearchCriteria.from_json(criteria.to_json()) == criteria


@pytest.mark.slow
@given(any_criteria)
def test_criteria_survive_their_own_code(criteria: SearchCriteria) -> None:
    assert eval(criteria.to_code(), {"lw": leadwidgets}) == criteria  # noqa: S307 - this is what users paste
    assert SearchCriteria.from_code(
        f"import leadwidgets as lw\ncriteria = {criteria.to_code()}"
    ) == (criteria)
    assert SearchCriteria.from_code(repr(criteria.to_api())) == criteria


@given(st.text() | st.text("[](){}\"'lw.SearchCriteria=,-1\n "))
def test_no_text_makes_from_code_fail_in_another_way(text: str) -> None:
    with suppress(InvalidCriteriaError):
        SearchCriteria.from_code(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("lw.SearchCriteria(list_ids=ids)", "list_ids holds what is no plain value, in line 1"),
        (
            "lw.SearchCriteria(\n  phones=print(1))",
            "phones holds what is no plain value, in line 2",
        ),
        ("lw.SearchCriteria(first_name=f'{1}')", "first_name holds"),
        ("lw.SearchCriteria(lead_sates=['READY'])", "'lead_sates'"),
        ("lw.SearchCriteria(list_ids=[1], list_ids=[2])", "list_ids is given twice"),
        ("lw.SearchCriteria(lead_passes_criteria=lw.Comparison(3))", "without its two parts"),
        ("lw.SearchCriteria(**fields)", "do not stand there"),
        ("lw.SearchCriteria([1])", "without the name"),
        ("{1: 2}", "named by no text"),
        ("a = 1\nb = 2", "not one expression"),
        ("lw.Sandbox()", "not one expression"),
        ("lw.SearchCriteria(", "not valid Python, line 1"),
        ("-" * 100_000 + "1", "not valid Python"),
    ],
)
def test_code_that_is_no_plain_criteria_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(InvalidCriteriaError) as caught:
        SearchCriteria.from_code(text)
    assert named in caught.value.message


@pytest.mark.slow
@given(any_criteria)
def test_equal_criteria_are_one_key(criteria: SearchCriteria) -> None:
    assert {criteria: 1}[criteria.replace()] == 1


@pytest.mark.slow
@given(any_criteria, st.sampled_from(list(SEARCH_FIELDS)), anything)
def test_a_value_is_kept_or_refused_by_name_and_the_criteria_stay(
    criteria: SearchCriteria, name: str, value: object
) -> None:
    before = criteria.to_json()
    try:
        changed = criteria.replace(**{name: value})
    except InvalidCriteriaError as error:
        assert "Accepted: " in str(error) or "operator" in str(error)
    else:
        assert SearchCriteria.from_json(changed.to_json()) == changed
    assert criteria.to_json() == before


@given(st.text())
def test_no_text_makes_from_json_fail_in_another_way(text: str) -> None:
    try:
        SearchCriteria.from_json(text)
    except InvalidCriteriaError as error:
        assert str(error).startswith(("The criteria are", "A search has no field"))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("campaign_ids", 136785, ["campaign_ids", "136785", "a list of values"]),
        ("campaign_ids", [0], ["campaign_ids", "0", "from 1"]),
        ("campaign_ids", [True], ["campaign_ids", "True", "whole number"]),
        ("campaign_ids", "136785", ["campaign_ids", "'136785'", "a list of values"]),
        ("suppressed", "NONE", ["suppressed", "'NONE'", "ALL, ONLY_UNSUPPRESSED"]),
        ("lead_states", ["ready"], ["lead_states", "'ready'", "READY may be meant"]),
        ("lead_timezones", ["cst"], ["lead_timezones", "'cst'", "CST"]),
        ("physical_states", [""], ["physical_states", "''", "not blank"]),
        ("orphaned_leads_only", 1, ["orphaned_leads_only", "1", "True or False"]),
        ("zip", 7030, ["zip", "7030", "text"]),
        ("agent_id", "12", ["agent_id", "'12'", "whole number"]),
        ("loaded_dts_start", "2026-11-01", ["loaded_dts_start", "'2026-11-01'", "UTC offset"]),
        ("lead_passes_criteria", 3, ["lead_passes_criteria", "3", "Comparison"]),
        ("first_name", "\ud800", ["first_name", "surrogate"]),
    ],
    ids=lambda value: (
        str(value).encode("ascii", "replace").decode() if isinstance(value, str) else None
    ),
)
def test_an_error_names_field_value_and_what_is_accepted(
    field: str, value: object, words: list[str]
) -> None:
    with pytest.raises(InvalidCriteriaError) as caught:
        SearchCriteria(**{field: value})  # type: ignore[arg-type] # the wrong types are the point
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("body", [None, "{}", [1], 7])
def test_criteria_of_what_is_no_mapping_are_refused_by_name(body: object) -> None:
    with pytest.raises(InvalidCriteriaError, match=f"The criteria are a {type(body).__name__}"):
        SearchCriteria.from_api(body)  # type: ignore[arg-type]


def test_an_error_never_repeats_a_phone_number() -> None:
    with pytest.raises(InvalidCriteriaError) as caught:
        SearchCriteria(lead_ids=["(212) 555-0100"])  # type: ignore[list-item] # it is the point
    assert "555" not in str(caught.value)


def test_a_misspelled_field_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InvalidCriteriaError, match="Did you mean leadStates"):
        SearchCriteria.from_api({"leadState": ["READY"]})
    with pytest.raises(InvalidCriteriaError, match="Did you mean lead_states"):
        SearchCriteria().replace(lead_stats=["READY"])


def test_both_spellings_of_a_lead_state_are_the_same_criteria() -> None:
    underscores = SearchCriteria(lead_states=["AGENT_CALLBACK", "AGENT-CALLBACK", "READY"])
    assert underscores == SearchCriteria(lead_states=["AGENT-CALLBACK", "READY"])
    assert underscores.to_api()["leadStates"] == ["AGENT-CALLBACK", "READY"]
    assert underscores.to_api({"AGENT_CALLBACK"})["leadStates"] == ["AGENT_CALLBACK", "READY"]


def test_a_code_that_nobody_documented_is_sent_as_it_is() -> None:
    own = SearchCriteria(lead_states=["EXPIRED"], system_dispositions=["Left Message", "DO_NOT"])
    assert own.to_api()["leadStates"] == ["EXPIRED"]
    assert own.to_api()["systemDispositions"] == ["Left Message", "DO_NOT"]


def test_a_body_with_one_campaign_only_is_read() -> None:
    assert SearchCriteria.from_api({"campaignId": 7}).campaign_ids == (7,)
    with pytest.raises(InvalidCriteriaError, match="campaignId is not one of campaignIds"):
        SearchCriteria.from_api({"campaignId": 7, "campaignIds": [8]})


def test_moments_are_sent_in_utc_as_ringcx_writes_them() -> None:
    criteria = SearchCriteria(
        loaded_dts_start=pd.Timestamp("2026-11-01 09:00", tz="America/Chicago"),
        last_pass_time_criteria=Comparison("LESS_THAN", "2026-11-02T00:00:00.000001Z"),
    )
    body = criteria.to_api()
    assert body["loadedDtsStart"] == "2026-11-01T15:00:00.000+0000"
    assert body["lastPassTimeCriteria"]["value"] == "2026-11-02T00:00:00.000001+0000"
    assert criteria.loaded_dts_start == datetime(2026, 11, 1, 15, tzinfo=UTC)


def test_values_are_kept_once_in_the_given_order() -> None:
    assert SearchCriteria(list_ids=[3, 1, 3, 2]).list_ids == (3, 1, 2)
    numbers: Any = pd.Series([3, 1])
    assert SearchCriteria(list_ids=numbers).list_ids == (3, 1)


def test_a_changed_copy_can_clear_a_field() -> None:
    criteria = SearchCriteria(first_name="Jon", campaign_ids=[7])
    assert criteria.replace(first_name=None) == SearchCriteria(campaign_ids=[7])


def test_every_field_of_the_api_is_there() -> None:
    # The names of CampaignLeadSearchCriteria in RingCentral's OpenAPI file.
    names = """address1 address2 agentDispositions agentId auxData1 auxData2 auxData3 auxData4
    auxData5 callerId campaignIds city emailAddress externIds firstName lastName
    lastPassTimeCriteria leadIds leadPassesCriteria leadPhoneNum leadPhoneNumbers leadStates
    leadTimezones listIds loadedDtsEnd loadedDtsStart nextDialTimeCriteria orphanedLeadsOnly
    pendingAgentId physicalStates suppressed systemDispositions zip"""
    assert {field.api for field in SEARCH_FIELDS.values()} == set(names.split())


def test_a_changed_copy_checks_what_changes_and_keeps_the_rest() -> None:
    many = SearchCriteria(lead_ids=range(1, 100_001), first_name="Jon")
    copy = many.replace(first_name="Ann", lead_states=["DO_NOT_CALL"])
    assert copy.lead_ids is many.lead_ids
    assert copy == SearchCriteria(
        lead_ids=range(1, 100_001), first_name="Ann", lead_states=["DO-NOT-CALL"]
    )
    with pytest.raises(InvalidCriteriaError, match="first_name cannot hold"):
        many.replace(first_name=7)


def test_a_list_has_a_largest_length() -> None:
    with pytest.raises(InvalidCriteriaError, match="at most 100,000 values; search in parts"):
        SearchCriteria(lead_ids=range(1, 100_002))


def test_a_body_may_write_ids_and_numbers_as_text() -> None:
    body: dict[str, Any] = {"campaignId": "5", "campaignIds": ["5", 6], "listIds": ["7"]}
    body |= {"leadPassesCriteria": {"operator": "EQUALS", "value": "3"}}
    read = SearchCriteria.from_api(body)
    assert (read.campaign_ids, read.list_ids) == ((5, 6), (7,))
    assert read.lead_passes_criteria == leadwidgets.Comparison("EQUALS", 3)
    assert SearchCriteria.from_api({"campaignId": "5"}).campaign_ids == (5,)
    assert SearchCriteria.from_json(json.dumps(body)) == read
    for wrong in ({"campaignIds": ["x"]}, {"campaignIds": ["-5"]}, {"campaignIds": "5"}):
        with pytest.raises(InvalidCriteriaError):
            SearchCriteria.from_api(wrong)


def test_a_body_may_write_moments_as_milliseconds_and_flags_as_text() -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    for written in (1_793_491_200_000, "1793491200000", "2026-11-01T00:00:00.000+0000"):
        body: dict[str, Any] = {
            "campaignId": "",
            "loadedDtsStart": written,
            "nextDialTimeCriteria": {"operator": "LESS_THAN", "value": written},
        }
        assert SearchCriteria.from_api(body) == SearchCriteria(
            loaded_dts_start=moment,
            next_dial_time_criteria=leadwidgets.Comparison("LESS_THAN", moment),
        )
    for flag in ("true", "True", " TRUE "):
        assert SearchCriteria.from_api({"orphanedLeadsOnly": flag}).orphaned_leads_only
    for wrong in ({"loadedDtsStart": 10**18}, {"loadedDtsStart": True}, {"orphanedLeadsOnly": "x"}):
        with pytest.raises(InvalidCriteriaError):
            SearchCriteria.from_api(wrong)


def test_criteria_name_nobody_where_a_traceback_or_a_log_shows_them() -> None:
    criteria = SearchCriteria(campaign_ids=[5], lead_phone_num="2125550123", first_name="Jon")
    assert "2125550123" not in repr(criteria)
    assert "Jon" not in repr(criteria)
    assert "campaign_ids=[5]" in repr(criteria)
    assert "first_name=<not shown>" in repr(criteria)
    assert pretty(criteria) == criteria.to_code()
    assert "2125550123" in criteria.to_code()
