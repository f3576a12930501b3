"""Random bad days: a search against an embedded account, its faults, and what must be true after.

A `Schedule` is drawn from a seed. `run` lets a search live through it and checks the answer against
the account's own table: complete results hold every matching lead, others say why they do not, none
holds a lead that does not match, one twice, or a changed value, and nothing takes for ever.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from oracle import matching
from virtual_time import TimedSandbox, client_of

from leadwidgets.client import CancelSignal, SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError, SearchCancelled
from leadwidgets.result.search_result import SearchResult
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.service.faults import (
    Fault,
    Faults,
    Meets,
    answered,
    html,
    late,
    leads_appear,
    leads_change,
    leads_vanish,
    others_are_busy,
    reset,
    rotation_lost,
    token_expires,
    truncated,
)

LEADS = 90
_PAGE_SIZE = 10
_LONGEST_VIRTUAL = 2 * 3600  # seconds
_LONGEST_REAL = 60  # seconds
_MOST_REQUESTS = 500

_PATHS = ("leadSearch",) * 6 + ("", "accesstoken", "oauth/token", "refresh", "leadStates")
_STATUSES = (400, 401, 403, 404, 408, 418, 422, 500, 502, 503, 504)
_SHAPES = (b"{}", b"[]", b"null", b'"x"', b"[1]", b'{"rows": []}', b"[[]]", b"\xff", b"", b"-1")
_CRITERIA = (
    SearchCriteria(),
    SearchCriteria(lead_states=["READY", "COMPLETE", "DO_NOT_CALL"]),
    SearchCriteria(suppressed="ONLY_UNSUPPRESSED", lead_timezones=["EST", "CST", "PST", "MST"]),
    SearchCriteria(lead_ids=[1]),
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One bad day.

    Attributes
    ----------
    faults
        What goes wrong.
    moves
        Whether leads vanish, appear or change meanwhile: one of these, since counts cannot tell
        that as many leads came as went.
    dialect
        How the account speaks.
    criteria, max_leads, keep_partial
        The search.
    cancel_at
        The report of progress at which the user presses Cancel.
    """

    faults: Faults
    moves: bool
    dialect: Dialect
    criteria: SearchCriteria
    max_leads: int | None
    keep_partial: bool
    cancel_at: int | None


def drawn(seed: int, lead_ids: Sequence[int]) -> Schedule:
    """Draw a schedule; the same seed gives the same one."""
    draw = random.Random(seed)  # noqa: S311 - a schedule, no secret
    faults = [_fault(draw) for _ in range(draw.choice((0, 1, 1, 2, 2, 3, 4, 6)))]
    moves = draw.random() < 0.2
    if moves:
        # Together with these, a wrong count would hide what moved.
        faults = [fault for fault in faults if fault.status != 200]
        faults.append(_move(draw, lead_ids))
    row_shapes: tuple[Literal["array", "search_results", "leads"], ...]
    row_shapes = ("array", "search_results", "leads")
    count_shapes: tuple[Literal["integer", "total_count", "search_results"], ...]
    count_shapes = ("integer", "total_count", "search_results")
    return Schedule(
        faults=Faults(*faults),
        moves=moves,
        dialect=Dialect(
            page_base=0 if draw.random() < 0.5 else 1,
            largest_page=draw.choice((7, 10, 1000)),
            row_shape=draw.choice(row_shapes),
            count_shape=draw.choice(count_shapes),
            retry_after=draw.random() < 0.5,
        ),
        criteria=draw.choice(_CRITERIA),
        max_leads=draw.choice((None, None, None, 1, 25, 70)),
        keep_partial=draw.random() < 0.5,
        cancel_at=draw.randrange(30) if draw.random() < 0.15 else None,
    )


def _fault(draw: random.Random) -> Fault:
    where: Meets = {
        "on": draw.choice(_PATHS),
        "first": draw.randint(1, 14),
        "times": draw.choice((1, 1, 1, 2, 3, 6, None)),
    }
    makers: tuple[Callable[[], Fault], ...] = (
        lambda: answered(draw.choice(_STATUSES), b'{"generalMessage":"no"}', **where),
        lambda: answered(200, draw.choice(_SHAPES), **where | {"times": 1}),
        # An account that counts wrongly twice in the same way cannot be found out.
        lambda: answered(200, str(draw.randint(0, 130)).encode(), **where | {"times": 1}),
        lambda: token_expires(**where),
        rotation_lost,
        lambda: others_are_busy(draw.choice((None, 1, 7, 40, 400)), **where),
        lambda: html(draw.choice((200, 403, 502)), **where),
        lambda: truncated(draw.random(), **where),
        lambda: reset(draw.random(), **where),
        lambda: late(draw.random() / 1000, **where),
    )
    return draw.choice(makers)()


def _move(draw: random.Random, lead_ids: Sequence[int]) -> Fault:
    where: Meets = {"on": "leadSearch", "first": draw.randint(1, 14), "times": 1}
    moved = draw.sample(lead_ids, draw.randint(1, 15))
    makers: tuple[Callable[[], Fault], ...] = (
        lambda: leads_vanish(moved, **where),
        lambda: leads_appear(moved, **where),
        lambda: leads_change(moved, draw.choice(("COMPLETE", "ACTIVE")), **where),
    )
    return draw.choice(makers)()


class FaultRunner:
    """Runs schedules over one set of leads, in one event loop."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._first = TimedSandbox(LEADS)
        self._raw = self._first.raw_leads()
        self.lead_ids = [int(lead_id) for lead_id in self._raw["leadId"]]
        self._phones = dict(zip(self._raw["leadId"], self._raw["leadPhone"], strict=True))
        self._expected: Mapping[SearchCriteria, set[int]] = {
            criteria: matching(self._raw, criteria) for criteria in _CRITERIA
        }

    def run(self, seed: int) -> str:
        """Draw a schedule, live through it, and give how it ended.

        Raises
        ------
        AssertionError
            If what came is not what may come.
        """
        schedule = drawn(seed, self.lead_ids)
        try:
            return self._runner.run(self._run(schedule))
        except Exception as error:
            error.add_note(f"Schedule {seed}: {schedule}")
            raise

    async def _run(self, schedule: Schedule) -> str:
        account = TimedSandbox(LEADS, faults=schedule.faults, dialect=schedule.dialect)
        start = account.clock.seconds
        try:
            async with asyncio.timeout(_LONGEST_REAL):
                result = await _searched(account, schedule)
        except SearchCancelled:
            assert schedule.cancel_at is not None
            return "cancelled"
        except LeadSearchError as error:
            assert str(error)
            assert error.next_step, error
            return type(error).__name__
        finally:
            assert account.clock.seconds - start < _LONGEST_VIRTUAL
            assert len(account.asked) < _MOST_REQUESTS
        matched = expected = self._expected[schedule.criteria]
        if schedule.moves:
            expected = matching(account.raw_leads(), schedule.criteria)
            matched = matched | expected
        return self._checked(result, matched, expected)

    def _checked(self, result: SearchResult, matched: set[int], expected: set[int]) -> str:
        """Check leads that may be any that matched once, and all that match if complete."""
        receipt = result.receipt
        ids = [int(lead_id) for lead_id in result.leads["lead_id"]]
        assert len(set(ids)) == len(ids) == receipt.leads, "a lead came twice"
        assert set(ids) <= matched, "a lead was invented"
        phones = dict(zip(ids, result.leads["lead_phone"], strict=True))
        assert {i: _plain(p) for i, p in phones.items()} == {
            i: _plain(self._phones[i]) for i in ids
        }, "a value was changed"
        if not receipt.complete:
            assert receipt.reason, "a partial result does not say why"
            return "partial, and says so"
        assert receipt.reason is None
        assert set(ids) == expected, "a lead was lost in silence"
        return "complete"


def _plain(value: object) -> object:
    return None if pd.isna(value) else value  # type: ignore[call-overload]


async def _searched(account: TimedSandbox, schedule: Schedule) -> SearchResult:
    signal, reports = CancelSignal(), Counter[str]()

    def note(_: SearchProgress) -> None:
        if reports["progress"] == schedule.cancel_at:
            signal.cancel()
        reports["progress"] += 1

    given: dict[str, Any] = {"max_leads": schedule.max_leads, "keep_partial": schedule.keep_partial}
    async with client_of(account) as client:
        return await client.search(
            schedule.criteria, page_size=_PAGE_SIZE, on_progress=note, cancel=signal, **given
        )
