"""An account that names no sub-account: the only one is taken, several are listed."""

from dataclasses import replace

import pytest

import leadwidgets as lw
from leadwidgets.cli import main
from leadwidgets.cli.sandbox import connection
from leadwidgets.errors import PermissionDeniedError, SignInError
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.faults import Faults, answered

_ALL = lw.SearchCriteria()


def _seeing(sandbox: Sandbox, *account_ids: str) -> None:
    object.__setattr__(sandbox.users[0], "account_ids", account_ids)


def test_the_only_sub_account_is_searched_and_named_in_the_receipt() -> None:
    sandbox = Sandbox(leads=20)
    with sandbox.serve() as served:
        result = lw.search(_ALL, replace(served, account_id="", name=""))
    assert len(result.leads) == 20
    assert result.receipt.account_id == sandbox.account_id
    assert result.receipt.account_name == sandbox.name


def test_several_sub_accounts_are_listed_with_their_names() -> None:
    sandbox = Sandbox(leads=20)
    other = sandbox.users[1].account_ids[0]
    _seeing(sandbox, sandbox.account_id, other)
    with sandbox.serve() as served:
        unnamed = replace(served, account_id="")
        with pytest.raises(SignInError, match="RINGCX_ACCOUNT_ID") as caught:
            lw.count(_ALL, unnamed)
        for account_id in (sandbox.account_id, other):
            assert account_id in str(caught.value)
        assert sandbox.name in str(caught.value)
        assert [one.account_id for one in lw.accounts(unnamed)] == [sandbox.account_id, other]
        assert lw.count(_ALL, replace(unnamed, account_id=sandbox.account_id)) == 20


def test_a_user_who_sees_none_is_told_so() -> None:
    nothing = Faults(answered(200, b"[]", on="admin/accounts", times=None))
    with (
        Sandbox(leads=5, faults=nothing).serve() as served,
        pytest.raises(PermissionDeniedError, match="no sub-account"),
    ):
        lw.count(_ALL, replace(served, account_id=""))


def test_the_command_prints_ids_and_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = Sandbox(leads=5)
    with sandbox.serve() as served:
        for name, value in connection(served).items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("RINGCX_ACCOUNT_ID")
        assert main(["accounts"]) == 0
    assert capsys.readouterr().out == f"{sandbox.account_id}\t{sandbox.name}\n"
