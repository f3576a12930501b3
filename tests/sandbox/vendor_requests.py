"""What the vendor's clients send over a socket, byte for byte, and sending it.

Node and curl: recorded, as they signed in to and searched the served account. PHP: written from the
wrapper's source, in libcurl's order of headers. In braces stands what differs from account to
account; `{length}` is the length of the body. Lines end with CR LF on the wire.
"""

import base64
import socket
from http.client import HTTPResponse
from typing import NamedTuple

import httpx

from leadwidgets.account import Account
from leadwidgets.sandbox.service.tokens import User


class Recorded(NamedTuple):
    """A request: its head, and its body, which is sent as it is."""

    head: str
    body: str = ""


class Answered(NamedTuple):
    """What came back."""

    status: int
    text: str


SAMPLE = '{"firstName":"John"}'
"""The criteria of every sample of the guide page, as all three write them."""

# ringcentral-engage-voice-client 1.40.0, with @ringcentral/sdk 5.0.0 and axios 0.19.2.
NODE_PASSWORD = Recorded(
    """\
POST /restapi/oauth/token HTTP/1.1
Content-Type: application/x-www-form-urlencoded
Authorization: Basic {basic}
X-User-Agent: RCJSSDK/5.0.0
Accept: */*
Content-Length: {length}
User-Agent: node-fetch/1.0 (+https://github.com/bitinn/node-fetch)
Accept-Encoding: gzip,deflate
Host: {host}
Connection: keep-alive
""",
    "grant_type=password&username=%2B18005550199*101&password={password}",
)
_AXIOS = """\
Accept: application/json, text/plain, */*
Content-Type: application/x-www-form-urlencoded
User-Agent: axios/0.19.2
Content-Length: {length}
Host: {host}
Connection: keep-alive
"""
NODE_EXCHANGE = Recorded(
    f"POST /api/auth/login/rc/accesstoken?includeRefresh=true HTTP/1.1\n{_AXIOS}",
    "rcAccessToken={token}&rcTokenType=Bearer",
)
NODE_REFRESH = Recorded(
    f"POST /api/auth/token/refresh HTTP/1.1\n{_AXIOS}",
    "refresh_token={token}&rcTokenType=Bearer",
)
_NODE_SEARCH = """\
POST /voice/api/v1/admin/accounts/{account_id}/campaignLeads/leadSearch HTTP/1.1
Accept: application/json, text/plain, */*
Content-Type: application/json
AUTHORIZATION
X-User-Agent: ringcentral-engage-voice-js/v1.40.0
RC-User-Agent: ringcentral-engage-voice-js/v1.40.0
User-Agent: axios/0.19.2
Content-Length: {length}
Host: {host}
Connection: keep-alive
"""
NODE_SEARCH = Recorded(
    _NODE_SEARCH.replace("AUTHORIZATION", "Authorization: Bearer {token}"), SAMPLE
)
NODE_LEGACY_LOGIN = Recorded(
    f"POST /api/v1/auth/login HTTP/1.1\n{_AXIOS}",
    "username=%2B18005550199&password={password}",
)
NODE_LEGACY_TOKEN = Recorded(
    """\
POST /api/v1/admin/token HTTP/1.1
Accept: application/json, text/plain, */*
Content-Type: application/x-www-form-urlencoded
X-Auth-Token: {token}
User-Agent: axios/0.19.2
Host: {host}
Connection: keep-alive
Content-Length: 0
"""
)
NODE_LEGACY_SEARCH = Recorded(
    _NODE_SEARCH.replace("AUTHORIZATION", "X-Auth-Token: {token}"), SAMPLE
)
NODE_LEGACY_REVOKE = Recorded(
    """\
DELETE /voice/api/v1/admin/token/{token} HTTP/1.1
Accept: application/json, text/plain, */*
X-Auth-Token: {token}
Content-Type: application/json
X-User-Agent: ringcentral-engage-voice-js/v1.40.0
RC-User-Agent: ringcentral-engage-voice-js/v1.40.0
User-Agent: axios/0.19.2
Host: {host}
Connection: keep-alive
"""
)

# pacovu/engagevoice-sdk-wrapper dev-master at commit 60c7ca7: the guide's engagevoice-sdk-wrapper.
PHP_PASSWORD = Recorded(
    """\
POST /restapi/oauth/token HTTP/1.1
Host: {host}
Content-Type: application/x-www-form-urlencoded; charset=UTF-8
Accept: application/json
Authorization: Basic {basic}
Content-Length: {length}
""",
    "grant_type=password&username=%252B18005550199&password={password}&extension=101",
)
PHP_EXCHANGE = Recorded(
    """\
POST /api/auth/login/rc/accesstoken? HTTP/1.1
Host: {host}
Accept: */*
Content-Type: application/x-www-form-urlencoded
Content-Length: {length}
""",
    "rcAccessToken={token}&rcTokenType=Bearer",
)
PHP_SEARCH = Recorded(
    """\
POST /voice/api/v1/admin/accounts/{account_id}/campaignLeads/leadSearch HTTP/1.1
Host: {host}
Accept: */*
Content-Type: application/json
Authorization: Bearer {token}
Content-Length: {length}
""",
    SAMPLE,
)
PHP_LEGACY_LOGIN = Recorded(
    """\
POST /api/v1/auth/login HTTP/1.1
Host: {host}
Accept: */*
Content-Type: application/x-www-form-urlencoded
Content-Length: {length}
""",
    "username=+18005550199&password={password}",
)
PHP_LEGACY_TOKENS = Recorded(
    """\
GET /api/v1/admin/token HTTP/1.1
Host: {host}
Accept: */*
X-Auth-Token: {token}
"""
)
PHP_LEGACY_NEW_TOKEN = Recorded(PHP_LEGACY_TOKENS.head.replace("GET", "POST", 1))
PHP_LEGACY_SEARCH = Recorded(
    """\
POST /api/v1/admin/accounts/{account_id}/campaignLeads/leadSearch HTTP/1.1
Host: {host}
Accept: */*
Content-Type: application/json
X-Auth-Token: {token}
Content-Length: {length}
""",
    SAMPLE,
)

# curl 7.88.1, called as the guide page shows.
CURL_SEARCH = Recorded(
    """\
POST /voice/api/v1/admin/accounts/{account_id}/campaignLeads/leadSearch HTTP/1.1
Host: {host}
User-Agent: curl/7.88.1
Accept: */*
Authorization: Bearer {token}
Content-Type: application/json
Content-Length: {length}
""",
    SAMPLE,
)


def replay(served: Account, user: User, request: Recorded, token: str = "") -> Answered:
    """Send a recorded request over a socket of its own, for a user of a served account."""
    body = request.body
    if body != SAMPLE:
        body = body.format(password=user.password.password, token=token)
    app = f"{user.jwt.client_id}:{user.jwt.client_secret}".encode()
    url = httpx.URL(served.base_url)
    head = request.head.format(
        account_id=served.account_id,
        basic=base64.b64encode(app).decode(),
        host=url.netloc.decode(),
        length=len(body),
        token=token,
    )
    with socket.create_connection((url.host, url.port or 80), timeout=30) as connection:
        connection.sendall(f"{head}\n".replace("\n", "\r\n").encode() + body.encode())
        answer = HTTPResponse(connection)
        answer.begin()
        return Answered(answer.status, answer.read().decode())
