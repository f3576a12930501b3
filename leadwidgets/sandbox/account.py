"""The embedded account: an `Account` that lives in this process, with invented leads."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import httpx
import pandas as pd
from starlette.types import ASGIApp

from leadwidgets.account import Account
from leadwidgets.sandbox.app import make_app
from leadwidgets.sandbox.campaigns import ACCOUNTS
from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.faults import Faults, FaultyApp
from leadwidgets.sandbox.limits import Limits
from leadwidgets.sandbox.server import serving
from leadwidgets.sandbox.service import AccountData, Service
from leadwidgets.sandbox.stories import STORIES
from leadwidgets.sandbox.tokens import SignIn, User
from leadwidgets.sandbox.transport import InProcessTransport

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
"""The moment at which the invented leads are looked at, unless another is given."""

_OTHERS_LEADS = 200
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - only compared with
_NUMBERS = count(1)


class Sandbox(Account):
    """An account of invented leads that answers as RingCX does, in this process and without a port.

    Nothing is made before the first request. Several may exist beside each other; each has a host
    name of its own.

    Parameters
    ----------
    leads
        How many leads the account has.
    seed
        The same seed gives the same leads.
    limits
        Whether the documented request limits are kept.
    dialect
        How the account speaks where RingCX's documentation is open.
    faults
        What goes wrong on purpose.
    clock
        Gives seconds since 1970; tokens and limits go by it.
    now
        The moment at which the leads are looked at. Every moment in the data is relative to it.

    Raises
    ------
    ValueError
        If `leads` is negative.

    Attributes
    ----------
    users
        Who can sign in: the account's user, and somebody else who has another account.
    """

    _service: Service
    _app: ASGIApp
    users: tuple[User, ...]

    def __init__(  # noqa: PLR0913 - each is one thing that tests and users switch
        self,
        leads: int = 50_000,
        seed: int = 7,
        *,
        limits: bool = True,
        dialect: Dialect | None = None,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.time,
        now: datetime = NOW,
    ) -> None:
        if leads < 0:
            message = f"leads: expected 0 or more, got {leads}"
            raise ValueError(message)
        dialect = Dialect() if dialect is None else dialect
        main, *others = ACCOUNTS
        user = User.invent("Analyst", main.account_id)
        number = next(_NUMBERS)
        host = "http://sandbox.invalid" if number == 1 else f"http://sandbox-{number}.invalid"
        super().__init__(
            account_id=main.account_id,
            credentials=user.jwt,
            base_url=host,
            platform_url=host,
            name=main.name,
        )
        strangers = tuple(User.invent("Stranger", other.account_id) for other in others)
        sizes = {main.account_id: leads} | {other.account_id: _OTHERS_LEADS for other in others}
        service = Service(
            accounts={
                plan.account_id: AccountData(
                    plan,
                    leads=sizes[plan.account_id],
                    seed=seed,
                    now=now,
                    underscores=dialect.lead_state_spelling == "underscore",
                )
                for plan in ACCOUNTS
            },
            sign_in=SignIn((user, *strangers), clock),
            limits=Limits(clock, retry_after=dialect.retry_after) if limits else None,
            dialect=dialect,
            clock=clock,
        )
        app: ASGIApp = make_app(service)
        object.__setattr__(self, "_service", service)
        object.__setattr__(self, "_app", app if faults is None else FaultyApp(app, faults))
        object.__setattr__(self, "users", (user, *strangers))

    @property
    def embedded(self) -> bool:
        """Always true."""
        return True

    @property
    def app(self) -> ASGIApp:
        """The ASGI app, for any server."""
        return self._app

    def open_transport(self) -> httpx.AsyncBaseTransport:
        """Give an httpx transport that reaches the account in process."""
        return InProcessTransport(self._app)

    @contextmanager
    def serve(self, host: str = "127.0.0.1", port: int = 0) -> Iterator[Account]:
        """Serve the account over HTTP while the block runs.

        Parameters
        ----------
        host, port
            Where to listen; port 0 takes a free one.

        Yields
        ------
        Account
            The same account as other programs reach it.

        Raises
        ------
        ModuleNotFoundError
            If uvicorn is not installed; the message says how to install it.
        """
        with serving(self._app, host, port) as port_taken:
            reached = "127.0.0.1" if host == _EVERYWHERE else host
            url = f"http://{reached}:{port_taken}"
            yield Account(
                account_id=self.account_id,
                credentials=self.credentials,
                base_url=url,
                platform_url=url,
                name=self.name,
            )

    def stories(self) -> pd.DataFrame:
        """Give what an audit of the account can find, with the ground truth.

        Returns
        -------
        pandas.DataFrame
            A row a story of `leadwidgets.sandbox.stories`: ``title``, ``telling``, ``finding``,
            ``campaign_id``, ``list_id``, ``leads`` (how many leads of the list are in it) and
            ``list_leads`` (how many the list has).
        """
        sizes = self._service.accounts[self.account_id].store.list_sizes()
        rows = [
            {
                "title": story.title,
                "telling": story.telling,
                "finding": story.finding,
                "campaign_id": story.campaign_id,
                "list_id": story.list_id,
                "leads": story.leads(sizes.get(story.list_id, 0)),
                "list_leads": sizes.get(story.list_id, 0),
            }
            for story in STORIES
        ]
        return pd.DataFrame(rows)

    def raw_leads(self) -> pd.DataFrame:
        """Give every lead, as the account would send it.

        Returns
        -------
        pandas.DataFrame
            A row a lead in the order of the lead ids; columns named as in the API, values as on the
            wire, and two columns that only criteria see: ``agentId`` and ``pendingAgentId``.
        """
        return self._service.accounts[self.account_id].store.frame()
