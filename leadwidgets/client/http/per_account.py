"""What all clients of the process share for one account: budgets, sign-in, learned habits.

RingCX counts requests per sub-account, whoever sends them, and allows few sign-ins. So a second
client of the same account, in whatever thread and event loop, continues with the token and the
budgets of the first. An embedded account is an account of its own, even when another one has the
same id. A forked process shares nothing with its parent, whose threads it lacks and whose refresh
token can be used once.
"""

import os
import threading
import time
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar
from weakref import WeakValueDictionary

from leadwidgets.account import Account, Limits
from leadwidgets.client.clock import Clock, SystemClock
from leadwidgets.client.http.budgets import Budget
from leadwidgets.client.sign_in import SignIn
from leadwidgets.client.values_seen import ValuesSeen

T = TypeVar("T")

SYSTEM_CLOCK: Clock = SystemClock()


BudgetKind = Literal["rows", "counts", "exact_numbers", "sign_ins"]


class Budgets:
    """The request budgets of one sub-account: those of its limits, or open ones."""

    def __init__(self, limits: Limits | None, clock: Clock) -> None:
        kept = limits or Limits((), (), (), ())
        self.rows = Budget(kept.rows, clock.now)
        self.counts = Budget(kept.counts, clock.now)
        self.exact_numbers = Budget(kept.exact_numbers, clock.now)
        self.sign_ins = Budget(kept.sign_ins, clock.now)

    def of(self, kind: BudgetKind) -> Budget:
        """Give the budget of one kind of request."""
        budget: Budget = getattr(self, kind)
        return budget


@dataclass(frozen=True, slots=True)
class SubAccount:
    """A sub-account that was found, as the account itself names none."""

    account_id: str
    name: str


PhoneListForm = Literal["json", "file"]


@dataclass(slots=True, weakref_slot=True)
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
    values_seen
        What coded fields of its leads have held.
    phone_list
        How it takes a list of phone numbers.
    """

    first_page: int | None = None
    lead_states: tuple[str, ...] | None = None
    sub_account: SubAccount | None = None
    values_seen: ValuesSeen = field(default_factory=ValuesSeen)
    phone_list: PhoneListForm | None = None


_Key = tuple[str, tuple[object, ...], Hashable]
"""What of an account, of which account, and whose."""


class Shared:
    """See the module.

    Attributes
    ----------
    budgets
        Of the sub-account; where none is named, of its own until `found` tells which it is.
    sign_in
        Of the user, whatever sub-accounts it searches.
    habits
        Of the account.
    """

    def __init__(self, account: Account, clock: Clock) -> None:
        host: Hashable = id(account) if account.embedded else account.base_url
        user = (account.platform_url, type(account.credentials), account.credentials)
        self._context: tuple[object, ...] = (host, os.getpid(), account.limits, clock)
        # Where no sub-account is named, it depends on who asks.
        self._place: Hashable = account.account_id or user
        self.budgets = _kept(
            self._key("budgets", self._place), lambda: Budgets(account.limits, clock)
        )
        self.sign_in = _kept(self._key("sign-in", user), lambda: SignIn(account, clock))
        self.habits = _kept(self._key("habits", self._place), Habits)

    def found(self, account_id: str) -> None:
        """Share the budgets of a sub-account that was not named, and that turned out to be this."""
        if self._place == account_id:
            return
        with _lock:
            before, self._place = self._place, account_id
            self.budgets = _kept(self._key("budgets", account_id), lambda: self.budgets)
            _keep(self._key("budgets", before), self.budgets)

    def _key(self, what: str, whose: Hashable) -> _Key:
        return (what, self._context, whose)


_FORGOTTEN_AFTER = 900.0  # seconds: three times as long as a token lives, longer than any window

_lock = threading.RLock()
_in_use: WeakValueDictionary[_Key, Any] = WeakValueDictionary()
_recent: dict[_Key, tuple[float, object]] = {}  # keeps them for a while when no client is left


def shared_by(account: Account, clock: Clock = SYSTEM_CLOCK) -> Shared:
    """Give what the clients of an account share.

    It is forgotten a quarter of an hour after the last client began, unless one is still there.

    Parameters
    ----------
    account
        The account.
    clock
        Clients with different clocks share nothing.
    """
    with _lock:
        _forget_old()
        if account.embedded and not _keys_of(id(account)):
            weakref.finalize(account, _forget, id(account))  # another one may get its id
        return Shared(account, clock)


def _kept(key: _Key, make: Callable[[], T]) -> T:
    """Give what is kept under a key, made where there is none."""
    kept: T | None = _in_use.get(key)
    return _keep(key, make() if kept is None else kept)


def _keep(key: _Key, value: T) -> T:
    _in_use[key] = value
    _recent[key] = (time.monotonic(), value)
    return value


def _forget_old() -> None:
    oldest = time.monotonic() - _FORGOTTEN_AFTER
    for key in [key for key, (kept_at, _) in _recent.items() if kept_at < oldest]:
        del _recent[key]


def _keys_of(host: Hashable) -> list[_Key]:
    return [key for key in {*_recent, *_in_use} if key[1][0] == host]


def _forget(host: int) -> None:
    with _lock:
        for key in _keys_of(host):
            _recent.pop(key, None)
            _in_use.pop(key, None)
