"""Requests that write leads are refused with a sentence, and change nothing."""

import pytest
from sandbox.foreign import Foreign

LOADER = "/campaigns/136785/leadLoader"


@pytest.mark.parametrize(
    ("method", "path", "sentence"),
    [
        ("PUT", "/campaignLeads/actions?leadAction=DELETE_LEADS", "no lead action is taken"),
        ("PUT", "/campaignLeads/41000001", "no lead is changed"),
        ("PATCH", "/campaignLeads/41000001?campaignId=136785", "no lead is changed"),
        ("POST", f"{LOADER}/direct", "no lead is loaded"),
        ("POST", f"{LOADER}/preview?fileType=COMMA", "no lead is loaded"),
        ("POST", f"{LOADER}/process", "no lead is loaded"),
    ],
)
def test_a_documented_request_that_writes_is_told_that_the_account_is_read_only(
    foreign: Foreign, method: str, path: str, sentence: str
) -> None:
    account = f"/accounts/{foreign.account.account_id}"
    answer = foreign.call(method, f"{account}{path}", json={"firstName": "John"})
    assert answer.status_code == 403
    assert answer.json()["generalMessage"] == f"This account is read-only: {sentence}"
    assert foreign.count({}) == 6_000


def test_who_may_not_see_the_account_is_not_told_that_it_is_read_only(foreign: Foreign) -> None:
    answer = foreign.call("PUT", "/accounts/99990002/campaignLeads/actions", json={})
    assert (answer.status_code, "read-only" in answer.text) == (403, False)


def test_a_placeholder_of_the_guide_is_named(foreign: Foreign) -> None:
    answer = foreign.call("POST", "/accounts/{accountId}/campaignLeads/leadSearch", json={})
    assert answer.status_code == 403
    assert "{accountId} stands for the id of an account" in answer.json()["generalMessage"]
