"""The one place that sends requests.

A `Call` says what to ask. `Requests.fetch` waits for its turn in the budgets, adds the token,
sends, tries again where that is safe and useful, reads the answer in a worker thread, and raises
one error of the tree for anything else.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from leadwidgets.account import Account
from leadwidgets.client.clock import Clock
from leadwidgets.client.http import failures
from leadwidgets.client.http.answer_shapes import read_json, read_object
from leadwidgets.client.http.bodies import body_of
from leadwidgets.client.http.budgets import Place
from leadwidgets.client.http.connections import connections
from leadwidgets.client.http.failures import Answer
from leadwidgets.client.http.per_account import BudgetKind, Shared, SubAccount
from leadwidgets.client.http.retries import Retries
from leadwidgets.client.progress import Meter
from leadwidgets.client.sign_in import SignInStep, Token
from leadwidgets.confidential import Confidential, ConfidentialDict
from leadwidgets.errors import (
    ConnectionFailedError,
    InvalidCriteriaError,
    LeadSearchError,
    PermissionDeniedError,
    RateLimitedError,
    SignInError,
    SnapshotError,
    UnexpectedResponseError,
)

_log = logging.getLogger(__name__)

T = TypeVar("T")

_SIGN_IN_GRACE = 5.0  # seconds
_WHOLE_ANSWER = 3  # times the timeout: the most that one answer may take from start to end


@dataclass(frozen=True, slots=True, repr=False)
class Call(Confidential):
    """One request.

    Attributes
    ----------
    method, url
        Where it goes; of a request of the sub-account only what comes after the sub-account.
    shown
        Method and path as errors and logs show them.
    params
        The query string.
    json, form, lines
        The body, at most one of them; lines are uploaded as a text file of a form.
    basic
        Name and password of HTTP Basic.
    budget
        What it counts for; None where no limit is documented.
    spare
        How many requests of the budget it leaves to others.
    of_account
        Whether it is a request of the sub-account.
    with_token
        Whether it carries the access token.
    repeatable
        Whether it may be sent again when it may have arrived.
    """

    method: str
    url: str
    shown: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    json: object = None
    form: Mapping[str, str] | None = None
    lines: Sequence[str] | None = None
    basic: tuple[str, str] | None = None
    budget: BudgetKind | None = None
    spare: int = 0
    of_account: bool = False
    with_token: bool = True
    repeatable: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class _Attempt(Confidential):
    """What one try gave: an answer or a failure, the token that it carried, and its place."""

    answer: Answer | None
    failure: LeadSearchError | None
    token: Token | None
    place: Place | None
    arrived: bool = True


class Requests:
    """The requests of one client: connections of its own, tokens and budgets that all share.

    Parameters
    ----------
    account
        Where requests go.
    shared
        Tokens and budgets.
    clock
        For waits.
    timeout
        Seconds to wait for the next part of an answer.
    on_wait
        Told the waits of requests that have no meter of their own: the seconds to go, and 0 when
        none waits any more.
    find_sub_account
        Asks for the sub-account, where the account names none.
    try_again
        Whether to try again what fails for now.

    Raises
    ------
    ConnectionFailedError
        If the environment names certificates or a proxy that cannot be used.
    """

    def __init__(  # noqa: PLR0913 - what requests need, from the one place that makes them
        self,
        account: Account,
        shared: Shared,
        clock: Clock,
        timeout: float,
        *,
        on_wait: Callable[[float], None] | None,
        find_sub_account: Callable[["Requests", Meter], Coroutine[Any, Any, SubAccount]],
        try_again: bool = True,
    ) -> None:
        self._account_id = account.account_id
        self._credentials = account.credentials
        self._api_root = account.api_root
        self._find_sub_account = find_sub_account
        self._finding = asyncio.Lock()
        self._shared = shared
        self._clock = clock
        self._meter = Meter(clock, on_wait)
        self._try_again = try_again
        self._longest = timeout * _WHOLE_ANSWER
        self._kept: set[asyncio.Task[None]] = set()
        self._http = connections(account, timeout)
        self._in_process = account.embedded
        self._loop: asyncio.AbstractEventLoop | None = None  # in which connections were opened

    async def aclose(self) -> None:
        """Close the connections, after giving a running sign-in a moment to end.

        One that does not end is given up; a client that waits for it signs in itself.

        Raises
        ------
        ConnectionFailedError
            If they were opened in another event loop.
        """
        self._check_loop(None)
        if self._kept:
            _, late = await asyncio.wait(self._kept, timeout=_SIGN_IN_GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._http.aclose()

    def get(self, path: str, *, of_account: bool = True) -> Call:
        """Make the call that reads a value list."""
        url = path if of_account else f"{self._api_root}{path}"
        return Call("GET", url, f"GET …{path}", of_account=of_account)

    def post(
        self,
        path: str,
        json: object,
        params: Mapping[str, str | int],
        budget: BudgetKind,
        spare: int = 0,
    ) -> Call:
        """Make the call that searches."""
        return Call(
            "POST",
            path,
            f"POST …{path}",
            params=params,
            json=json,
            budget=budget,
            spare=spare,
            of_account=True,
        )

    def upload(
        self, path: str, lines: Sequence[str], params: Mapping[str, str | int], budget: BudgetKind
    ) -> Call:
        """Make the call that searches by what stands in a file."""
        return Call(
            "POST",
            path,
            f"POST …{path}",
            params=params,
            lines=lines,
            budget=budget,
            of_account=True,
        )

    async def fetch(self, call: Call, read: Callable[[bytes], T], meter: Meter | None = None) -> T:
        """Send a request and read its answer.

        Parameters
        ----------
        call
            What to ask.
        read
            Turns the body into a value; runs in a worker thread.
        meter
            Learns of waits and retries; the client's own where it is None.

        Raises
        ------
        LeadSearchError
            The error of the tree that fits; see `leadwidgets.client.http.failures`.
        """
        self._check_loop(call.shown)
        meter = meter or self._meter
        if call.of_account:
            call = await self._located(call, meter)
        retries = Retries(repeatable=call.repeatable, again=self._try_again)
        refused: Token | None = None
        while True:
            attempt = await self._attempt(call, refused, meter)
            failure = attempt.failure
            if attempt.answer is not None and failure is None:
                value, failure = await _read(attempt.answer, read, call)
                if failure is None:
                    return value  # type: ignore[return-value] # a value is there when no failure is
            assert failure is not None  # noqa: S101 - for the type checker
            refused = self._refused(attempt, retries)
            wait = 0.0 if refused else self._wait_after(failure, attempt, retries)
            if wait is None:
                raise failure
            meter.retries += 1
            _log.info("%s: %s, trying again in %.1f s", call.shown, type(failure).__name__, wait)
            await meter.sleep(wait)

    def _check_loop(self, request: str | None) -> None:
        """Demand the event loop of the first request: connections to a host belong to one."""
        running = asyncio.get_running_loop()
        if self._in_process or self._loop in (None, running):
            self._loop = running
            return
        raise ConnectionFailedError(
            "The connections of this client belong to another event loop",
            request=request,
            next_step="Make a client in each: async with LeadSearchClient(account). In a script, "
            "lw.search and lw.count need no loop.",
        )

    async def post_form(self, step: SignInStep, on_wait: Callable[[float], None]) -> dict[str, Any]:
        """Make one step of a sign-in.

        Parameters
        ----------
        step
            What to send.
        on_wait
            Told the seconds to go while it waits for its turn or before a retry; 0 at the end.

        Raises
        ------
        SignInError
            If it is not accepted.
        """
        call = Call(
            "POST",
            step.url,
            f"POST {httpx.URL(step.url).path}",
            form=step.form,
            basic=step.basic,
            budget="sign_ins" if step.exchange else None,
            with_token=False,
            repeatable=not step.spends_token,
        )
        try:
            return await self.fetch(call, read_object, Meter(self._clock, on_wait))
        except (InvalidCriteriaError, PermissionDeniedError, SignInError) as error:
            _, colon, said = error.message.partition(": ")
            refused = SignInError(
                f"{step.refusal}{colon}{said}",
                request=error.request,
                request_id=error.request_id,
                next_step=step.check,
            )
        raise refused

    async def _located(self, call: Call, meter: Meter) -> Call:
        """Give a request of the sub-account with its whole address."""
        account_id, habits = self._account_id, self._shared.habits
        if not account_id:
            async with self._finding:
                if habits.sub_account is None:
                    habits.sub_account = await self._find_sub_account(self, meter)
            account_id = habits.sub_account.account_id
            self._shared.found(account_id)
        url = f"{self._api_root}/admin/accounts/{quote(account_id, safe='')}{call.url}"
        return replace(call, url=url, of_account=False)

    def keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something to its end, even if whoever started it is cancelled."""
        task = asyncio.get_running_loop().create_task(work)
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)
        return task

    async def _attempt(self, call: Call, refused: Token | None, meter: Meter) -> _Attempt:
        token: Token | None = None
        budget = self._shared.budgets.of(call.budget) if call.budget else None
        with budget.reserve(call.spare) if budget else nullcontext() as place:
            if place:
                await meter.wait(place.wait)
            if call.with_token:
                token = await self._shared.sign_in.token(self, refused, meter)
            if place:
                place.use()
        try:
            async with asyncio.timeout(self._longest):
                answer = await self._send(call, token)
        except (httpx.RequestError, TimeoutError) as error:
            broken = failures.of_exception(error, call.shown, httpx.URL(call.url).host)
            return _Attempt(None, broken, token, place, arrived=not failures.never_sent(error))
        except UnexpectedResponseError as error:
            refused_body = failures.of_body(error, call.shown)
            return _Attempt(None, refused_body, token, place)
        except SnapshotError as error:
            return _Attempt(None, failures.of_leads(error), token, place)
        except Exception as error:  # noqa: BLE001 - with its frames, which hold the token
            foreign = failures.of_foreign(error, call.shown, httpx.URL(call.url).host)
            return _Attempt(None, foreign, token, place)
        failure = failures.of_answer(answer, call.shown)
        if token and isinstance(failure, SignInError):
            failure = self._shared.sign_in.explained(failure)
        return _Attempt(answer, failure, token, place)

    async def _send(self, call: Call, token: Token | None) -> Answer:
        started = self._clock.now()
        async with self._http.stream(
            call.method,
            call.url,
            params=call.params or None,
            json=call.json,
            data=call.form,
            files=None if call.lines is None else _file_of(call.lines),
            auth=call.basic,
            headers=token.header() if token else None,
        ) as response:
            content = await body_of(response)
        _log.debug(
            "%s: %d, %d bytes, %.3f s",
            call.shown,
            response.status_code,
            len(content),
            self._clock.now() - started,
        )
        known = self._credentials.secrets()  # which an answer can repeat from the sign-in
        sent = (call.json, call.form, call.lines, call.basic, token and token.value, known)
        return Answer(response.status_code, response.headers, content, sent)

    def _refused(self, attempt: _Attempt, retries: Retries) -> Token | None:
        """Give the token that RingCX refused, when another one may be accepted."""
        if not (attempt.token and isinstance(attempt.failure, SignInError)):
            return None
        if not (self._shared.sign_in.renewable and retries.sign_in_again()):
            return None
        if attempt.answer and not attempt.answer.expired_token:
            self._shared.sign_in.forget_refresh_token()
        return attempt.token

    def _wait_after(
        self, failure: LeadSearchError, attempt: _Attempt, retries: Retries
    ) -> float | None:
        if isinstance(failure, UnexpectedResponseError) and _whole(attempt.answer):
            return None  # the same question would get the same answer
        asked = attempt.answer.retry_after if attempt.answer else None
        wait = retries.wait_after(failure, arrived=attempt.arrived, retry_after=asked)
        if wait and attempt.place and isinstance(failure, RateLimitedError):
            attempt.place.refused(wait, asked=bool(asked))
        return wait


def _file_of(lines: Sequence[str]) -> Mapping[str, tuple[str, bytes, str]]:
    """Give a file of a form as httpx takes it."""
    return ConfidentialDict({"file": ("list.csv", "\r\n".join(lines).encode(), "text/csv")})


async def _read(
    answer: Answer, read: Callable[[bytes], T], call: Call
) -> tuple[T | None, LeadSearchError | None]:
    try:
        return await asyncio.to_thread(read, answer.content), None
    except UnexpectedResponseError as error:
        return None, failures.of_body(error, call.shown, answer.request_id)


def _whole(answer: Answer | None) -> bool:
    """Tell whether an answer came to its end, as readable JSON or as something else."""
    if answer is None or answer.status not in (200, 201) or answer.markup:
        return True
    try:
        read_json(answer.content)
    except UnexpectedResponseError:
        return False
    return True
