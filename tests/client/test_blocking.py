"""`search` without async: from scripts, from cells, and out of them again."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import leadwidgets as lw
from leadwidgets.client.background import portal
from leadwidgets.client.progress import SearchProgress
from leadwidgets.client.progress_bar import ProgressBar

pytestmark = pytest.mark.slow

_CALIFORNIA = lw.SearchCriteria(physical_states=["CA"])
_SCRIPT = """
import leadwidgets as lw
result = lw.search(lw.SearchCriteria(physical_states=["CA"]), lw.Sandbox(leads=1_000))
print(len(result.leads), result.receipt.complete)
"""
_BLOCKED_AT_THE_END = """
import sys, threading
import leadwidgets as lw
from leadwidgets.sandbox import Faults
from leadwidgets.sandbox.service.faults import answered

failing = Faults(answered(503, on="leadSearch", first=2, times=None))
account = lw.Sandbox(20_000, faults=failing if sys.argv[1] == "waiting" else None)
begun = threading.Event()


def search():
    try:
        lw.search(lw.SearchCriteria(), account, on_progress=tell)
    except lw.SearchCancelled:
        pass


def tell(progress):
    if progress.leads or progress.waiting_seconds:
        begun.set()


threading.Thread(target=search, daemon=True).start()
begun.wait()
"""
_FORKING_SCRIPT = """
import os, signal, threading, time
import leadwidgets as lw
from leadwidgets.client.blocking import count
from leadwidgets.client.http.per_account import shared_by
from leadwidgets.sandbox.service.faults import Faults, late

with lw.Sandbox(leads=100, faults=Faults(late(3, on="oauth/token", times=1))).serve() as account:
    counting = threading.Thread(target=count, args=(lw.SearchCriteria(), account))
    counting.start()
    while shared_by(account).sign_in._renewal is None:
        time.sleep(0.01)
    child = os.fork()
    if not child:
        signal.alarm(30)
        os._exit(count(lw.SearchCriteria(), account))
    counting.join()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
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


@pytest.mark.usefixtures("interruptible")
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


def test_a_process_that_was_forked_while_its_parent_signed_in_signs_in_itself() -> None:
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "ignore", "-c", _FORKING_SCRIPT],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.stdout.strip(), ended.stderr) == ("100", "")


def test_a_progress_bar_is_drawn_in_the_thread_that_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_in: set[int] = set()
    show = ProgressBar.show

    def noted(bar: ProgressBar, progress: SearchProgress) -> None:
        shown_in.add(threading.get_ident())
        show(bar, progress)

    monkeypatch.setattr(ProgressBar, "show", noted)
    told: list[SearchProgress] = []
    result = lw.search(
        lw.SearchCriteria(), lw.Sandbox(leads=300), progress=True, on_progress=told.append
    )
    assert shown_in == {threading.get_ident()}
    assert len(result.leads) == told[-1].leads == 300
    assert "300/300" in capsys.readouterr().err


def test_breakdowns_have_a_bar_too(capsys: pytest.CaptureFixture[str]) -> None:
    lw.breakdowns(lw.SearchCriteria(campaign_ids=[1]), lw.Sandbox(leads=300), progress=True)
    assert "counting" in capsys.readouterr().err


def test_breakdowns_are_by_whatever_field_is_named() -> None:
    account = lw.Sandbox(leads=300, limits=False)
    [(field, table)] = lw.breakdowns(lw.SearchCriteria(), account, by="physical_state").items()
    expected = account.raw_leads()["state"].value_counts()
    assert field == "physical_state"
    listed = table.dropna(subset="value")
    assert dict(zip(listed["value"], listed["leads"], strict=True)) == expected.to_dict()


class _Gone(io.StringIO):
    """An output that nobody reads any more after the first lines."""

    def write(self, text: str) -> int:
        if self.tell() > 200:
            raise BrokenPipeError
        return super().write(text)


def test_a_search_whose_bar_cannot_be_shown_any_more_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    running = portal().call(_tasks)
    monkeypatch.setattr(sys, "stderr", _Gone())
    account = lw.Sandbox(leads=1_000, limits=True)  # they make the search below take a minute
    began = time.monotonic()
    with pytest.raises(BrokenPipeError):
        lw.search(lw.SearchCriteria(), account, page_size=10, progress=True)
    while portal().call(_tasks) > running:
        os.sched_yield()
    assert time.monotonic() - began < 20


async def _tasks() -> int:
    return len(asyncio.all_tasks())


def test_a_missing_tqdm_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'leadwidgets\[progress\]'"):
        lw.search(_CALIFORNIA, lw.Sandbox(leads=10), progress=True)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_while_the_bar_is_shown_cancels_the_search() -> None:
    interrupted = threading.Event()
    waiting = threading.main_thread().ident or 0

    def interrupt(progress: SearchProgress) -> None:
        if progress.pages == 3 and not interrupted.is_set():
            interrupted.set()
            signal.pthread_kill(waiting, signal.SIGINT)

    with pytest.raises(lw.SearchCancelled):
        lw.search(
            lw.SearchCriteria(),
            lw.Sandbox(leads=1_000, limits=True),
            on_progress=interrupt,
            page_size=10,
            progress=True,
        )


@pytest.mark.parametrize("what", ["waiting", "reading"])
def test_a_search_that_is_blocked_when_the_process_ends_is_cancelled(what: str) -> None:
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", _BLOCKED_AT_THE_END, what],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
