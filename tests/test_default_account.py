from pathlib import Path

import pytest

from leadwidgets.account import VARIABLES, AccessToken, Account
from leadwidgets.default_account import resolve
from leadwidgets.errors import SignInError
from leadwidgets.sandbox import Sandbox


@pytest.fixture(autouse=True)
def no_account_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_a_given_account_is_meant() -> None:
    account = Account(account_id="1", credentials=AccessToken("t"))
    assert resolve(account) is account


def test_the_environments_account_is_meant_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    assert resolve(None).account_id == "2"


def test_an_environment_that_names_half_an_account_is_an_error_not_the_embedded_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    with pytest.raises(SignInError, match="RC_CLIENT_ID"):
        resolve(None)


@pytest.mark.parametrize("leads", ["31", "leads.csv"])
def test_leads_that_the_environment_names_go_before_its_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, leads: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("leads.csv").write_text("lead_id,campaign_id\n" + "1,2\n" * 31)
    monkeypatch.setenv("RINGCX_ACCOUNT_ID", "2")
    monkeypatch.setenv("RINGCX_ACCESS_TOKEN", "t")
    monkeypatch.setenv("LEADWIDGETS_LEADS", leads)
    account = resolve(None)
    assert isinstance(account, Sandbox)
    assert account is resolve(None)
    assert len(account.raw_leads()) == 31


@pytest.mark.parametrize("name", VARIABLES)
def test_one_variable_alone_is_an_error_not_the_embedded_account(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SignInError):
        resolve(None)


def test_without_any_the_embedded_account_is_meant_the_same_for_everybody() -> None:
    assert resolve(None).embedded
    assert resolve(None) is resolve(None)
