"""Signing in, as RingCentral and RingCX document it."""

import httpx
import pytest
from sandbox.foreign import JWT_BEARER, Clock, Foreign

from leadwidgets.account import JwtCredentials
from leadwidgets.sandbox import Sandbox

EXCHANGE = "/api/auth/login/rc/accesstoken"
REFRESH = "/api/auth/token/refresh"
ACCOUNTS = "/voice/api/v1/admin/accounts"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(clock: Clock) -> Foreign:
    return Foreign(Sandbox(leads=100, clock=clock))


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_a_jwt_gives_a_platform_token(visitor: Foreign) -> None:
    answer = visitor.platform_token()
    assert answer.status_code == 200
    assert answer.json()["token_type"] == "bearer"
    assert answer.json()["expires_in"] == 3600


def test_a_password_gives_a_platform_token() -> None:
    sandbox = Sandbox(leads=10)
    password = sandbox.users[0].password
    form = {
        "grant_type": "password",
        "username": password.username,
        "password": password.password,
        "extension": password.extension,
    }
    assert Foreign(sandbox).platform_token(**form).status_code == 200
    wrong = Foreign(sandbox).platform_token(**form | {"password": "guess"})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")


def test_a_platform_refresh_token_is_good_once(visitor: Foreign) -> None:
    refresh = visitor.platform_token().json()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    assert visitor.platform_token(**form).status_code == 200
    assert visitor.platform_token(**form).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": JWT_BEARER, "assertion": "forged"}, "invalid_grant"),
        ({"grant_type": JWT_BEARER}, "invalid_grant"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"assertion": "é\ud800".encode("utf-8", "replace").decode()}, "unsupported_grant_type"),
    ],
    ids=["forged", "no assertion", "other grant", "no grant"],
)
def test_a_wrong_grant_is_refused(visitor: Foreign, form: dict[str, str], error: str) -> None:
    answer = visitor.platform_token(**form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Basic !!"}, {"authorization": "Basic YTpi"}, _bearer("a")],
    ids=["none", "not base64", "unknown app", "not basic"],
)
def test_an_unknown_app_is_refused(visitor: Foreign, headers: dict[str, str]) -> None:
    form = {"grant_type": JWT_BEARER, "assertion": "x"}
    answer = visitor.send("POST", "/restapi/oauth/token", data=form, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_the_exchange_gives_tokens_and_the_accounts(visitor: Foreign) -> None:
    tokens = visitor.exchange()
    assert tokens["tokenType"] == "Bearer"
    assert [entry["accountId"] for entry in tokens["agentDetails"]] == [visitor.account.account_id]
    answer = visitor.send("GET", ACCOUNTS, headers=_bearer(tokens["accessToken"]))
    assert [(entry["accountId"], entry["accountName"]) for entry in answer.json()] == [
        (visitor.account.account_id, visitor.account.name)
    ]


@pytest.mark.tells("a log line of httpx", why="another program's client, which asks so")
def test_the_exchange_takes_query_parameters_and_gives_a_refresh_token_only_when_asked(
    visitor: Foreign,
) -> None:
    platform = visitor.platform_token().json()["access_token"]
    query = {"rcAccessToken": platform, "rcTokenType": "Bearer"}
    tokens = visitor.send("POST", EXCHANGE, params=query).json()
    assert tokens["refreshToken"] is None
    with_refresh = visitor.send("POST", EXCHANGE, params=query | {"includeRefresh": "true"}).json()
    assert with_refresh["refreshToken"]


def test_an_unknown_platform_token_is_not_exchanged(visitor: Foreign) -> None:
    assert visitor.send("POST", EXCHANGE, data={"rcAccessToken": "forged"}).status_code == 401


def test_an_access_token_ends_after_five_minutes(visitor: Foreign, clock: Clock) -> None:
    token = visitor.exchange()["accessToken"]
    clock.now += 299
    assert visitor.send("GET", ACCOUNTS, headers=_bearer(token)).status_code == 200
    clock.now += 1
    answer = visitor.send("GET", ACCOUNTS, headers=_bearer(token))
    assert answer.status_code == 401
    assert answer.text == "Jwt is expired"
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_refresh_token_is_spent_by_its_use(visitor: Foreign) -> None:
    first = visitor.exchange()["refreshToken"]
    second = visitor.send("POST", REFRESH, data={"refresh_token": first})
    assert second.status_code == 200
    assert visitor.send("POST", REFRESH, data={"refresh_token": first}).status_code == 401
    token = second.json()["accessToken"]
    assert visitor.send("GET", ACCOUNTS, headers=_bearer(token)).status_code == 200
    third = visitor.send("POST", REFRESH, data={"refresh_token": second.json()["refreshToken"]})
    assert third.status_code == 200


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, "Jwt is missing"),
        (_bearer("forged"), "Jwt verification fails"),
        ({"authorization": "Basic YTpi"}, "Jwt is missing"),
        ({"x-auth-token": "forged"}, "Jwt verification fails"),
        ({"x-auth-token": ""}, "Jwt is missing"),
    ],
    ids=["none", "forged", "basic", "legacy header", "empty legacy header"],
)
def test_without_a_token_nothing_is_answered(
    visitor: Foreign, headers: dict[str, str], body: str
) -> None:
    answer = visitor.send("GET", ACCOUNTS, headers=headers)
    assert (answer.status_code, answer.text) == (401, body)


def test_the_legacy_interface_takes_its_own_header_and_token() -> None:
    sandbox = Sandbox(leads=10)
    headers = {"x-auth-token": sandbox.users[0].legacy.token}
    path = f"/api/v1/admin/accounts/{sandbox.account_id}/campaignLeads/leadSearch"
    answer = Foreign(sandbox).send("POST", path, headers=headers, json={}, params={"count": "true"})
    assert answer.json() == 10
    assert Foreign(sandbox).send("GET", "/api/v1/admin/accounts", headers={}).status_code == 401


def _legacy_sign_in(visitor: Foreign, **form: str) -> httpx.Response:
    assert isinstance(visitor.account, Sandbox)
    user = visitor.account.users[0].password
    named = {"username": user.username, "password": user.password}
    return visitor.send("POST", "/api/v1/auth/login", data=named | form)


def test_a_legacy_sign_in_gives_a_token_that_ends_an_hour_after_its_last_use(
    visitor: Foreign, clock: Clock
) -> None:
    for form, seconds in (({}, 3_600), ({"stayLoggedIn": "true"}, 14 * 24 * 3_600)):
        answer = _legacy_sign_in(visitor, **form)
        assert [entry["accountId"] for entry in answer.json()["accounts"]] == [
            visitor.account.account_id
        ]
        headers = {"x-auth-token": answer.json()["authToken"]}
        for _ in range(3):
            clock.now += seconds - 1
            assert visitor.send("GET", ACCOUNTS, headers=headers).status_code == 200
        clock.now += seconds
        assert visitor.send("GET", ACCOUNTS, headers=headers).status_code == 401


def test_a_wrong_legacy_sign_in_is_refused(visitor: Foreign) -> None:
    for form in ({"password": "guess"}, {"username": "+18005550100"}):
        answer = _legacy_sign_in(visitor, **form)
        assert (answer.status_code, answer.json()["errorCode"]) == (401, "unauthorized.exception")


@pytest.mark.tells("a log line of httpx", why="RingCX's guide puts a token into the path")
def test_a_user_makes_lists_and_ends_tokens_that_do_not_end(visitor: Foreign, clock: Clock) -> None:
    tokens = "/api/v1/admin/token"
    headers = {"x-auth-token": _legacy_sign_in(visitor).json()["authToken"]}
    [first] = visitor.send("GET", tokens, headers=headers).json()
    made = visitor.send("POST", tokens, headers=headers)
    assert made.headers["content-type"].startswith("text/plain")
    clock.now += 10 * 365 * 24 * 3_600
    headers = {"x-auth-token": made.text}
    assert visitor.send("GET", tokens, headers=headers).json() == [first, made.text]
    for ended in ("true", "false"):
        answer = visitor.send("DELETE", f"{tokens}/{first}", headers=headers)
        assert (answer.status_code, answer.text) == (200, ended)
    assert visitor.send("GET", tokens, headers={"x-auth-token": first}).status_code == 401


@pytest.mark.tells("a log line of httpx", why="RingCX's guide puts a token into the path")
def test_nobody_ends_the_token_of_somebody_else(visitor: Foreign) -> None:
    assert isinstance(visitor.account, Sandbox)
    mine, strangers = (user.legacy.token for user in visitor.account.users)
    path = f"/api/v1/admin/token/{strangers}"
    assert visitor.send("DELETE", path, headers={"x-auth-token": mine}).text == "false"
    headers = {"x-auth-token": strangers}
    assert visitor.send("GET", ACCOUNTS, headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["+18005550199*101", "%2B18005550199", "%2B18005550199*101"])
def test_a_user_name_is_known_however_the_vendors_wrappers_write_it(name: str) -> None:
    sandbox = Sandbox(leads=10)
    password = sandbox.users[0].password.password
    form = {"grant_type": "password", "username": name, "password": password}
    extension = {} if "*" in name else {"extension": "101"}
    assert Foreign(sandbox).platform_token(**form, **extension).status_code == 200
    for other in ({"extension": "102"}, {"username": f"{name}*102"}):
        wrong = form | other
        if "*" in name:
            wrong = form | {"username": name.replace("101", "102")}
        assert Foreign(sandbox).platform_token(**wrong).status_code == 400


def test_no_secret_is_shown() -> None:
    sandbox = Sandbox(leads=10)
    assert isinstance(sandbox.credentials, JwtCredentials)
    shown = repr(sandbox) + repr(sandbox.credentials) + repr(sandbox.users)
    user = sandbox.users[0]
    secrets = [*user.jwt.secrets(), *user.password.secrets(), *user.legacy.secrets()]
    assert not any(secret in shown for secret in secrets if secret != user.password.extension)


def test_every_account_has_secrets_and_a_host_of_its_own() -> None:
    one, other = Sandbox(leads=10), Sandbox(leads=10)
    assert one.base_url != other.base_url
    assert isinstance(one.credentials, JwtCredentials)
    assert isinstance(other.credentials, JwtCredentials)
    assert one.credentials.jwt != other.credentials.jwt
    stolen = JwtCredentials(
        one.credentials.client_id, one.credentials.client_secret, other.credentials.jwt
    )
    assert stolen.jwt != one.credentials.jwt
