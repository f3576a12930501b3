"""Searching: pages, counts, shapes, refusals."""

import json
from typing import Literal

import httpx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox.foreign import Clock, Foreign, account_of

from leadwidgets.sandbox import Dialect, Sandbox
from leadwidgets.sandbox.service.where import CRITERIA

GUIDE_BODY = {
    "firstName": "Jon",
    "campaignId": 136785,
    "listIds": [],
    "agentDispositions": [],
    "systemDispositions": [],
    "leadStates": [],
    "physicalStates": [],
    "leadTimezones": [{"name": "CST"}, {"name": "CDT"}],
    "suppressed": "ALL",
    "campaignIds": [136785],
}
JSON = "application/json"
BY_PHONE = "/campaignLeads/leadSearchByPhoneList"
FORM = {"content-type": "multipart/form-data; boundary=0"}
NESTED = [
    f"--{depth}\r\nContent-Type: multipart/mixed; boundary={depth + 1}\r\n\r\n".encode()
    for depth in range(5_000)
]


def _post(foreign: Foreign, body: bytes | str, media_type: str | None = JSON) -> httpx.Response:
    """Send a search as it is."""
    path = f"/accounts/{foreign.account.account_id}/campaignLeads/leadSearch"
    headers = {} if media_type is None else {"content-type": media_type}
    return foreign.call("POST", path, content=body, headers=headers)


def _ids(rows: list[dict[str, int]]) -> list[int]:
    return [row["leadId"] for row in rows]


def test_the_body_of_the_guide_finds_leads(foreign: Foreign) -> None:
    rows = foreign.rows(GUIDE_BODY)
    assert rows
    assert {row["campaignId"] for row in rows} == {136785}
    assert {row["leadTimezone"] for row in rows} <= {"CST", "CDT"}
    assert all("jon" in row["firstName"].lower() for row in rows)
    assert foreign.count(GUIDE_BODY) == len(rows)


@pytest.mark.slow
def test_pages_hold_every_lead_once_in_the_order_of_lead_ids(foreign: Foreign) -> None:
    ids: list[int] = []
    page = 1
    while rows := foreign.rows({}, page=page, maxRows=1000):
        ids += _ids(rows)
        page += 1
    assert len(ids) == 6_000 == foreign.count({})
    assert ids == sorted(set(ids))


def test_a_page_has_at_most_a_thousand_rows_and_a_hundred_if_nobody_says(foreign: Foreign) -> None:
    assert len(foreign.rows({}, maxRows=5_000)) == 1_000
    assert len(foreign.rows({})) == 100


def test_page_0_is_page_1_where_pages_begin_with_1(foreign: Foreign) -> None:
    assert foreign.rows({}, page=0) == foreign.rows({}, page=1) == foreign.rows({})


def test_pages_can_begin_with_0() -> None:
    foreign = Foreign(Sandbox(leads=300, dialect=Dialect(page_base=0)))
    first, second = foreign.rows({}, page=0), foreign.rows({}, page=1)
    assert max(_ids(first)) < min(_ids(second))
    assert foreign.rows({}) == first


@pytest.mark.parametrize(
    ("dialect", "rows", "count"),
    [
        (Dialect(row_shape="array", count_shape="integer"), None, 40),
        (
            Dialect(row_shape="search_results", count_shape="total_count"),
            {"totalCount", "searchResults"},
            {"totalCount": 40},
        ),
        (
            Dialect(row_shape="leads", count_shape="search_results"),
            {"leads"},
            {"totalCount": 40, "searchResults": []},
        ),
    ],
    ids=["bare", "totals", "leads"],
)
def test_answers_come_in_the_shapes_that_have_been_seen(
    dialect: Dialect, rows: set[str] | None, count: object
) -> None:
    foreign = Foreign(Sandbox(leads=40, dialect=dialect))
    answer = foreign.search({}, maxRows=10).json()
    assert (None if isinstance(answer, list) else set(answer)) == rows
    assert foreign.search({}, count="true").json() == count


def test_the_largest_page_can_be_smaller() -> None:
    foreign = Foreign(Sandbox(leads=300, dialect=Dialect(largest_page=25)))
    assert len(foreign.rows({}, maxRows=1000)) == 25
    assert min(_ids(foreign.rows({}, page=2, maxRows=1000))) > max(
        _ids(foreign.rows({}, maxRows=1000))
    )


def test_campaign_id_counts_only_without_campaign_ids(foreign: Foreign) -> None:
    alone = foreign.count({"campaignId": 136785})
    assert alone == foreign.count({"campaignIds": [136785]})
    assert alone == foreign.count({"campaignId": 136792, "campaignIds": [136785]})


def test_no_condition_is_made_of_null_empty_text_and_empty_arrays(foreign: Foreign) -> None:
    body: dict[str, object] = {"firstName": "", "leadStates": [], "agentId": None}
    assert foreign.count(body | {"suppressed": "ALL", "orphanedLeadsOnly": False}) == foreign.count(
        {}
    )


def test_unknown_criteria_are_ignored_and_unknown_values_fit_nothing(foreign: Foreign) -> None:
    assert foreign.count({"favouriteColour": "red"}) == foreign.count({})
    assert foreign.count({"leadStates": ["SLEEPING"]}) == 0
    assert foreign.count({"leadStates": ["EXPIRED"]}) > 0


def test_both_spellings_of_lead_states_are_taken(foreign: Foreign) -> None:
    hyphen = foreign.count({"leadStates": ["DO-NOT-CALL"]})
    assert hyphen == foreign.count({"leadStates": ["DO_NOT_CALL"]}) > 0


def test_the_other_spelling_can_be_refused() -> None:
    foreign = Foreign(Sandbox(leads=40, dialect=Dialect(other_spelling="refused")))
    answer = foreign.search({"leadStates": ["READY", "DO_NOT_CALL"]})
    assert (answer.status_code, answer.json()["details"]) == (400, "leadStates")
    assert foreign.search({"leadStates": ["DO-NOT-CALL", "EXPIRED"]}).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "%",
        "_",
        "'; DROP TABLE leads; --",
        "a\x00b",
        "\\",
        "?",
        "$1",
        "🙂",
        "{where}",
    ],
)
@pytest.mark.parametrize("field", ["firstName", "zip", "auxData4", "leadPhoneNum"])
def test_a_text_is_only_text(foreign: Foreign, field: str, text: str) -> None:
    assert foreign.count({field: text}) == 0
    assert foreign.count({}) == 6_000


def test_accents_and_case_are_found_as_written(foreign: Foreign) -> None:
    names = {row["lastName"] for row in foreign.rows({"lastName": "GARCÍA"}, maxRows=1000)}
    assert names >= {"García", "GARCÍA"}
    assert foreign.count({"lastName": "garcia"}) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        ("x", "body"),
        ({"firstName": ["Ann"]}, "firstName"),
        ({"firstName": "\ud800"}, "firstName"),
        ({"campaignIds": 136785}, "campaignIds"),
        ({"campaignIds": ["13678x"]}, "campaignIds[0]"),
        ({"campaignIds": [""]}, "campaignIds[0]"),
        ({"campaignIds": ["9999999999"]}, "campaignIds[0]"),
        ({"campaignIds": [1, True]}, "campaignIds[1]"),
        ({"campaignIds": [2**31]}, "campaignIds[0]"),
        ({"campaignIds": [1.5]}, "campaignIds[0]"),
        ({"campaignIds": [[1]]}, "campaignIds[0]"),
        ({"campaignIds": [None]}, "campaignIds[0]"),
        ({"campaignIds": ""}, "campaignIds"),
        ({"agentId": "1.0"}, "agentId"),
        ({"agentId": True}, "agentId"),
        ({"agentId": [1]}, "agentId"),
        ({"leadStates": ""}, "leadStates"),
        ({"leadStates": [["READY"]]}, "leadStates[0]"),
        ({"leadTimezones": [None]}, "leadTimezones[0]"),
        ({"suppressed": ""}, "suppressed"),
        ({"leadPassesCriteria": {"operator": "EQUALS", "value": ""}}, "leadPassesCriteria.value"),
        ({"campaignId": "x"}, "campaignId"),
        ({"leadStates": "READY"}, "leadStates"),
        ({"leadStates": [None]}, "leadStates[0]"),
        ({"leadTimezones": ["CST"]}, "leadTimezones[0]"),
        ({"leadTimezones": [{"nom": "CST"}]}, "leadTimezones[0].name"),
        ({"suppressed": "SOME"}, "suppressed"),
        ({"suppressed": {}}, "suppressed"),
        ({"orphanedLeadsOnly": "yes"}, "orphanedLeadsOnly"),
        ({"orphanedLeadsOnly": 1.0}, "orphanedLeadsOnly"),
        ({"leadPassesCriteria": 3}, "leadPassesCriteria"),
        ({"leadPassesCriteria": {"operator": ">", "value": 3}}, "leadPassesCriteria.operator"),
        ({"leadPassesCriteria": {"operator": "EQUALS"}}, "leadPassesCriteria.value"),
        (
            {"lastPassTimeCriteria": {"operator": "EQUALS", "value": "soon"}},
            "lastPassTimeCriteria.value",
        ),
        ({"loadedDtsStart": "2026-13-01"}, "loadedDtsStart"),
        ({"loadedDtsEnd": 10**30}, "loadedDtsEnd"),
    ],
)
def test_a_wrong_value_is_refused_by_name(foreign: Foreign, body: object, field: str) -> None:
    answer = _post(foreign, json.dumps(body))
    assert answer.status_code == 400
    assert answer.json()["validationErrors"][0]["field"] == field
    assert field in answer.json()["generalMessage"]


def test_moments_beyond_utcs_first_and_last_year_are_its_first_and_last(foreign: Foreign) -> None:
    loaded = foreign.count({"loadedDtsStart": "1970-01-01"})
    assert loaded > 0
    first, last = "0001-01-01T00:01:00+00:04", "9999-12-31T23:59:59-14:00"
    assert foreign.count({"loadedDtsStart": first, "loadedDtsEnd": last}) == loaded
    assert foreign.count({"loadedDtsStart": last}) == 0
    assert foreign.count({"loadedDtsEnd": first}) == 0


@pytest.mark.parametrize(
    "params",
    [
        {"page": "x"},
        {"page": "-1"},
        {"page": str(2**31)},
        {"maxRows": "0"},
        {"maxRows": "1e3"},
        {"maxRows": "٣"},
        {"count": "y"},
    ],
    ids=str,
)
def test_a_wrong_parameter_is_refused_by_name(foreign: Foreign, params: dict[str, str]) -> None:
    answer = foreign.search({}, **params)
    assert answer.status_code == 400
    assert answer.json()["details"] == next(iter(params))


def test_a_wrong_page_is_refused_where_only_the_number_is_asked_for(foreign: Foreign) -> None:
    answer = foreign.search({}, count="true", page="x")
    assert (answer.status_code, answer.json()["details"]) == (400, "page")


def test_a_flag_of_the_query_may_be_any_word_that_spring_takes(foreign: Foreign) -> None:
    for word in ("true", "on", "yes", "1", " YES "):
        assert foreign.search({}, count=word).json() == 6_000
    for word in ("false", "off", "no", "0", "No"):
        assert len(foreign.search({}, count=word).json()) == 100


def test_an_empty_parameter_is_as_good_as_none(foreign: Foreign) -> None:
    empty = {"count": "", "page": "", "maxRows": ""}
    assert foreign.rows({}, **empty) == foreign.rows({})


def test_a_moment_may_be_any_that_has_a_date(foreign: Foreign) -> None:
    early = {"loadedDtsStart": -62_135_596_800_000}
    late = {"loadedDtsEnd": 253_402_300_799_999}
    assert foreign.count(early | late) == foreign.count({})
    for name, beyond in (("loadedDtsStart", -1), ("loadedDtsEnd", 1)):
        moment = (early | late)[name] + beyond
        assert foreign.search({name: moment}).status_code == 400


def test_a_whole_number_may_be_written_with_a_point(foreign: Foreign) -> None:
    moment = {"operator": "LESS_THAN", "value": 1_790_000_000_000}
    for whole, pointed in (
        ('{"campaignIds": [136785]}', '{"campaignIds": [136785.0]}'),
        (
            json.dumps({"lastPassTimeCriteria": moment}),
            '{"lastPassTimeCriteria": {"operator": "LESS_THAN", "value": 1790000000000.0}}',
        ),
    ):
        assert _post(foreign, pointed).content == _post(foreign, whole).content
    assert _post(foreign, '{"agentId": 1e300}').status_code == 400
    assert _post(foreign, '{"agentId": 1e999}').status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[" * 200_000, b'{"a": NaN}', b'{"leadIds": [1' + b"0" * 5_000 + b"]}"],
    ids=["empty", "open", "not utf-8", "deep", "NaN", "long number"],
)
def test_what_is_not_json_is_refused(foreign: Foreign, body: bytes) -> None:
    answer = _post(foreign, body)
    assert (answer.status_code, answer.json()["details"]) == (400, "body")


def test_a_huge_body_is_refused(foreign: Foreign) -> None:
    assert _post(foreign, b" " * (4 * 1024 * 1024 + 1)).status_code == 413


@pytest.mark.parametrize(
    "media_type", [JSON, "Application/JSON; charset=utf-8", "application/vnd.leads+json"]
)
def test_a_search_comes_as_json(foreign: Foreign, media_type: str) -> None:
    answer = _post(foreign, '{"campaignIds": [136785]}', media_type)
    assert answer.json() == foreign.rows({"campaignIds": [136785]})


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json+xml",
        "",
        None,
    ],
    ids=str,
)
def test_what_is_not_said_to_be_json_is_refused(foreign: Foreign, media_type: str | None) -> None:
    answer = _post(foreign, "{}", media_type)
    assert answer.status_code == 415
    problem = answer.json()
    assert problem["errorCode"] == "unsupported.media.type.exception"
    assert problem["generalMessage"] == "Content-Type: expected application/json"
    assert set(problem) >= {"details", "requestUri", "validationErrors", "timestamp"}


def test_where_nothing_is_sent_the_body_is_missing(foreign: Foreign) -> None:
    assert _post(foreign, b"", None).status_code == 400
    assert _post(foreign, b"", "text/plain").status_code == 415


def test_a_wrong_content_type_costs_no_request_of_the_limit() -> None:
    foreign = Foreign(Sandbox(leads=40, clock=Clock()))
    statuses = [_post(foreign, "{}", "text/plain").status_code for _ in range(20)]
    assert {*statuses} == {415}
    assert _post(foreign, "{}").status_code == 200


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_BODIES = st.dictionaries(st.sampled_from(sorted(CRITERIA)), _JSON, max_size=3)


@pytest.mark.slow
def test_no_body_breaks_the_service(foreign: Foreign) -> None:
    @given(body=_BODIES)
    def answers(body: dict[str, object]) -> None:
        answer = _post(foreign, json.dumps(body))
        assert answer.status_code in (200, 400)

    answers()


def test_leads_of_another_account_cannot_be_seen(sandbox: Sandbox, foreign: Foreign) -> None:
    other = sandbox.users[1].account_ids[0]
    for account_id in (other, "1", "~", "99990001x"):
        path = f"/accounts/{account_id}/campaignLeads/leadSearch"
        answer = foreign.call("POST", path, json={})
        assert answer.status_code == 403
        assert answer.json()["errorCode"] == "access.denied.exception"
        assert isinstance(answer.json()["timestamp"], int)
    stranger = Foreign(account_of(sandbox.users[1], sandbox))
    theirs = set(_ids(stranger.rows({}, maxRows=1000)))
    assert stranger.search({}, count="true").json() == len(theirs)
    assert foreign.count({"campaignIds": [236_001]}) == 0
    assert stranger.count({"campaignIds": [136_785]}) == 0


def test_paths_and_methods_that_are_not_there_are_explained(foreign: Foreign) -> None:
    assert foreign.call("GET", "/nothing").status_code == 404
    answer = foreign.get("/campaignLeads/leadSearch")
    assert (answer.status_code, answer.json()["errorCode"]) == (405, "method.not.allowed.exception")


@pytest.fixture(scope="module")
def phones(foreign: Foreign) -> list[str]:
    return [row["leadPhone"] for row in foreign.rows({}, maxRows=200)]


def test_a_phone_is_found_however_it_is_written(foreign: Foreign, phones: list[str]) -> None:
    several = next(phone for phone in phones if "|" in phone)
    for number in several.split("|"):
        written = f"+1 ({number[:3]}) {number[3:6]}-{number[6:]}"
        found = foreign.rows({"leadPhoneNum": written})
        assert several in [row["leadPhone"] for row in found]
        assert found == foreign.rows({"leadPhoneNumbers": [number, "nobody"]})
        assert foreign.count({"leadPhoneNum": number[:-1]}) == 0


def test_leads_are_found_by_a_list_of_phones_as_json_and_as_a_file(
    foreign: Foreign, phones: list[str]
) -> None:
    wanted = [phone.split("|")[0] for phone in phones[:5]]
    expected = foreign.rows({"leadPhoneNumbers": wanted})
    path = f"/accounts/{foreign.account.account_id}{BY_PHONE}"
    assert foreign.call("POST", path, json={"phoneList": wanted}).json() == expected
    file = ("phones.csv", "phone,name\r\n" + "\r\n".join(f"{phone},Zoë" for phone in wanted))
    assert foreign.call("POST", path, files={"file": file}).json() == expected
    one = [row["leadId"] for row in expected if row["campaignId"] == expected[0]["campaignId"]]
    body = {"phoneList": wanted, "campaignIds": [expected[0]["campaignId"]]}
    assert _ids(foreign.call("POST", path, json=body).json()) == one


@pytest.mark.parametrize(
    ("upload", "field"),
    [
        ({"json": {}}, "phoneList"),
        ({"json": {"phoneList": "2125550100"}}, "phoneList"),
        ({"json": []}, "body"),
        ({"files": {"other": b"2125550100"}}, "file"),
        ({"files": [("file", b"2125550100"), ("file", b"2125550101")]}, "file"),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data"}}, "file"),
        ({"content": b"--x", "headers": FORM}, "file"),
        ({"content": b"".join(NESTED), "headers": FORM}, "file"),
    ],
    ids=["no list", "text", "array", "other file", "two files", "no boundary", "open", "nested"],
)
def test_a_wrong_phone_list_is_refused(
    foreign: Foreign, upload: dict[str, object], field: str
) -> None:
    path = f"/accounts/{foreign.account.account_id}{BY_PHONE}"
    answer = foreign.call("POST", path, **upload)
    assert (answer.status_code, answer.json()["details"]) == (400, field)


@pytest.mark.parametrize(
    ("way", "as_json", "as_file"),
    [("either", 200, 200), ("multipart", 415, 200), ("json", 200, 415)],
)
def test_a_phone_list_can_be_taken_in_one_way_only(
    way: Literal["either", "multipart", "json"], as_json: int, as_file: int
) -> None:
    foreign = Foreign(Sandbox(leads=40, limits=False, dialect=Dialect(phone_list=way)))
    path = f"/accounts/{foreign.account.account_id}{BY_PHONE}"
    assert foreign.call("POST", path, json={"phoneList": ["1"]}).status_code == as_json
    assert foreign.call("POST", path, files={"file": b"2125550100"}).status_code == as_file
    for other in ({"data": {"file": "2125550100"}}, {"content": b"2125550100"}):
        assert foreign.call("POST", path, **other).status_code == 415


# Read by jackson-databind 2.17.2 with Spring Boot's settings, into String, Integer, Boolean, Date,
# an enum, and lists: what is written in the middle came out as what is on the right. What Jackson
# refuses stands among the wrong values above.
READ_BY_JACKSON = [
    ("orphanedLeadsOnly", '"true"', "true"),
    ("orphanedLeadsOnly", '"TRUE"', "true"),
    ("orphanedLeadsOnly", '" True "', "true"),
    ("orphanedLeadsOnly", "1", "true"),
    ("orphanedLeadsOnly", "-1", "true"),
    ("orphanedLeadsOnly", "0", "false"),
    ("orphanedLeadsOnly", '"False"', "false"),
    ("orphanedLeadsOnly", '""', "null"),
    ("orphanedLeadsOnly", '"null"', "null"),
    ("agentId", '""', "null"),
    ("agentId", '" "', "null"),
    ("agentId", '"null"', "null"),
    ("agentId", '" 880101 "', "880101"),
    ("agentId", '"+880101"', "880101"),
    ("agentId", '"0880101"', "880101"),
    ("agentId", "880101.0", "880101"),
    ("agentId", "8.80101e5", "880101"),
    ("campaignId", '"136785"', "136785"),
    ("campaignId", '""', "null"),
    ("campaignIds", '["136785"]', "[136785]"),
    ("campaignIds", "[136785.0]", "[136785]"),
    ("suppressed", '" ONLY_SUPPRESSED "', '"ONLY_SUPPRESSED"'),
    ("loadedDtsStart", '"1790000000000"', "1790000000000"),
    ("loadedDtsStart", '""', "null"),
    ("leadTimezones", '[{"name": "CST", "offset": -6}]', '[{"name": "CST"}]'),
    ("leadPassesCriteria", *(f'{{"operator": "EQUALS", "value": {two}}}' for two in ('"2"', "2"))),
    ("zip", "9", '"9"'),
    ("zip", "true", '"true"'),
    ("auxData1", "12", '"12"'),
    ("auxData1", "1.50", '"1.50"'),
    ("auxData1", "1e2", '"1e2"'),
    ("auxData1", '" 12 "', '" 12 "'),
]


@pytest.mark.parametrize(("criterion", "written", "meant"), READ_BY_JACKSON)
def test_scalars_are_read_as_the_framework_of_ringcx_reads_them(
    foreign: Foreign, criterion: str, written: str, meant: str
) -> None:
    found = [_post(foreign, f'{{"{criterion}": {value}}}').json() for value in (written, meant)]
    assert found[0] == found[1]
    assert isinstance(found[0], list)


def test_a_number_is_the_text_that_it_is_written_with() -> None:
    leads = pd.DataFrame(
        {
            "leadId": [1, 2],
            "campaignId": [5, 5],
            "auxData1": ["1.50", "1.5"],
            "auxData2": ["a", "1e2"],
        }
    )
    foreign = Foreign(Sandbox.from_leads(leads))
    assert _ids(_post(foreign, '{"auxData1": 1.50}').json()) == [1]
    assert _ids(_post(foreign, '{"auxData2": 1e2}').json()) == [2]


def test_ids_may_be_written_as_text(foreign: Foreign) -> None:
    [row, *_] = foreign.rows({})
    campaign, lead = row["campaignId"], row["leadId"]
    found = foreign.rows({"campaignIds": [campaign]})
    for body in ({"campaignIds": [str(campaign)]}, {"campaignId": str(campaign)}):
        assert foreign.rows(body) == found
    assert _ids(foreign.rows({"leadIds": [f" {lead} "]})) == [lead]
