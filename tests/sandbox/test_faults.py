"""Faults: each goes wrong for the requests that it meets, and for no others."""

import time

import httpx
import pytest
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Faults, Sandbox, faults

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
