"""The embedded account: an `Account` that lives in this process, with invented or saved leads."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Self

import httpx
import pandas as pd
from starlette.types import ASGIApp

from leadwidgets.account import RINGCX_LIMITS, Account
from leadwidgets.errors import InvalidArgumentError, SnapshotError
from leadwidgets.sandbox.account_data import invented, kept, saved
from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.invented import HOME_ACCOUNTS, OTHERS_ACCOUNT, branch
from leadwidgets.sandbox.server import LOOPBACK, serving
from leadwidgets.sandbox.service import (
    AccountData,
    Faults,
    FaultyApp,
    Limits,
    Service,
    SignIn,
    User,
    make_app,
)
from leadwidgets.sandbox.snapshots import Columns, Leads, Quotes, ReadingOptions, read_snapshot
from leadwidgets.sandbox.store import is_taken
from leadwidgets.sandbox.transport import InProcessTransport

_HOUR = 17  # UTC: the middle of a working day in the United States

LEADS = 50_000
"""How many leads there are, unless another number is given."""

SEED = 7
"""What they are drawn from, unless another seed is given."""

COUNTRY = "US"
"""Where invented leads live, unless another country is given."""

_MOST_ACCOUNTS = 1_000
_OTHERS_LEADS = 200
_STORY_COLUMNS = ["title", "telling", "finding", "campaign_id", "list_id", "leads", "list_leads"]
_NUMBERS = count(1)


class Sandbox(Account):
    """An account of invented leads that answers as RingCX does, in this process and without a port.

    Nothing is made before the first request. Several may exist beside each other; each has a host
    name of its own. `from_leads` makes one of saved leads.

    Parameters
    ----------
    leads
        How many leads the account has; 50,000 unless told otherwise.
    seed
        The same seed gives the same leads; 7 unless told otherwise.
    country
        Where the leads live, with the states and zones of there: ``US``, ``CA`` or ``AU``; the
        United States and a little of Canada unless told otherwise.
    limits
        Whether the documented request limits are kept, as for a rehearsal. Without, nobody waits.
    dialect
        How the account speaks where RingCX's documentation is open.
    faults
        What goes wrong on purpose.
    clock
        Gives seconds since 1970; tokens and limits go by it.
    now
        The moment at which the leads are looked at; unless told otherwise the last time that it
        was 17:00 UTC. Every moment in the data is relative to it: to have the same ones tomorrow,
        give it.
    file
        Where the leads are kept. If there is such a file, the leads are those in it; otherwise it
        is written when the leads are first asked for.
    accounts
        How many sub-accounts the user may see, this one first. The others are branches with some
        200 invented leads each.

    Raises
    ------
    InvalidArgumentError
        If `leads` is negative, `accounts` is not from 1 to 1,000, or there is no such country.
    SnapshotError
        If `file` is there and holds no account, or another one than asked for.

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
        leads: int | None = None,
        seed: int | None = None,
        *,
        country: str | None = None,
        limits: bool = False,
        dialect: Dialect | None = None,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.time,
        now: datetime | None = None,
        file: str | Path | None = None,
        accounts: int = 1,
    ) -> None:
        if leads is not None and leads < 0:
            raise InvalidArgumentError(f"leads: expected 0 or more, got {leads}")
        if country is not None and country not in HOME_ACCOUNTS:
            known = ", ".join(HOME_ACCOUNTS)
            raise InvalidArgumentError(f"country: expected one of {known}, got {country!r:.20}")
        dialect = Dialect() if dialect is None else dialect
        path = None if file is None else Path(file)
        if path is not None and is_taken(path):
            asked = {"leads": leads, "seed": seed, "now": now, "country": country}
            data, notes = _kept(path, dialect, asked)
        else:
            data = invented(
                HOME_ACCOUNTS[country or COUNTRY],
                leads=LEADS if leads is None else leads,
                seed=SEED if seed is None else seed,
                now=_looked_at(clock) if now is None else now,
                underscores=_underscores(dialect),
                file=path,
            )
            notes = ()
        self._open(
            data, dialect, notes, limits=limits, faults=faults, clock=clock, accounts=accounts
        )

    @classmethod
    def from_leads(  # noqa: PLR0913 - each is one thing that tests and users switch
        cls,
        leads: Leads,
        *,
        columns: Columns | None = None,
        campaign: str | int | None = None,
        sheet: str | None = None,
        encoding: str | None = None,
        quotes: Quotes | None = None,
        times: Mapping[str, str] | None = None,
        fill: Mapping[str, str | int] | None = None,
        null_words: Sequence[str] = (),
        name: str | None = None,
        limits: bool = False,
        dialect: Dialect | None = None,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.time,
        file: str | Path | None = None,
        accounts: int = 1,
    ) -> Self:
        """Make an account of saved leads, so that a search or an audit can be repeated on them.

        Dial groups, campaigns, lists, dispositions and states are those that the leads have. A
        column that is no field of the API comes back as an undocumented field. Criteria for agents'
        ids find nothing, unless the leads have columns ``agentId`` and ``pendingAgentId``: the API
        searches by them and does not tell them.

        Parameters
        ----------
        leads
            A DataFrame, a search result, or the path of a file: text with separators, a workbook
            (extra ``excel``), JSON lines or Parquet, as it is or packed alone in a .gz or .zip
            file; what it holds tells, not its name. A column is a field when it is called so, as in
            the API (``leadId``) or in this package's DataFrames (``lead_id``), in any case and with
            any separators. ``leadId`` and ``campaignId`` are needed, and every row has a lead id of
            its own: of a lead that was saved several times, keep one row. Leads that do not say
            whether they are suppressed are not.
        columns
            From a column's name to the field that it is, where the name does not tell; an empty
            text says that it is none. Or ``"auto"``, which takes every column for the field that
            its name and values propose (`check` shows which): where two compete none is chosen, and
            the notes tell. Or the path of a table that `SnapshotCheck.save_columns` wrote. Or a
            list of these: what comes later goes before what comes earlier.
        campaign
            The campaign of all leads, by its id or by a name, where no column says it.
        sheet, encoding, quotes
            How to read a file, where it does not tell itself: the sheet of a workbook, the encoding
            of a text, such as ``cp1250``, and whether its quotation marks ``"enclose"`` values or
            are ``"text"``. What was found and noticed stands in the notes of each receipt.
        times
            From a column, or the field that it is, to how its times are written: ``iso``,
            ``y/m/d``, ``m/d/y``, ``d/m/y``, ``yyyymmdd``, ``yyyymmddHHMMSS``, ``spreadsheet days``,
            or ``unix seconds``, ``milliseconds``, ``microseconds`` or ``nanoseconds``. Without a
            word a column is read in the only way that makes all of it times from 1990 to 2099.
        fill
            From a column, or a field, to what its empty values are. A field that no column is has
            that value for every lead: ``{"campaign_id": 5}``. Among numbers, times and flags, words
            for nothing such as ``NULL`` are empty values.
        null_words
            Texts that are null wherever a value is one of them, in every column, such as ``NULL``.
        name
            The account's, for people.
        limits, dialect, faults, clock, accounts
            As for the class itself.
        file
            Where the account is kept, so that ``Sandbox(file=…)`` opens it at once. Nothing may be
            there.

        Raises
        ------
        SnapshotError
            If the leads cannot be read: the message says which lines of the file are no table,
            which columns are missing and which were found, which column holds what it should not,
            or in which rows lead ids are missing or repeat.
        InvalidArgumentError
            If an argument says nothing that can be meant.
        MissingExtraError
            If they are in a workbook and the extra ``excel`` is not installed.
        """
        dialect = Dialect() if dialect is None else dialect
        path = Path(leads) if isinstance(leads, str | os.PathLike) else None
        snapshot = read_snapshot(
            leads,
            columns,
            ReadingOptions.from_arguments(
                sheet=sheet,
                encoding=encoding,
                quotes=quotes,
                times=times,
                fill=fill,
                null_words=null_words,
                campaign=campaign,
            ),
        )
        data = saved(
            snapshot,
            name or (f"Saved leads: {path.name}" if path is not None else "Saved leads"),
            underscores=_underscores(dialect),
            file=None if file is None else Path(file),
        )
        sandbox = cls.__new__(cls)
        sandbox._open(  # noqa: SLF001 - its own
            data,
            dialect,
            snapshot.notes,
            limits=limits,
            faults=faults,
            clock=clock,
            accounts=accounts,
        )
        return sandbox

    def _open(  # noqa: PLR0913 - what the account has, and how it answers
        self,
        data: AccountData,
        dialect: Dialect,
        notes: tuple[str, ...],
        *,
        limits: bool,
        faults: Faults | None,
        clock: Callable[[], float],
        accounts: int,
    ) -> None:
        if not 1 <= accounts <= _MOST_ACCOUNTS:
            raise InvalidArgumentError(
                f"accounts: expected 1 to {_MOST_ACCOUNTS:,}, got {accounts:,}"
            )
        branches = tuple(map(branch, range(1, accounts)))
        ids = tuple(plan.account_id for plan in branches)
        user = User.invent("Analyst", data.plan.account_id, *ids)
        number = next(_NUMBERS)
        host = "http://sandbox.invalid" if number == 1 else f"http://sandbox-{number}.invalid"
        Account.__init__(
            self,
            account_id=data.plan.account_id,
            credentials=user.jwt,
            base_url=host,
            platform_url=host,
            name=data.plan.name,
            limits=RINGCX_LIMITS if limits else None,
            notes=notes,
        )
        others = [
            invented(
                plan,
                leads=_OTHERS_LEADS,
                seed=SEED,
                now=_looked_at(clock),
                underscores=_underscores(dialect),
            )
            for plan in (OTHERS_ACCOUNT, *branches)
        ]
        stranger = User.invent("Stranger", OTHERS_ACCOUNT.account_id)
        service = Service(
            accounts={account.plan.account_id: account for account in (data, *others)},
            sign_in=SignIn(
                (user, stranger),
                clock,
                replay_revokes=dialect.replayed_refresh == "revokes",
            ),
            limits=Limits(clock, retry_after=dialect.retry_after) if limits else None,
            dialect=dialect,
            clock=clock,
        )
        app: ASGIApp = make_app(service)
        object.__setattr__(self, "_service", service)
        if faults is not None:
            data.hide_at_first(lead_id for fault in faults for lead_id in fault.appear)
            app = FaultyApp(app, faults, data.move)
        object.__setattr__(self, "_app", app)
        object.__setattr__(self, "users", (user, stranger))

    @property
    def embedded(self) -> bool:
        """Always true."""
        return True

    @property
    def now(self) -> datetime:
        """The moment at which invented leads are looked at, or when saved ones were opened."""
        return self._service.accounts[self.account_id].now

    def prepare(self) -> None:
        """Make the leads now, so that the first request need not wait for them.

        Raises
        ------
        SnapshotError
            If they are to be kept in a file that cannot be written.
        """
        _ = self._service.accounts[self.account_id].store

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
            Where to listen; port 0 takes a free one. This machine itself always reaches it by
            ``127.0.0.1``. Whoever reaches another address still has to sign in, over plain HTTP:
            put a proxy with TLS in front of it.

        Yields
        ------
        Account
            The same account as other programs reach it.

        Raises
        ------
        MissingExtraError
            If uvicorn is not installed; the message says how to install it.
        """
        with serving(self._app, host, port) as port_taken:
            url = f"http://{LOOPBACK}:{port_taken}"
            yield Account(
                account_id=self.account_id,
                credentials=self.credentials,
                base_url=url,
                platform_url=url,
                name=self.name,
                limits=self.limits,
                notes=self.notes,
            )

    def stories(self) -> pd.DataFrame:
        """Give what an audit of the account can find, with the ground truth.

        Returns
        -------
        pandas.DataFrame
            A row a story: ``title``, ``telling``, ``finding``, ``campaign_id``, ``list_id``,
            ``leads`` (how many leads of the list are in it) and ``list_leads`` (how many the list
            has). An account of saved leads has none.
        """
        data = self._service.accounts[self.account_id]
        sizes = data.store.list_sizes()
        rows = [
            (
                story.title,
                story.telling,
                story.finding,
                story.campaign_id,
                story.list_id,
                story.leads(sizes.get(story.list_id, 0)),
                sizes.get(story.list_id, 0),
            )
            for story in data.stories
        ]
        return pd.DataFrame(rows, columns=_STORY_COLUMNS)

    def raw_leads(self) -> pd.DataFrame:
        """Give every lead, as the account would send it.

        Returns
        -------
        pandas.DataFrame
            A row a lead in the order of the lead ids; columns named as in the API, values as on the
            wire, and two columns that only criteria see: ``agentId`` and ``pendingAgentId``.
        """
        return self._service.accounts[self.account_id].store.frame()


def _looked_at(clock: Callable[[], float]) -> datetime:
    """Give the last time that it was 17:00 UTC."""
    today = datetime.fromtimestamp(clock(), UTC)
    moment = today.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    return moment if moment <= today else moment - timedelta(days=1)


def _underscores(dialect: Dialect) -> bool:
    return dialect.lead_state_spelling == "underscore"


def _kept(
    file: Path, dialect: Dialect, asked: Mapping[str, object]
) -> tuple[AccountData, tuple[str, ...]]:
    """Open the account in a file, if it is the one that is asked for, with its notes."""
    data, about = kept(file, underscores=_underscores(dialect))
    for name, wanted in asked.items():
        there = getattr(about, name)
        given = wanted.isoformat() if isinstance(wanted, datetime) else wanted
        if given is not None and given != there:
            raise SnapshotError(
                f"{name}: the account in {file} has {there}, expected that or None, got {given}",
                next_step="Name another file, or ask for what is in this one.",
            )
    return data, about.notes
