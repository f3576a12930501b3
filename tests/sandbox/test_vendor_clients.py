"""The vendor's own clients against the served account: its guide's samples, as they are.

RingCentral's Python wrapper signs in and searches itself; what its Node and PHP wrappers and curl
send comes from `vendor_requests`.
"""

import json
from collections.abc import Iterator

import pytest
import sandbox.vendor_requests as sent
from ringcentral_engage_voice import RingCentralEngageVoice
from sandbox.vendor_requests import Recorded, replay

from leadwidgets.account import Account
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.tokens import User

SAMPLE = {"firstName": "John"}
"""What every sample of the guide page searches for."""


@pytest.fixture(scope="module")
def account() -> Sandbox:
    return Sandbox(leads=2_000)


@pytest.fixture(scope="module")
def user(account: Sandbox) -> User:
    return account.users[0]


@pytest.fixture(scope="module")
def served(account: Sandbox) -> Iterator[Account]:
    with account.serve() as served:
        yield served


def _search_path(served: Account) -> str:
    return f"/api/v1/admin/accounts/{served.account_id}/campaignLeads/leadSearch"


def _wrapper(served: Account, user: User) -> RingCentralEngageVoice:
    return RingCentralEngageVoice(
        user.jwt.client_id, user.jwt.client_secret, served.base_url, served.platform_url
    )


def _found(leads: list[dict[str, str]]) -> bool:
    return bool(leads) and all("john" in lead["firstName"].lower() for lead in leads)


def _tokens(
    served: Account, user: User, password: Recorded, exchange: Recorded
) -> dict[str, str | None]:
    """Take both steps of signing in as a wrapper does."""
    platform = json.loads(replay(served, user, password).text)["access_token"]
    tokens: dict[str, str | None] = json.loads(replay(served, user, exchange, platform).text)
    return tokens


def test_the_python_wrapper_signs_in_by_password_and_searches(served: Account, user: User) -> None:
    ev = _wrapper(served, user)
    with pytest.warns(UserWarning, match="username-password login will soon be deprecated"):
        ev.authorize(
            username=user.password.username,
            password=user.password.password,
            extension=user.password.extension,
        )
    assert _found(ev.post(_search_path(served), SAMPLE).json())


def test_the_python_wrapper_signs_in_by_jwt_renews_its_token_and_searches(
    served: Account, user: User
) -> None:
    ev = _wrapper(served, user)
    ev.authorize(jwt=user.jwt.jwt)
    first = ev.token["accessToken"]
    ev.refresh()
    assert ev.token["accessToken"] != first
    assert _found(ev.post(_search_path(served), SAMPLE).json())


def test_the_python_wrapper_signs_in_as_on_a_legacy_host(served: Account, user: User) -> None:
    ev = RingCentralEngageVoice(server=served.base_url)
    ev.isLegacy = True  # which it believes of two host names only
    ev.authorize(username=user.password.username, password=user.password.password)
    assert [entry["accountId"] for entry in ev.token["accounts"]] == [served.account_id]
    assert _found(ev.post(_search_path(served), SAMPLE).json())


def test_the_python_wrapper_is_told_what_a_placeholder_is(served: Account, user: User) -> None:
    ev = _wrapper(served, user)
    ev.authorize(jwt=user.jwt.jwt)
    with pytest.raises(Exception, match="stands for the id of an account"):
        ev.post("/api/v1/admin/accounts/{accountId}/campaignLeads/leadSearch", SAMPLE)


def test_the_python_wrapper_is_told_that_no_lead_action_is_taken(
    served: Account, user: User
) -> None:
    ev = _wrapper(served, user)
    ev.authorize(jwt=user.jwt.jwt)
    actions = f"/api/v1/admin/accounts/{served.account_id}/campaignLeads/actions"
    with pytest.raises(Exception, match="This account is read-only: no lead action is taken"):
        ev.put(actions, {"campaignLeadSearchCriteria": SAMPLE}, {"leadAction": "PAUSE_LEADS"})


def test_the_node_wrapper_signs_in_by_password_renews_its_token_and_searches(
    served: Account, user: User
) -> None:
    refresh = _tokens(served, user, sent.NODE_PASSWORD, sent.NODE_EXCHANGE)["refreshToken"]
    assert refresh is not None
    token = json.loads(replay(served, user, sent.NODE_REFRESH, refresh).text)["accessToken"]
    assert _found(json.loads(replay(served, user, sent.NODE_SEARCH, token).text))


def test_the_node_wrapper_signs_in_as_on_a_legacy_host_and_ends_its_token(
    served: Account, user: User
) -> None:
    signed_in = json.loads(replay(served, user, sent.NODE_LEGACY_LOGIN).text)
    token = replay(served, user, sent.NODE_LEGACY_TOKEN, signed_in["authToken"]).text
    assert _found(json.loads(replay(served, user, sent.NODE_LEGACY_SEARCH, token).text))
    assert replay(served, user, sent.NODE_LEGACY_REVOKE, token) == (200, "true")
    assert replay(served, user, sent.NODE_LEGACY_SEARCH, token).status == 401


def test_the_php_wrapper_signs_in_by_password_and_searches(served: Account, user: User) -> None:
    token = _tokens(served, user, sent.PHP_PASSWORD, sent.PHP_EXCHANGE)["accessToken"]
    assert token is not None
    assert _found(json.loads(replay(served, user, sent.PHP_SEARCH, token).text))


def test_the_php_wrapper_signs_in_as_on_a_legacy_host_and_searches(
    served: Account, user: User
) -> None:
    signed_in = json.loads(replay(served, user, sent.PHP_LEGACY_LOGIN).text)
    assert signed_in["accounts"][0]["accountId"] == served.account_id
    first, *_ = json.loads(
        replay(served, user, sent.PHP_LEGACY_TOKENS, signed_in["authToken"]).text
    )
    made = replay(served, user, sent.PHP_LEGACY_NEW_TOKEN, signed_in["authToken"]).text
    for token in (first, made):
        assert _found(json.loads(replay(served, user, sent.PHP_LEGACY_SEARCH, token).text))


def test_curl_searches_as_the_guide_shows_it(served: Account, user: User) -> None:
    token = _tokens(served, user, sent.NODE_PASSWORD, sent.NODE_EXCHANGE)["accessToken"]
    assert token is not None
    assert _found(json.loads(replay(served, user, sent.CURL_SEARCH, token).text))
