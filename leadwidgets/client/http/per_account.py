"""What all clients of the process share for one account: budgets, sign-in, learned habits.

RingCX counts requests per sub-account, whoever sends them, and allows few sign-ins. So a second
client of the same account, in whatever thread and event loop, continues with the token and the
budgets of the first. An embedded account is an account of its own, even when another one has the
same id. A forked process shares nothing with its parent, whose threads it lacks and whose refresh
token can be used once.
"""

import os
import threading
import weakref
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from leadwidgets.account import Account, Limits
from leadwidgets.client.clock import Clock, SystemClock
from leadwidgets.client.http.budgets import Budget
from leadwidgets.client.sign_in import SignIn

SYSTEM_CLOCK: Clock = SystemClock()


class Budgets:
    """The request budgets of one sub-account: those of its limits, or open ones."""

    def __init__(self, limits: Limits | None, clock: Clock) -> None:
        kept = limits or Limits((), (), (), ())
        self.rows = Budget(kept.rows, clock.now)
        self.counts = Budget(kept.counts, clock.now)
        self.exact_numbers = Budget(kept.exact_numbers, clock.now)
        self.sign_ins = Budget(kept.sign_ins, clock.now)


@dataclass(frozen=True, slots=True)
class SubAccount:
    """A sub-account that was found, as the account itself names none."""

    account_id: str
    name: str


PhoneListForm = Literal["json", "file"]


@dataclass(slots=True)
class Habits:
    """What answers have shown about an account; None where they have not shown it yet.

    Attributes
    ----------
    first_page
        The number of the first page, 0 or 1.
    lead_states
        Its lead states in its own spelling; empty when it does not tell.
    sub_account
        The one that the user may see, where the account names none.
    phone_list
        How it takes a list of phone numbers.
    """

    first_page: int | None = None
    lead_states: tuple[str, ...] | None = None
    sub_account: SubAccount | None = None
    phone_list: PhoneListForm | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """See the module."""

    budgets: Budgets
    sign_in: SignIn
    habits: Habits


_lock = threading.Lock()
_budgets: dict[Hashable, Budgets] = {}
_habits: dict[Hashable, Habits] = {}
_sign_ins: dict[Hashable, SignIn] = {}


def shared_by(account: Account, clock: Clock = SYSTEM_CLOCK) -> Shared:
    """Give what the clients of an account share.

    Parameters
    ----------
    account
        The account.
    clock
        Clients with different clocks share nothing.
    """
    place: Hashable = id(account)
    if not account.embedded:  # where none is named, it depends on who asks
        place = (account.base_url, account.account_id or account.credentials)
    key = (os.getpid(), place, account.limits, clock)
    sign_in_key = (*key, account.platform_url, type(account.credentials), account.credentials)
    with _lock:
        if account.embedded and key not in _budgets:
            weakref.finalize(account, _forget, key, sign_in_key)
        return Shared(
            budgets=_budgets.setdefault(key, Budgets(account.limits, clock)),
            sign_in=_sign_ins.setdefault(sign_in_key, SignIn(account, clock)),
            habits=_habits.setdefault(key, Habits()),
        )


def _forget(key: Hashable, sign_in_key: Hashable) -> None:
    _budgets.pop(key, None)
    _habits.pop(key, None)
    _sign_ins.pop(sign_in_key, None)
