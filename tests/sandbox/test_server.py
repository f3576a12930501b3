"""Over HTTP: the same account behind a port, while a block runs."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Faults, Sandbox, faults


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


def test_a_taken_port_is_an_error(sandbox: Sandbox) -> None:
    with sandbox.serve() as account:
        port = httpx.URL(account.base_url).port
        with pytest.raises(OSError, match="in use"), sandbox.serve(port=port or 0):
            pass
