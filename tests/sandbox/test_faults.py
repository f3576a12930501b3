"""Faults: each goes wrong for the requests that it meets, and for no others."""

import time
from pathlib import Path

import httpx
import pytest
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Dialect, Faults, Sandbox
from leadwidgets.sandbox.service import faults

SEARCH = "leadSearch"


def _foreign(*given: faults.Fault) -> Foreign:
    return Foreign(Sandbox(leads=200, limits=False, faults=Faults(*given)))


def test_a_status_comes_at_the_nth_request_and_as_often_as_said() -> None:
    foreign = _foreign(faults.answered(503, b'{"x":1}', on=SEARCH, first=2, times=2))
    answers = [foreign.search({}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 503, 503, 200]
    assert answers[1].json() == {"x": 1}


def test_a_token_can_expire_between_two_pages() -> None:
    foreign = _foreign(faults.token_expires(on=SEARCH, first=2))
    answers = [foreign.search({}, page=page) for page in (1, 2, 2)]
    assert [answer.status_code for answer in answers] == [200, 401, 200]
    assert answers[1].text == "Jwt is expired"


def test_others_can_use_up_the_requests() -> None:
    foreign = _foreign(faults.others_are_busy(3, on=SEARCH, times=None))
    answer = foreign.search({})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert "retry-after" not in _foreign(faults.others_are_busy(on=SEARCH)).search({}).headers


def test_a_proxy_can_answer_with_a_page_for_people() -> None:
    answer = _foreign(faults.html(on=SEARCH)).search({})
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


def test_an_answer_can_be_cut_short() -> None:
    whole = _foreign().search({}).content
    cut = _foreign(faults.truncated(0.25, on=SEARCH)).search({})
    assert cut.content == whole[: len(whole) // 4]
    assert cut.headers["content-length"] == str(len(cut.content))


@pytest.mark.parametrize("keep", [0.0, 0.5, 1.0])
def test_a_connection_can_be_lost(keep: float) -> None:
    foreign = _foreign(faults.reset(keep, on=SEARCH, first=2))
    assert foreign.search({}).status_code == 200
    with pytest.raises(httpx.ReadError):
        foreign.search({})
    assert foreign.search({}).status_code == 200


def test_answers_can_be_late() -> None:
    foreign = _foreign(faults.late(0.05, on=SEARCH), faults.late(0.05, on=SEARCH))
    foreign.exchange()
    started = time.monotonic()
    assert foreign.search({}).status_code == 200
    assert time.monotonic() - started >= 0.1


def test_the_first_of_several_faults_happens() -> None:
    foreign = _foreign(faults.answered(500, on=SEARCH), faults.answered(503, on=SEARCH, times=2))
    assert [foreign.search({}).status_code for _ in range(3)] == [500, 503, 200]


def _page(foreign: Foreign, page: int) -> list[int]:
    return [row["leadId"] for row in foreign.rows({}, page=page, maxRows=50)]


@pytest.fixture(scope="module")
def ids() -> list[int]:
    return list(Sandbox(leads=200).raw_leads()["leadId"])


def test_leads_that_vanish_between_pages_let_a_reader_miss_others(ids: list[int]) -> None:
    foreign = _foreign(faults.leads_vanish(ids[10:13], on=SEARCH, first=2))
    assert _page(foreign, 1) == ids[:50]
    assert _page(foreign, 2) == ids[53:103]
    assert foreign.count({}) == 197
    assert foreign.count({"leadIds": ids[8:15]}) == 4


def test_leads_that_appear_between_pages_let_a_reader_see_others_twice(ids: list[int]) -> None:
    foreign = _foreign(faults.leads_appear([ids[3], ids[70]], on=SEARCH, first=2))
    assert _page(foreign, 1) == [*ids[:3], *ids[4:51]]
    assert _page(foreign, 2) == ids[50:100]
    assert foreign.count({}) == 200


def test_leads_can_change_their_state_between_pages(ids: list[int]) -> None:
    foreign = _foreign(faults.leads_change(ids[:4], "ACTIVE", on=SEARCH, first=2))
    mine = {"leadIds": ids[:4], "leadStates": ["ACTIVE"]}
    assert foreign.count(mine) == 0
    assert foreign.count(mine) == 4
    assert {row["leadState"] for row in foreign.rows({"leadIds": ids[:4]})} == {"ACTIVE"}


def test_leads_kept_in_a_file_can_change_and_the_file_does_not(
    ids: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "account.duckdb"
    Sandbox(leads=200, file=file).raw_leads()
    kept = file.read_bytes()
    before = Foreign(Sandbox(file=file)).rows({}, maxRows=1_000)
    changes = faults.leads_change(ids[5:9], "ACTIVE", on=SEARCH, first=2, times=2)
    foreign = Foreign(Sandbox(file=file, faults=Faults(changes), limits=False))
    assert foreign.rows({}, maxRows=1_000) == before
    moved = foreign.rows({}, maxRows=1_000)
    assert moved == [
        row | ({"leadState": "ACTIVE"} if row["leadId"] in ids[5:9] else {}) for row in before
    ]
    assert foreign.count({"leadIds": ids[:10], "leadStates": ["ACTIVE"]}) == 4
    phone = before[0]["leadPhone"].split("|")[0]
    assert ids[0] in [row["leadId"] for row in foreign.rows({"leadPhoneNum": phone})]
    assert file.read_bytes() == kept
    assert Foreign(Sandbox(file=file)).rows({}, maxRows=1_000) == before


def test_leads_move_in_the_same_way_every_time(ids: list[int]) -> None:
    moves = (
        faults.leads_vanish(ids[:2], on=SEARCH, first=2),
        faults.leads_appear(ids[60:62], on=SEARCH, first=3),
    )
    once, again = (
        [_page(_, page) for page in (1, 2, 3)] for _ in (_foreign(*moves), _foreign(*moves))
    )
    assert once == again


def test_a_lost_rotation_leaves_a_client_with_a_spent_token() -> None:
    foreign = _foreign(faults.rotation_lost())
    refresh = foreign.exchange()["refreshToken"]
    path, form = "/api/auth/token/refresh", {"refresh_token": refresh}
    with pytest.raises(httpx.ReadError):
        foreign.send("POST", path, data=form)
    assert foreign.send("POST", path, data=form).status_code == 401


@pytest.mark.parametrize("replay", ["refused", "revokes"])
def test_a_spent_refresh_token_can_end_all_that_came_of_it(replay: str) -> None:
    dialect = Dialect(replayed_refresh=replay)  # type: ignore[arg-type]
    foreign = Foreign(Sandbox(leads=10, dialect=dialect))
    path = "/api/auth/token/refresh"
    first, other = foreign.exchange(), foreign.exchange()
    second = foreign.send("POST", path, data={"refresh_token": first["refreshToken"]}).json()
    replayed = foreign.send("POST", path, data={"refresh_token": first["refreshToken"]})
    assert replayed.status_code == 401
    third = foreign.send("POST", path, data={"refresh_token": second["refreshToken"]})
    assert third.status_code == (200 if replay == "refused" else 401)
    foreign.token = second["accessToken"]
    assert (foreign.search({}).status_code == 200) is (replay == "refused")
    foreign.token = other["accessToken"]
    assert foreign.search({}).status_code == 200
