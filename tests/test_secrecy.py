"""The run's own watch can fail: whatever it listens to, a planted secret or phone is found."""

import logging
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from results import receipt
from secrecy import Watch, listening

import leadwidgets as lw
from leadwidgets.client import LeadSearchClient
from leadwidgets.errors import UnexpectedResponseError

PHONE = "2125550123"


def _log(text: str) -> None:
    logging.getLogger("some.library").debug("one %s", text)


def _log_exception(text: str) -> None:
    try:
        _raise_beneath(text)
    except RuntimeError:
        logging.getLogger("some.library").exception("It failed")


def _raise_beneath(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        message = "it failed"
        raise RuntimeError(message) from error


def _expect_exception(text: str) -> None:
    with pytest.raises(RuntimeError):
        _raise_beneath(text)


def _make_error(text: str) -> None:
    UnexpectedResponseError(f"An answer had {text}")


def _make_account(text: str) -> None:
    repr(lw.Sandbox.from_leads(_leads(), name=text))


def _leads() -> object:
    return lw.Sandbox(leads=5).raw_leads()


def _make_receipt(text: str) -> None:
    receipt(notes=(text,))


def _make_result(text: str) -> None:
    lw.SearchResult(lw.LeadSearchPanel(lw.Sandbox(leads=1)).leads, receipt(reason=text))


def _show_in_panel(text: str) -> None:
    panel = lw.LeadSearchPanel(lw.Sandbox(leads=10))
    panel.state = {**panel.state, "problem": {"title": text, "detail": "", "next": None}}
    panel.close()


@pytest.mark.tells("", why="the watch of this test must find something")
@pytest.mark.parametrize("kind", ["phone", "secret"])
@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (_log, "a log line of some.library"),
        (_log_exception, "an exception logged by some.library"),
        (_expect_exception, "an expected exception"),
        (_make_error, "an error of ours"),
        (_make_account, "the repr of Sandbox"),
        (_make_receipt, "the repr of Receipt"),
        (_make_result, "the repr of SearchResult"),
        (_show_in_panel, "the state of a panel"),
    ],
)
def test_what_is_planted_is_found(plant: Callable[[str], None], where: str, kind: str) -> None:
    watch = Watch()
    with listening(watch):
        planted = PHONE if kind == "phone" else secrets.token_urlsafe(24)
        plant(f"<{planted}>")
    assert any(where in place for place in watch.found), watch.found
    assert planted not in str(watch.found)


@pytest.mark.parametrize(
    "text",
    [
        PHONE,
        "+1 212-555-0123",
        "(212) 555-0123",
        "2120555123",
        "18005550185",
        "212.555.0123",
        "0255500006",
        "(07) 7010 1234",
    ],
)
def test_phones_are_known_in_every_form(text: str) -> None:
    watch = Watch()
    watch.hear("here", f"lead_phone={text}, and more")
    assert len(watch.found) == 1


@pytest.mark.parametrize(
    "text", ["1790000000", "1790000000123", "0.2125550123", "a2125550123f", ""]
)
def test_times_and_ids_are_no_phones(text: str) -> None:
    watch = Watch()
    watch.hear("here", text)
    assert watch.found == []


def test_saved_files_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "saved.ipynb").write_text(f'{{"metadata": {{"widgets": "{PHONE}"}}}}')
    watch = Watch()
    watch.hear_files("a notebook", tmp_path.glob("*.ipynb"))
    assert "a notebook saved.ipynb" in watch.found[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("", pytest.ExitCode.TESTS_FAILED),
        ("@pytest.mark.tells('a log line', why='no such')", pytest.ExitCode.TESTS_FAILED),
        ("@pytest.mark.tells('standard output', why='on purpose')", 0),
    ],
)
def test_a_run_that_tells_fails_unless_it_says_that_it_does(
    tmp_path: Path, mark: str, code: int
) -> None:
    (tmp_path / "test_it.py").write_text(
        f"import pytest\n{mark}\ndef test_it():\n    print('{PHONE}')\n"
    )
    ended = subprocess.run(  # noqa: S603 - pytest
        [sys.executable, "-m", "pytest", "-p", "secrecy", "-W", "ignore", "--rootdir", tmp_path],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stdout
    assert ("test_it.py::test_it: standard output" in ended.stdout) == bool(code)


def test_the_watch_of_this_run_is_listening(watch: Watch) -> None:
    before = watch.heard
    logging.getLogger("some.library").debug("nothing to see")
    assert watch.heard > before


def test_clients_are_listened_to() -> None:
    watch = Watch()
    with listening(watch):
        LeadSearchClient(lw.Sandbox(leads=1))
    assert watch.heard > 1
    assert watch.found == []
