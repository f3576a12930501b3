"""Which account is meant where none is given: the environment's, else the embedded one."""

import os
from functools import cache

from leadwidgets.account import Account, named_in
from leadwidgets.sandbox import Sandbox


def resolve(account: Account | None) -> Account:
    """Give the account to search.

    Parameters
    ----------
    account
        The one the caller named, or None.

    Returns
    -------
    Account
        `account`; else the one in the environment; else the embedded account, the same one for the
        whole process.

    Raises
    ------
    SignInError
        If the environment names an account incompletely.
    """
    if account is not None:
        return account
    return Account.from_env() if named_in(os.environ) else _embedded()


@cache
def _embedded() -> Sandbox:
    return Sandbox()
