"""The check-up itself: `examine` walks the way that a search goes, and says of each step how it is.

Each question is asked once: what a search would wait and try again for is said at once. The
credentials are taken out of every line at last, whoever has written it.
"""

import platform
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from leadwidgets.account import (
    AccessToken,
    Account,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.client.check_up.network import (
    check_certificate,
    hosts_of,
    knock,
    knock_at_proxy,
)
from leadwidgets.client.check_up.steps import CheckUp, Step
from leadwidgets.client.clock import Clock
from leadwidgets.client.http import SYSTEM_CLOCK, Habits, Requests, SubAccount, shared_by
from leadwidgets.client.progress import Meter
from leadwidgets.client.searches import LeadSearchEndpoint
from leadwidgets.client.sign_in import SignIn
from leadwidgets.client.sub_accounts import find_sub_account
from leadwidgets.client.value_lists import ValueLists
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    LeadSearchError,
    PermissionDeniedError,
    SignInError,
    UnexpectedResponseError,
)

_TIMEOUT_SECONDS = 20.0
_NOBODY = SearchCriteria(lead_ids=[1])
_SHOWN_ID = re.compile(r"[0-9]{1,9}")  # a phone has more digits
_MOST_IDS = 10
_LONG = 8  # letters; a shorter secret may be part of any word

_WAYS = {
    JwtCredentials: "with a JWT: RC_CLIENT_ID, RC_CLIENT_SECRET, RC_JWT",
    PasswordCredentials: "with a password: RC_CLIENT_ID, RC_CLIENT_SECRET, RC_USERNAME, …",
    AccessToken: "with a ready token of five minutes: RINGCX_ACCESS_TOKEN",
    LegacyToken: "with a token of the legacy hosts: RINGCX_LEGACY_TOKEN",
}


class _Notice(Exception):  # noqa: N818 - nothing has failed
    """A step that is not as it should be, and does not keep anybody from searching."""

    def __init__(self, said: str, next_step: str) -> None:
        super().__init__(said)
        self.said = said
        self.next_step = next_step


async def examine(
    find: Callable[[], Account],
    told: Callable[[Step], None],
    *,
    clock: Clock = SYSTEM_CLOCK,
) -> CheckUp:
    """Walk the way to an account.

    Parameters
    ----------
    find
        Gives the account, or raises what keeps it from being one.
    told
        Learns of each step as it is made.
    clock
        For waits.
    """
    steps: list[Step] = []
    way = _Way(find, clock)
    try:
        for name, make in way.steps.items():
            ended = any(step.outcome == "failed" for step in steps)
            step = Step(name, "skipped", "Not reached.") if ended else await way.made(name, make)
            steps.append(step)
            told(step)
    finally:
        await way.aclose()
    return CheckUp(tuple(steps))


class _Way:
    """The steps to an account, each of which may leave something for those behind it."""

    _account: Account
    _requests: Requests

    def __init__(self, find: Callable[[], Account], clock: Clock) -> None:
        self._find = find
        self._clock = clock
        self._meter = Meter(clock)
        self._open = AsyncExitStack()
        self._secrets: tuple[str, ...] = ()
        self._campaign: int | None = None
        self.steps: dict[str, Callable[[], Awaitable[str]]] = {
            "versions": self._versions,
            "settings": self._settings,
            "address": self._address,
            "proxy": self._proxy,
            "certificate": self._certificate,
            "service": self._service,
            "sign-in": self._sign_in,
            "sub-account": self._sub_account,
            "permission": self._permission,
            "value lists": self._value_lists,
            "count": self._count,
        }

    async def aclose(self) -> None:
        await self._open.aclose()

    async def made(self, name: str, make: Callable[[], Awaitable[str]]) -> Step:
        try:
            step = Step(name, "ok", await make())
        except _Notice as notice:
            step = Step(name, "notice", notice.said, notice.next_step)
        except LeadSearchError as error:
            step = Step(name, "failed", error.explanation, error.next_step or "")
        said, next_step = map(self._without_secrets, (step.said, step.next_step))
        return replace(step, said=said, next_step=next_step)

    async def _versions(self) -> str:
        ours, python = version("leadwidgets"), platform.python_version()
        moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        return f"leadwidgets {ours}, Python {python}, {platform.system()}, {moment}."

    async def _settings(self) -> str:
        self._account = account = self._find()
        self._secrets = account.credentials.secrets()
        self._hosts = hosts_of(account)
        if account.embedded:
            return "The embedded account is meant, which lives in this process."
        named = "names a sub-account" if account.account_id else "names no sub-account"
        return f"The account {named}, and signs in {_WAYS[type(account.credentials)]}."

    async def _address(self) -> str:
        direct = [host for host in self._hosts if not host.proxy]
        for host in direct:
            await knock(host)
        return f"Reached: {_listed(host.name for host in direct)}." if direct else "None is needed."

    async def _proxy(self) -> str:
        proxied = {host.proxy: host for host in self._hosts if host.proxy}
        for host in proxied.values():
            await knock_at_proxy(host)
        self._connect()
        return f"Reached: {_listed(proxied)}." if proxied else "None is on the way."

    async def _certificate(self) -> str:
        secure = [host for host in self._hosts if host.secure]
        for host in secure:
            if not host.proxy:
                await check_certificate(host, self._account)
        if not secure:
            return "None is needed."
        if any(host.proxy for host in secure):
            return "Behind a proxy; the next step tells."
        return f"Accepted: {_listed(host.name for host in secure)}."

    async def _service(self) -> str:
        """Ask without a token: RingCX says that one is needed, anybody else something different."""
        call = replace(self._requests.get("/admin/accounts", of_account=False), with_token=False)
        try:
            await self._requests.fetch(call, bytes, self._meter)
        except (SignInError, PermissionDeniedError):
            return "It asks who is there, as RingCX does."
        return "It answers."

    async def _sign_in(self) -> str:
        await self._shared.sign_in.token(self._requests, None, self._meter)
        if self._shared.sign_in.renewable:
            return "Accepted."
        return "A ready token is given; the next step tells whether it is accepted."

    async def _sub_account(self) -> str:
        named = self._account.account_id
        try:
            found = [one.account_id for one in await self._lists.accounts(self._meter)]
        except (PermissionDeniedError, UnexpectedResponseError):
            if not named:
                raise
            raise _Notice(
                "The list of sub-accounts is refused; the one that is named is taken.",
                "Nothing, if the next steps succeed.",
            ) from None
        choice = f"Set RINGCX_ACCOUNT_ID to one of {_ids(found)}; leadwidgets accounts names them."
        if not found:
            raise PermissionDeniedError(
                "The user may see no sub-account",
                next_step="Ask an administrator of RingCX for access to one.",
            )
        if named and named not in found:
            raise PermissionDeniedError(
                "The user may not see the sub-account that RINGCX_ACCOUNT_ID names",
                next_step=choice,
            )
        if not named and len(found) > 1:
            raise SignInError(
                f"No sub-account is named, and the user may see {len(found):,}", next_step=choice
            )
        self._shared.habits.sub_account = SubAccount(found[0], "")
        return f"{_ids([named or found[0]])} is one of {len(found):,} that the user may see."

    async def _permission(self) -> str:
        await self._counted(_NOBODY)
        return "The leads of the account may be searched."

    async def _value_lists(self) -> str:
        asks: dict[str, Callable[[], Awaitable[Sequence[object]]]] = {
            "dial groups": self._dial_groups,
            "states": lambda: self._lists.states(self._meter),
            "lead states": lambda: self._lead_search.lead_states(self._meter),
            "system dispositions": lambda: self._lists.system_dispositions(self._meter),
            "loaded lists": lambda: self._of_campaign(self._lists.lead_lists),
            "agent dispositions": lambda: self._of_campaign(self._lists.campaign_dispositions),
        }
        read, missing = [], []
        for name, ask in asks.items():
            try:
                read.append(f"{len(await ask()):,} {name}")
            except LeadSearchError as error:
                missing.append(f"{name}: {error.explanation}")
        if not missing:
            return f"Read: {', '.join(read)}."
        raise _Notice(
            f"Read: {', '.join(read) or 'none'}. Not read: {' '.join(missing)}",
            "A search works without: type values into the fields that offer none.",
        )

    async def _count(self) -> str:
        if self._campaign is None:
            return f"{await self._counted(SearchCriteria()):,} leads in the account."
        leads = await self._counted(SearchCriteria(campaign_ids=[self._campaign]))
        return f"{leads:,} leads in the first campaign."

    async def _dial_groups(self) -> Sequence[object]:
        groups = await self._lists.dial_groups(self._meter)
        campaigns = [campaign for group in groups for campaign in group.campaigns]
        self._campaign = campaigns[0].campaign_id if campaigns else None
        return groups

    async def _of_campaign(
        self, ask: Callable[[int, Meter], Awaitable[Sequence[object]]]
    ) -> Sequence[object]:
        return () if self._campaign is None else await ask(self._campaign, self._meter)

    async def _counted(self, criteria: SearchCriteria) -> int:
        body = await self._lead_search.body(criteria, self._meter)
        return await self._lead_search.count(body, self._meter)

    def _connect(self) -> None:
        """Make what asks, with a sign-in of its own that has not happened yet."""
        account, clock = self._account, self._clock
        self._shared = shared_by(account, clock)
        self._shared.sign_in, self._shared.habits = SignIn(account, clock), Habits()
        self._requests = Requests(
            account,
            self._shared,
            clock,
            _TIMEOUT_SECONDS,
            on_wait=None,
            find_sub_account=find_sub_account,
            try_again=False,
        )
        self._open.push_async_callback(self._requests.aclose)
        self._lists = ValueLists(self._requests)
        self._lead_search = LeadSearchEndpoint(self._requests, self._shared)

    def _without_secrets(self, text: str) -> str:
        for secret in sorted(self._secrets, key=len, reverse=True):
            whole = re.escape(secret)
            text = re.sub(whole if len(secret) >= _LONG else rf"(?<!\w){whole}(?!\w)", "[…]", text)
        return text.replace(str(Path.home()), "~")  # which has the user's name


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _ids(account_ids: Sequence[str]) -> str:
    shown = [one for one in account_ids[:_MOST_IDS] if _SHOWN_ID.fullmatch(one)]
    return ", ".join(shown) or "those that leadwidgets accounts lists"
