"""An account that names no sub-account: the only one is taken, several are listed."""

from dataclasses import replace

import pytest

import leadwidgets as lw
from leadwidgets.cli import main
from leadwidgets.cli.sandbox import connection
from leadwidgets.errors import InvalidArgumentError, PermissionDeniedError, SignInError
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.faults import Faults, answered

_ALL = lw.SearchCriteria()


def test_the_only_sub_account_is_searched_and_named_in_the_receipt() -> None:
    sandbox = Sandbox(leads=20)
    with sandbox.serve() as served:
        result = lw.search(_ALL, replace(served, account_id="", name=""))
    assert len(result.leads) == 20
    assert result.receipt.account_id == sandbox.account_id
    assert result.receipt.account_name == sandbox.name


def test_several_sub_accounts_are_listed_with_their_names() -> None:
    sandbox = Sandbox(leads=20, accounts=2)
    _, other = sandbox.users[0].account_ids
    with sandbox.serve() as served:
        unnamed = replace(served, account_id="")
        with pytest.raises(SignInError, match="RINGCX_ACCOUNT_ID") as caught:
            lw.count(_ALL, unnamed)
        for account_id in (sandbox.account_id, other):
            assert account_id in str(caught.value)
        assert sandbox.name in str(caught.value)
        assert [one.account_id for one in lw.accounts(unnamed)] == [sandbox.account_id, other]
        assert lw.count(_ALL, replace(unnamed, account_id=sandbox.account_id)) == 20
        assert lw.count(_ALL, replace(unnamed, account_id=other)) == 200


def test_of_many_sub_accounts_the_first_twenty_are_named() -> None:
    sandbox = Sandbox(leads=5, accounts=25)
    with sandbox.serve() as served:
        unnamed = replace(served, account_id="")
        with pytest.raises(SignInError, match=r"may see 25: .* and 5 more"):
            lw.count(_ALL, unnamed)
        ids = [one.account_id for one in lw.accounts(unnamed)]
    assert len(set(ids)) == 25


@pytest.mark.parametrize("accounts", [0, -1, 1_001])
def test_a_user_sees_from_one_to_a_thousand_sub_accounts(accounts: int) -> None:
    with pytest.raises(InvalidArgumentError, match="accounts: expected 1 to 1,000"):
        Sandbox(accounts=accounts)


def test_an_account_of_saved_leads_has_branches_too() -> None:
    leads = Sandbox(leads=30).raw_leads()
    sandbox = Sandbox.from_leads(leads, accounts=3)
    assert len(lw.accounts(sandbox)) == 3
    assert lw.count(_ALL, sandbox) == 30


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
