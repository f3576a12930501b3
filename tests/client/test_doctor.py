"""The doctor: what stands in the way is found at its step, and the report tells no secret."""

import asyncio
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.account import AccessToken, Account, JwtCredentials
from leadwidgets.cli import main
from leadwidgets.cli.sandbox import connection
from leadwidgets.client import Step, doctor
from leadwidgets.client.check_up import examine
from leadwidgets.client.http.connections import tls
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import (
    Fault,
    FaultyApp,
    answered,
    html,
    others_are_busy,
)

_STEPS = (
    "versions settings address proxy certificate service sign-in sub-account permission "
    "value-lists count"
).split()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@contextmanager
def served(*faults: Fault) -> Iterator[Account]:
    with Sandbox(leads=200, faults=Faults(*faults)).serve() as account:
        yield account


def outcomes(found: lw.CheckUp) -> dict[str, str]:
    return {step.name.replace(" ", "-"): step.outcome for step in found.steps}


def failed(found: lw.CheckUp) -> Step:
    """Give the one step that failed, behind which none was made."""
    [one] = [step for step in found.steps if step.outcome == "failed"]
    behind = list(outcomes(found).values())[found.steps.index(one) + 1 :]
    assert set(behind) <= {"skipped"}
    assert one.next_step
    assert not found.healthy
    return one


def test_a_way_without_obstacles_is_walked_to_its_end() -> None:
    with served() as account:
        seen: list[Step] = []
        found = doctor(account, on_step=seen.append)
    assert outcomes(found) == dict.fromkeys(_STEPS, "ok")
    assert found.healthy
    assert tuple(seen) == found.steps
    assert "127.0.0.1" in str(found)
    assert str(found) == repr(found)
    assert max(map(len, str(found).splitlines())) <= 100


def test_the_embedded_account_is_examined_too() -> None:
    assert doctor(Sandbox(leads=50)).healthy


def test_a_refused_connection_is_told_at_the_address() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        step = failed(doctor(Account(credentials=AccessToken("hush"), base_url=url)))
    assert step.name == "address"
    assert "refuses connections" in step.said
    assert "RINGCX_BASE_URL" in step.next_step


def test_a_proxy_that_does_not_answer_is_told_at_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        monkeypatch.setenv("HTTP_PROXY", f"http://me:hush@127.0.0.1:{port}")
        account = Account(credentials=AccessToken("token"), base_url="http://host.invalid")
        found = doctor(account)
    assert failed(found).name == "proxy"
    assert "HTTPS_PROXY" in failed(found).next_step
    assert "hush" not in str(found)


def test_a_proxy_that_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://me:hush@proxy.example:port")
    account = Account(credentials=AccessToken("token"), base_url="http://host.invalid")
    found = doctor(account)
    assert "proxy" in failed(found).said
    assert "hush" not in str(found)


@pytest.mark.anyio
@pytest.mark.parametrize("trusted", [False, True], ids=["unknown authority", "other name"])
async def test_a_certificate_that_is_not_accepted_is_told_at_the_certificate(
    *, trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    if trusted:
        file = tmp_path / "authority.pem"
        authority.cert_pem.write_to_path(str(file))
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    tls.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context) as server:
        url = f"https://localhost:{server.sockets[0].getsockname()[1]}"
        account = Account(credentials=AccessToken("hush"), base_url=url)
        found = await examine(lambda: account, lambda _: None)
    step = failed(found)
    assert step.name == "certificate"
    assert ("mismatch" if trusted else "issuer") in step.said
    assert "SSL_CERT_FILE" in step.next_step


def test_a_host_that_speaks_no_tls_is_told_at_the_certificate() -> None:
    with served() as account:
        url = account.base_url.replace("http:", "https:")
        step = failed(doctor(replace(account, base_url=url, platform_url=url)))
    assert step.name == "certificate"
    assert "does not speak TLS" in step.said


@pytest.mark.parametrize(
    "fault", [html(200, times=None), answered(404, times=None)], ids=["a page", "not found"]
)
def test_an_address_that_is_not_ringcx_is_told_at_the_service(fault: Fault) -> None:
    with served(fault) as account:
        step = failed(doctor(account))
    assert step.name == "service"
    assert "base URL" in step.next_step


def test_a_wrong_secret_is_told_at_the_sign_in() -> None:
    with served() as account:
        assert isinstance(account.credentials, JwtCredentials)
        wrong = JwtCredentials(account.credentials.client_id, "hush-hush", account.credentials.jwt)
        found = doctor(replace(account, credentials=wrong))
    assert failed(found).name == "sign-in"
    assert "RC_CLIENT_SECRET" in failed(found).next_step
    assert "hush" not in str(found)


def test_a_token_that_has_ended_is_told_where_it_is_first_used() -> None:
    with served() as account:
        step = failed(doctor(replace(account, credentials=AccessToken("ended"))))
    assert step.name == "sub-account"
    assert "RINGCX_ACCESS_TOKEN" in step.next_step


def test_an_unknown_sub_account_is_told_with_those_that_are_known() -> None:
    with served() as account:
        step = failed(doctor(replace(account, account_id="12345")))
    assert step.name == "sub-account"
    assert account.account_id in step.next_step


def test_several_sub_accounts_of_which_none_is_named_are_told() -> None:
    sandbox = Sandbox(leads=20)
    other = sandbox.users[1].account_ids[0]
    object.__setattr__(sandbox.users[0], "account_ids", (sandbox.account_id, other))
    with sandbox.serve() as account:
        step = failed(doctor(replace(account, account_id="")))
        assert doctor(replace(account, account_id=other)).healthy
    assert "may see 2" in step.said
    assert f"{sandbox.account_id}, {other}" in step.next_step


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (answered(403, on="leadSearch", times=None), "administrator"),
        (others_are_busy(on="leadSearch", times=None), "Wait a minute"),
        (answered(503, on="leadSearch", times=None), "Try again in a while"),
    ],
    ids=["403", "429", "503"],
)
def test_a_search_that_is_refused_is_told_at_once_at_the_permission(
    fault: Fault, told: str
) -> None:
    with served(fault) as account:
        step = failed(doctor(account))
    assert step.name == "permission"
    assert told in step.next_step


def test_value_lists_that_are_refused_are_noticed_and_stop_nobody() -> None:
    with served(answered(403, on="withChildren", times=None)) as account:
        found = doctor(account)
    assert found.healthy
    assert outcomes(found)["value-lists"] == "notice"
    [step] = [step for step in found.steps if step.outcome == "notice"]
    assert "dial groups: RingCX denied access" in step.said
    assert found.steps[-1].said == "200 leads in the account."


def test_the_command_prints_the_report_and_its_exit_code_tells_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with served() as account:
        file = tmp_path / ".env"
        lines = [f"{name}={value}" for name, value in connection(account).items()]
        file.write_text("\n".join(lines))
        assert main(["doctor", "--dotenv", str(file)]) == 0
        assert "Nothing stands in the way" in capsys.readouterr().out
        monkeypatch.setenv("RINGCX_ACCOUNT_ID", "12345")
        assert main(["doctor", "--dotenv", str(file)]) == 1
        assert "The way ends at: sub-account" in capsys.readouterr().out


def test_settings_that_are_not_complete_are_a_step_that_failed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["doctor", "--dotenv", str(Path.home() / "nowhere.env")]) == 1
    told = capsys.readouterr().out
    assert "failed   settings" in told
    assert "~/nowhere.env" in told.replace("\n", "")
    assert str(Path.home()) not in told


_ECHOES = st.sampled_from(["{}", "user {} is unknown", '"{}', "a={}&b", "Bearer {}", "x{}y"])
_WRITTEN = st.sampled_from((str, quote_plus, str.upper, json.dumps))
_KEYS = st.sampled_from(
    ["errorCode", "generalMessage", "error_description", "accountId", "accountName", "state"]
)
_PATHS = st.sampled_from(["", "oauth/token", "accesstoken", "admin/accounts", "leadSearch", "tes"])
_STATUSES = st.sampled_from([200, 201, 400, 401, 403, 404, 429, 500, 503])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    secret=st.integers(0, 3),
    written=_WRITTEN,
    echo=_ECHOES,
    key=_KEYS,
    shape=st.sampled_from(["object", "list", "texts", "text"]),
    status=_STATUSES,
    path=_PATHS,
    first=st.integers(1, 3),
    by_password=st.booleans(),
)
def test_no_report_holds_a_secret_whatever_the_account_says(  # noqa: PLR0913 - what is drawn
    *,
    secret: int,
    written: Callable[[str], str],
    echo: str,
    key: str,
    shape: str,
    status: int,
    path: str,
    first: int,
    by_password: bool,
) -> None:
    """The account repeats what somebody who signs in knows, in answers of any kind."""
    sandbox = Sandbox(leads=5)
    user = sandbox.users[0]
    credentials = user.password if by_password else user.jwt
    known = credentials.secrets()[:4]  # the extension is three digits, as any number may be
    text = echo.format(written(known[secret % len(known)]))
    body: object = {"object": {key: text}, "list": [{key: text}], "texts": [text]}.get(shape, text)
    fault = answered(status, json.dumps(body).encode(), on=path, first=first, times=None)
    faulty = FaultyApp(sandbox.app, Faults(fault), lambda _: None)
    object.__setattr__(sandbox, "_app", faulty)
    object.__setattr__(sandbox, "credentials", credentials)
    report = str(doctor(sandbox)).lower()
    assert not [value for value in known if value.lower() in report]
