"""Over HTTP: the same account behind a port, while a block runs."""

import logging
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sandbox.foreign import TLS, Foreign

from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.server import listening
from leadwidgets.sandbox.service import faults
from leadwidgets.sandbox.service.operations import OPERATIONS, PREFIXES


def test_the_account_answers_the_same_over_http(sandbox: Sandbox, foreign: Foreign) -> None:
    with sandbox.serve() as account:
        assert account.base_url.startswith("http://127.0.0.1:")
        visitor = Foreign(account)
        criteria = {"campaignIds": [136785]}
        assert visitor.search(criteria).content == foreign.search(criteria).content
        assert visitor.count(criteria) == foreign.count(criteria)
        answer = visitor.send("GET", "/voice/api/v1/admin/accounts")
        assert (answer.status_code, answer.text) == (401, "Jwt is missing")
    with pytest.raises(httpx.ConnectError):
        visitor.send("GET", "/voice/api/v1/admin/accounts")


@pytest.mark.slow
def test_several_clients_are_served_at_once(sandbox: Sandbox) -> None:
    with sandbox.serve() as account, ThreadPoolExecutor(8) as threads:
        visitors = [Foreign(account) for _ in range(8)]
        counts = list(threads.map(lambda visitor: visitor.count({}), visitors * 3))
    assert counts == [6_000] * 24


def test_a_connection_can_be_lost_over_http() -> None:
    faulty = Sandbox(leads=100, faults=Faults(faults.reset(0.5, on="leadSearch")))
    with faulty.serve() as account:
        visitor = Foreign(account)
        with pytest.raises(httpx.RemoteProtocolError):
            visitor.search({})
        assert visitor.search({}).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.2", "::1", "0.0.0.0"])  # noqa: S104
def test_another_address_is_heard_when_asked_and_wants_a_sign_in(
    sandbox: Sandbox, host: str
) -> None:
    with sandbox.serve(host) as account:
        assert Foreign(account).count({}) == 6_000
        url = httpx.URL(account.base_url)
        there = url.copy_with(host="127.0.0.1" if host.startswith("0") else host)
        for operation in OPERATIONS:
            path = re.sub(r"{\w+}", sandbox.account_id, operation.path)
            prefix = PREFIXES[0] if operation.prefixed else ""
            answer = httpx.request(operation.method, f"{there}{prefix}{path}", verify=TLS)
            assert answer.status_code in (400, 401), operation.path
            assert operation.signed_in <= (answer.status_code == 401)


@pytest.mark.tells("a log line of httpx", why="another program's client, and a wrong address")
def test_requests_are_logged_without_a_word_on_anybody(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = Foreign(sandbox)
    with caplog.at_level(logging.INFO, logger="leadwidgets.sandbox.service.access_log"):
        foreign.exchange()
        foreign.rows({"lastName": "Okafor", "leadPhoneNum": "2125550100"}, maxRows=7)
        foreign.call("GET", "/accounts/2125550100/campaignLeads/leadStates")
        foreign.call("GET", "/people/Okafor", params={"token": "secret"})
        foreign.send("OKAFOR", "/voice/api/v1/admin/states")
    lines = [
        re.sub(r"[\d.]+ ms", "… ms", record.getMessage())
        for record in caplog.records
        if record.name.endswith("access_log")
    ]
    leads = "/voice/api/v1/admin/accounts/{account_id}/campaignLeads"
    assert lines[-4:] == [
        f"POST {leads}/leadSearch 200 … ms",
        f"GET {leads}/leadStates 403 … ms",
        "GET /voice/api/v1(an unknown path) 404 … ms",
        "(a method) /voice/api/v1/admin/states 405 … ms",
    ]
    assert "POST /restapi/oauth/token 200 … ms" in lines


def test_a_taken_port_is_an_error(sandbox: Sandbox) -> None:
    with sandbox.serve() as account:
        port = httpx.URL(account.base_url).port
        with pytest.raises(OSError, match="in use"), sandbox.serve(port=port or 0):
            pass


def test_no_answer_waits_for_the_clients_acknowledgement() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_served_account_answers_under_this_machines_names_alone(sandbox: Sandbox) -> None:
    with sandbox.serve() as served:
        for host, status in (("evil.example", 400), ("localhost", 200)):
            answer = httpx.get(f"{served.base_url}/openapi.json", headers={"Host": host})
            assert answer.status_code == status
