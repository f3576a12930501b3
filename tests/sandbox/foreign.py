# ruff: noqa: ANN401 - arguments of httpx are passed on
"""A client that knows RingCX's documentation and nothing of this project."""

import asyncio
from typing import Any

import httpx

from leadwidgets.account import Account, JwtCredentials
from leadwidgets.sandbox.service.tokens import User

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TLS = httpx.create_ssl_context()
"""Certificates for all clients: each would read them anew, which takes longer than a request."""


class Clock:
    """A time that stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


class Foreign:
    """Sends single requests to an account, signed in once it has to be."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.token: str | None = None

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send one request as it is."""
        return asyncio.run(self._send(method, path, **request))

    def platform_token(self, **form: str) -> httpx.Response:
        """Take the first step of signing in."""
        credentials = self.account.credentials
        assert isinstance(credentials, JwtCredentials)
        form = form or {"grant_type": JWT_BEARER, "assertion": credentials.jwt}
        app = (credentials.client_id, credentials.client_secret)
        return self.send("POST", "/restapi/oauth/token", auth=app, data=form)

    def exchange(self) -> dict[str, Any]:
        """Take both steps of signing in."""
        form = {
            "rcAccessToken": self.platform_token().json()["access_token"],
            "rcTokenType": "Bearer",
        }
        path = "/api/auth/login/rc/accesstoken"
        answer = self.send("POST", path, params={"includeRefresh": "true"}, data=form)
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send a signed-in request to a path below ``/voice/api/v1/admin``."""
        if self.token is None:
            self.token = self.exchange()["accessToken"]
        headers = {"authorization": f"Bearer {self.token}"} | request.pop("headers", {})
        return self.send(method, f"/voice/api/v1/admin{path}", headers=headers, **request)

    def get(self, path: str, **params: Any) -> httpx.Response:
        """Ask for something of the account."""
        return self.call("GET", f"/accounts/{self.account.account_id}{path}", params=params)

    def search(self, criteria: object, **params: Any) -> httpx.Response:
        """Search leads."""
        path = f"/accounts/{self.account.account_id}/campaignLeads/leadSearch"
        return self.call("POST", path, params=params, json=criteria)

    def rows(self, criteria: object, **params: Any) -> list[dict[str, Any]]:
        """Search leads and expect a bare array of rows."""
        answer = self.search(criteria, **params)
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()
        return rows

    def count(self, criteria: object) -> int:
        """Count leads and expect a bare number."""
        answer = self.search(criteria, count="true")
        assert answer.status_code == 200, answer.text
        count: int = answer.json()
        return count

    async def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        transport = self.account.open_transport()
        base_url = self.account.base_url
        async with httpx.AsyncClient(transport=transport, verify=TLS, base_url=base_url) as http:
            return await http.request(method, path, **request)


def account_of(user: User, host: Account) -> Account:
    """Give the account of another user of the same service."""

    class _Other(Account):
        def open_transport(self) -> httpx.AsyncBaseTransport | None:
            return host.open_transport()

    return _Other(
        account_id=user.account_ids[0],
        credentials=user.jwt,
        base_url=host.base_url,
        platform_url=host.platform_url,
    )
