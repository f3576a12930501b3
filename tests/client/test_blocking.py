"""`search` without async: from scripts, from cells, and out of them again."""

import asyncio
import os
import signal
import subprocess
import sys
import threading

import pytest

import leadwidgets as lw
from leadwidgets.client.background import portal
from leadwidgets.client.progress import SearchProgress

_CALIFORNIA = lw.SearchCriteria(physical_states=["CA"])
_SCRIPT = """
import leadwidgets as lw
result = lw.search(lw.SearchCriteria(physical_states=["CA"]), lw.Sandbox(leads=1_000))
print(len(result.leads), result.receipt.complete)
"""


def test_a_script_searches_in_one_line() -> None:
    account = lw.Sandbox(leads=1_000)
    result = lw.search(_CALIFORNIA, account)
    assert len(result.leads) == (account.raw_leads()["state"] == "CA").sum()


def test_it_works_in_a_cell_where_a_loop_is_running() -> None:
    async def cell() -> int:
        return len(lw.search(_CALIFORNIA, lw.Sandbox(leads=1_000)).leads)

    assert asyncio.run(cell()) > 0


def test_it_refuses_to_stop_its_own_loop() -> None:
    async def misuse() -> None:
        lw.search(_CALIFORNIA, lw.Sandbox(leads=10))

    with pytest.raises(RuntimeError):
        portal().call(misuse)


def test_the_background_loop_is_one_for_all_threads() -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(portal())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


@pytest.mark.parametrize("keep_partial", [False, True])
def test_an_interrupt_cancels_the_search(keep_partial: bool) -> None:  # noqa: FBT001
    waiting, interrupted = threading.main_thread().ident or 0, threading.Event()

    def interrupt(progress: SearchProgress) -> None:
        if progress.pages == 3 and not interrupted.is_set():
            while sys._current_frames()[waiting].f_code.co_name != "wait":  # for the search's end
                os.sched_yield()
            interrupted.set()
            signal.pthread_kill(waiting, signal.SIGINT)

    account = lw.Sandbox(leads=1_000)

    def run() -> lw.SearchResult:
        return lw.search(
            lw.SearchCriteria(),
            account,
            on_progress=interrupt,
            page_size=10,
            keep_partial=keep_partial,
        )

    if keep_partial:
        result = run()
        assert 30 <= len(result.leads) < 1_000
        assert result.receipt.reason == "Cancelled"
    else:
        with pytest.raises(lw.SearchCancelled):
            run()


def test_a_script_ends_when_it_has_its_result() -> None:
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stdout.strip().endswith("True")
    assert ended.stderr == ""
    assert ended.returncode == 0
