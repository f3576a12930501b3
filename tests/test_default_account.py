import pytest

from leadwidgets.account import AccessToken, Account
from leadwidgets.default_account import resolve
from leadwidgets.errors import SignInError

NAMES = ["RINGCX_ACCOUNT_ID", "RINGCX_ACCESS_TOKEN", "RINGCX_LEGACY_TOKEN", "RC_JWT"]


@pytest.fixture(autouse=True)
def no_account_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
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


def test_without_any_the_embedded_account_is_meant_the_same_for_everybody() -> None:
    assert resolve(None).embedded
    assert resolve(None) is resolve(None)
