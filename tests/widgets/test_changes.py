import asyncio

import pytest

from leadwidgets.widgets.changes import Changes

pytestmark = pytest.mark.anyio


async def test_many_changes_are_told_once_an_interval_and_the_last_is_never_lost() -> None:
    changes, made, told = Changes(), list[int](), list[int]()
    arrived = asyncio.Event()

    def listen() -> None:
        told.append(len(made))
        if len(made) == 100:
            arrived.set()

    changes.listen(listen)
    for number in range(100):
        made.append(number)
        changes.tell()
        await asyncio.sleep(0)  # a round of the loop
    await asyncio.wait_for(arrived.wait(), 20)
    assert len(told) < 100
    assert told[-1] == 100


async def test_flushing_tells_at_once_what_is_planned_and_nothing_twice() -> None:
    changes, told = Changes(), list[str]()
    changes.listen(lambda: told.append("told"))
    changes.flush()
    assert told == []
    changes.tell()
    changes.flush()
    assert told == ["told"]
    changes.flush()
    assert told == ["told"]


async def test_who_ignores_is_told_no_more() -> None:
    changes, told = Changes(), list[str]()

    def listen() -> None:
        told.append("told")

    changes.listen(listen)
    changes.ignore(listen)
    changes.tell()
    changes.flush()
    assert told == []
