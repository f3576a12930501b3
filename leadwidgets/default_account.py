"""Which account is meant where none is given: the environment's, else the embedded one."""

import os
from functools import cache

from leadwidgets.account import Account, named_in
from leadwidgets.sandbox import Sandbox

LEADS_VARIABLE = "LEADWIDGETS_LEADS"
"""Environment variable: how many invented leads to search, or which file of saved ones."""


def resolve(account: Account | None) -> Account:
    """Give the account to search.

    Parameters
    ----------
    account
        The one the caller named, or None.

    Returns
    -------
    Account
        `account`; else, where ``LEADWIDGETS_LEADS`` is set, the embedded account with the leads
        that it names; else the account in the environment; else the embedded account. An embedded
        account is the same one for the whole process.

    Raises
    ------
    SignInError
        If the environment names an account incompletely.
    SnapshotError
        If ``LEADWIDGETS_LEADS`` names a file that cannot be served.
    """
    if account is not None:
        return account
    leads = os.environ.get(LEADS_VARIABLE, "")
    if not leads and named_in(os.environ):
        return Account.from_env()
    return _embedded(leads)


@cache
def _embedded(leads: str) -> Sandbox:
    if leads.isascii() and leads.isdigit():
        return Sandbox(int(leads))
    return Sandbox.from_leads(leads) if leads else Sandbox()
