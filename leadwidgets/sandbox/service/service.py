"""What the routes share: accounts, who is signed in, what was asked, and how the account speaks."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.invented import AccountPlan, CampaignPlan, DialGroupPlan, Story
from leadwidgets.sandbox.service.faults import Fault
from leadwidgets.sandbox.service.limits import Budget, Limits
from leadwidgets.sandbox.service.refusals import access_denied, not_found
from leadwidgets.sandbox.service.tokens import SignIn, User
from leadwidgets.sandbox.store import LeadStore

_PLACEHOLDER = "{accountId}"
"""As in the samples of RingCX's guide, where people are to write an id of theirs."""


@dataclass(frozen=True, slots=True)
class OwnValues:
    """Values that an account has beyond the documented ones, for its value lists."""

    states: tuple[str, ...] = ()
    lead_states: tuple[str, ...] = ()
    system_dispositions: tuple[str, ...] = ()


class AccountData:
    """A sub-account: what it is like, and its leads, which are made when they are first asked for.

    Parameters
    ----------
    plan
        Its dial groups, campaigns and lists.
    now
        The moment at which its leads are looked at.
    make
        Makes its leads.
    own
        Values of its own.
    stories
        What it has to tell.
    """

    def __init__(
        self,
        plan: AccountPlan,
        now: datetime,
        make: Callable[[], LeadStore],
        own: OwnValues | None = None,
        stories: tuple[Story, ...] = (),
    ) -> None:
        self.plan = plan
        self.now = now
        self.own = OwnValues() if own is None else own
        self.stories = stories
        self._make = make
        self._hidden: tuple[int, ...] = ()
        self._making = threading.Lock()
        self._store: LeadStore | None = None

    @property
    def store(self) -> LeadStore:
        """The leads. Waits while they are made."""
        with self._making:
            if self._store is None:
                self._store = self._make()
                self._store.hide(self._hidden)
            return self._store

    def hide_at_first(self, lead_ids: Iterable[int]) -> None:
        """Keep leads back, from before the leads are made until they appear."""
        self._hidden = tuple(lead_ids)

    def move(self, fault: Fault) -> None:
        """Let leads vanish, appear and change as a fault says."""
        self.store.hide(fault.vanish)
        self.store.show(fault.appear)
        if fault.change:
            self.store.change_state(fault.change, fault.state)

    def dial_group(self, dial_group_id: int) -> DialGroupPlan:
        """Give a dial group by its id.

        Raises
        ------
        Refusal
            With status 404.
        """
        for dial_group in self.plan.dial_groups:
            if dial_group.dial_group_id == dial_group_id:
                return dial_group
        raise not_found("Dial group")

    def campaign(self, dial_group_id: int, campaign_id: int) -> CampaignPlan:
        """Give a campaign of a dial group.

        Raises
        ------
        Refusal
            With status 404.
        """
        for campaign in self.dial_group(dial_group_id).campaigns:
            if campaign.campaign_id == campaign_id:
                return campaign
        raise not_found("Campaign")


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that answering a request needs.

    Attributes
    ----------
    accounts
        By account id.
    sign_in, limits
        Shared by all requests; None as `limits` lets everything through.
    dialect
        How the account speaks.
    clock
        Gives seconds since 1970.
    """

    accounts: dict[str, AccountData]
    sign_in: SignIn
    limits: Limits | None
    dialect: Dialect
    clock: Callable[[], float] = field(repr=False)

    def account(self, user: User, account_id: str) -> AccountData:
        """Give an account that the user may see.

        Raises
        ------
        Refusal
            With status 403, also for an account that does not exist.
        """
        if account_id == _PLACEHOLDER:
            raise access_denied(f"{_PLACEHOLDER} stands for the id of an account: write that")
        if account_id not in user.account_ids:
            raise access_denied()
        return self.accounts[account_id]

    def spend(self, account_id: str, budget: Budget) -> None:
        """Count a request.

        Raises
        ------
        Refusal
            With status 429, beyond a limit.
        """
        if self.limits is not None:
            self.limits.spend(account_id, budget)

    def listed(self, value_list: str) -> None:
        """Check that this account has a value list.

        Raises
        ------
        Refusal
            With the dialect's status.
        """
        if value_list in self.dialect.missing_lists:
            refusals = {403: access_denied(), 404: not_found("Value list")}
            raise refusals[self.dialect.missing_status]
