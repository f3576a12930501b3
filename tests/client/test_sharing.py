"""What clients of one account share, whether it is named or not, and for how long it is kept."""

import gc
from dataclasses import replace

import pytest

import leadwidgets as lw
from leadwidgets.account import AccessToken
from leadwidgets.client.http import per_account, shared_by
from leadwidgets.sandbox import Sandbox

_ALL = lw.SearchCriteria()


@pytest.mark.parametrize("named_first", [True, False])
def test_a_sub_account_that_is_found_shares_the_budgets_of_the_one_that_is_named(
    *, named_first: bool
) -> None:
    with Sandbox(5, limits=True).serve() as named:
        unnamed = replace(named, account_id="", name="")
        for account in (named, unnamed) if named_first else (unnamed, named):
            lw.count(_ALL, account)
        assert shared_by(unnamed).budgets is shared_by(named).budgets
        assert len(shared_by(named).budgets.counts._times) == 2


def test_all_sub_accounts_of_a_user_are_searched_with_one_sign_in() -> None:
    with Sandbox(5).serve() as named:
        lw.count(_ALL, named)
        shared = shared_by(named)
        assert shared_by(replace(named, account_id="")).sign_in is shared.sign_in
        other = shared_by(replace(named, account_id="12"))
        assert other.sign_in is shared.sign_in
        assert other.budgets is not shared.budgets


def test_tokens_of_accounts_that_nobody_searches_any_more_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = lw.Account(base_url="https://ringcx.invalid", credentials=AccessToken("a" * 20))
    shared = shared_by(account)
    assert shared_by(account).sign_in is shared.sign_in
    monkeypatch.setattr(per_account, "_FORGOTTEN_AFTER", -1.0)
    shared_by(replace(account, base_url="https://other.invalid"))
    assert shared_by(account).sign_in is shared.sign_in, "a client is still there"
    del shared
    shared_by(replace(account, base_url="https://other.invalid"))
    gc.collect()
    assert not per_account._keys_of(account.base_url)


def test_nothing_is_left_of_an_embedded_account_that_is_gone() -> None:
    account = Sandbox(5)
    lw.count(_ALL, account)
    lw.count(_ALL, account)
    host = id(account)
    assert len(per_account._keys_of(host)) == 3
    del account
    gc.collect()
    assert not per_account._keys_of(host)
