"""What the routes share: accounts, who is signed in, what was asked, and how the account speaks."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from leadwidgets.sandbox.answers import access_denied, not_found
from leadwidgets.sandbox.campaigns import AccountPlan, CampaignPlan, DialGroupPlan
from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.leads import draw_leads
from leadwidgets.sandbox.limits import Budget, Limits
from leadwidgets.sandbox.store import LeadStore
from leadwidgets.sandbox.texts import stored_columns
from leadwidgets.sandbox.tokens import SignIn, User


class AccountData:
    """A sub-account: what it is like, and its leads, which are made when they are first asked for.

    Parameters
    ----------
    plan
        Its dial groups, campaigns and lists.
    leads
        How many leads it has.
    seed
        The same seed gives the same leads.
    now
        The moment at which its leads are looked at.
    underscores
        Whether lead states are written with underscores.
    """

    def __init__(
        self, plan: AccountPlan, *, leads: int, seed: int, now: datetime, underscores: bool
    ) -> None:
        self.plan = plan
        self.now = now
        self._leads = leads
        self._seed = seed
        self._underscores = underscores
        self._making = threading.Lock()
        self._store: LeadStore | None = None

    @property
    def store(self) -> LeadStore:
        """The leads. Waits while they are made."""
        with self._making:
            if self._store is None:
                drawn = draw_leads(self.plan, self._leads, self._seed, self.now)
                self._store = LeadStore(drawn, stored_columns(), underscores=self._underscores)
            return self._store

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
