"""A frame that is filled in a thread of its own, while whoever waits for it may go away."""

import asyncio
import json

import pytest

from leadwidgets.frame import LeadPage, ThreadedLeadFrame, read_page

pytestmark = pytest.mark.anyio


def page(first: int, rows: int = 100) -> LeadPage:
    return read_page(json.dumps([{"leadId": first + row} for row in range(rows)]).encode())


async def left_waiting(frame: ThreadedLeadFrame, page: LeadPage, keep: list[int]) -> None:
    """Begin to add a page, and be cancelled before it is in."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await frame.add(page, keep)


async def test_pages_stand_in_the_order_in_which_they_were_added() -> None:
    frame = ThreadedLeadFrame(200)
    await frame.add(page(0), [*range(100)])
    await frame.add(page(100), [0, 50, 99])
    assert frame.finish().lead_id.tolist() == [*range(100), 100, 150, 199]


async def test_a_page_that_nobody_waits_for_any_more_is_there() -> None:
    frame = ThreadedLeadFrame()
    await frame.add(page(0), [*range(100)])
    for first in range(100, 2_000, 100):
        await left_waiting(frame, page(first), [*range(100)])
    assert frame.finish().lead_id.tolist() == [*range(2_000)]


async def test_a_page_that_cannot_be_added_is_an_error() -> None:
    frame = ThreadedLeadFrame()
    with pytest.raises(IndexError):
        await frame.add(page(0, rows=3), [0, 7])


async def test_leads_are_not_lost_in_silence_when_nobody_waits() -> None:
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # it may be told there, too
    frame = ThreadedLeadFrame()
    await left_waiting(frame, page(0, rows=3), [0, 7])
    with pytest.raises(RuntimeError, match="2 leads could not be put into the frame"):
        frame.finish()
