"""A pytest plugin that listens to the whole run for secrets and phones, and fails it if one shows.

It knows every secret that the embedded accounts of this process make up, and recognises every phone
that they can invent. It hears, whatever test is running,

- every log record of the process, also those that no logger shows,
- every error of ours, as text and repr, and every exception that a test expects,
- the reprs of accounts, clients, receipts, results and panels, as text and HTML,
- the state of every panel whenever it changes, which is what a notebook would save,
- what tests and the programs that they start write to standard output and standard error,
- files that a fixture hands over, such as saved notebooks and servers' logs (`hear_files`).

A test in which such a thing is shown on purpose says where: ``@pytest.mark.tells("a log line of
httpx", why="…")``.
"""

import json
import logging
import re
import secrets
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from leadwidgets.account import Account
from leadwidgets.client import LeadSearchClient
from leadwidgets.errors import LeadSearchError
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.search_result import SearchResult
from leadwidgets.sandbox.invented.places import PLACES
from leadwidgets.widgets import LeadSearchPanel

_AREAS = frozenset(code for place in PLACES for code in place.area_codes)
# 555-01xx in whatever form, and exchanges that begin with 0 or 1, as the embedded accounts have.
_PHONE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?1[ .-]?)?\(?([2-9]\d\d)(?:[\s().-]{0,2}555[\s.-]?01\d\d|[01]\d{6})"
    r"(?![0-9A-Za-z])"
)
_AUSTRALIAN_PHONE = re.compile(
    r"(?<![0-9A-Za-z.])\(?0[2378]\)?[ .-]?(?:5550|7010|0\d{3})[ .-]?\d{4}(?![0-9A-Za-z])"
)
_TOLL_FREE = frozenset({"800", "888", "877", "866", "855", "844", "833"})
_RUN = re.compile(r"[A-Za-z0-9_-]{16,}")  # as long as the shortest secret
_AROUND = 40  # characters


@dataclass
class Watch:
    """What is secret, and where it was heard.

    Attributes
    ----------
    secrets
        Texts that nobody may read.
    test
        The test that is running.
    allowed
        Where it tells on purpose: the beginnings of places.
    heard
        How many texts were looked at.
    found
        Where something was, without telling what.
    """

    secrets: set[str] = field(default_factory=set)
    test: str = "before the first test"
    allowed: tuple[str, ...] = ()
    heard: int = 0
    found: list[str] = field(default_factory=list)

    def hear(self, where: str, *texts: object) -> None:
        """Look for what is secret in what was shown somewhere."""
        for text in map(str, texts):
            self.heard += 1
            if where.startswith(self.allowed):
                continue
            for match in (*self._phones(text), *self._secrets(text)):
                before = text[max(0, match.start() - _AROUND) : match.start()]
                after = text[match.end() : match.end() + _AROUND]
                shown = _without_digits(f"{before}[…]{after}")
                self.found.append(f"{self.test}: {where}: {shown!r}")

    def hear_error(self, where: str, error: BaseException) -> None:
        """Look into an error and into those that led to it."""
        self.hear(where, error, repr(error), *getattr(error, "__notes__", ()))
        beneath = [error.__cause__, error.__context__]
        beneath += error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        for one in filter(None, beneath):
            self.hear_error(where, one)

    def hear_files(self, where: str, paths: Iterator[Path]) -> None:
        """Look into text files."""
        for path in paths:
            self.hear(f"{where} {path.name}", path.read_text(encoding="utf-8", errors="replace"))

    def _phones(self, text: str) -> Iterator[re.Match[str]]:
        for match in _PHONE.finditer(text):
            if match[1] in _AREAS or match[1] in _TOLL_FREE:
                yield match
        yield from _AUSTRALIAN_PHONE.finditer(text)

    def _secrets(self, text: str) -> Iterator[re.Match[str]]:
        for match in _RUN.finditer(text):
            if match[0] in self.secrets:
                yield match


def _without_digits(text: str) -> str:
    return re.sub(r"\d", "#", text)


@contextmanager
def listening(watch: Watch) -> Iterator[None]:
    """Let a watch hear everything that happens in the process while the block runs."""
    with ExitStack() as undone:
        enter = undone.enter_context
        enter(_wrapped(secrets, "token_urlsafe", lambda _, token: watch.secrets.add(token)))
        enter(_hearing_logs(watch))
        enter(
            _wrapped(
                LeadSearchError,
                "__init__",
                lambda given, _: watch.hear_error("an error of ours", given[0]),
            )
        )
        enter(
            _wrapped(
                pytest.ExceptionInfo,
                "fill_unfilled",
                lambda given, _: watch.hear_error("an expected exception", given[1][1]),
            )
        )
        for shown in (Account, Receipt, SearchResult, LeadSearchClient):
            enter(_wrapped(shown, "__init__", lambda given, _: _hear_shown(watch, given[0])))
        enter(_wrapped(LeadSearchPanel, "__init__", lambda given, _: _follow(watch, given[0])))
        yield


@contextmanager
def _hearing_logs(watch: Watch) -> Iterator[None]:
    made, level = logging.getLogRecordFactory(), logging.root.level

    def make(*given: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401
        record = made(*given, **named)
        watch.hear(f"a log line of {record.name}", record.getMessage(), record.args)
        if record.exc_info and (error := record.exc_info[1]):
            watch.hear_error(f"an exception logged by {record.name}", error)
        return record

    logging.setLogRecordFactory(make)
    logging.root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logging.root.setLevel(level)
        logging.setLogRecordFactory(made)


@contextmanager
def _wrapped(
    owner: Any,  # noqa: ANN401 - a module or a class
    name: str,
    then: Callable[[tuple[Any, ...], Any], None],
) -> Iterator[None]:
    """Call something with the arguments and the outcome each time that a function has run."""
    inner = getattr(owner, name)

    @wraps(inner)
    def outer(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        outcome = inner(*given, **named)
        then(given, outcome)
        return outcome

    with patch.object(owner, name, outer):
        yield


def _hear_shown(watch: Watch, shown: Any) -> None:  # noqa: ANN401 - one of the classes above
    where = f"the repr of {type(shown).__name__}"
    watch.hear(where, repr(shown), str(shown))
    if hasattr(shown, "_repr_html_"):
        watch.hear(where, shown._repr_html_())


def _follow(watch: Watch, panel: LeadSearchPanel) -> None:
    def hear_state(_: object) -> None:
        state = {name: value for name, value in panel.get_state().items() if name[0] != "_"}
        watch.hear("the state of a panel", json.dumps(state, default=str), repr(panel))

    hear_state(None)
    panel.observe(hear_state, ["state", "parts"])


_WATCH = pytest.StashKey[Watch]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to listen before the first test module is read."""
    config.addinivalue_line(
        "markers", "tells(*places, why): secrets or phones are shown there on purpose"
    )
    watch = config.stash[_WATCH] = Watch()
    undone = ExitStack()
    undone.enter_context(listening(watch))
    config.add_cleanup(undone.close)


@pytest.fixture(scope="session")
def watch(pytestconfig: pytest.Config) -> Watch:
    """Give the run's watch, to hand it files."""
    return pytestconfig.stash[_WATCH]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Know which test is running."""
    watch = item.config.stash[_WATCH]
    marks = item.iter_markers("tells")
    watch.test, watch.allowed = item.nodeid, tuple(place for mark in marks for place in mark.args)
    try:
        return (yield)
    finally:
        watch.test, watch.allowed = f"after {item.nodeid}", ()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hear what a test has written."""
    report = yield
    watch = item.config.stash[_WATCH]
    if report.when == "teardown":  # which has what all phases wrote
        watch.hear("standard output", report.capstdout)
        watch.hear("standard error", report.capstderr)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if anything was heard."""
    if session.config.stash[_WATCH].found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was heard."""
    watch = config.stash[_WATCH]
    found = list(dict.fromkeys(watch.found))
    if found:
        terminalreporter.section("secrets and phones in the open", red=True)
        for place in found:
            terminalreporter.write_line(place)
    terminalreporter.write_line(
        f"{watch.heard:,} texts searched for {len(watch.secrets):,} secrets and for phones: "
        f"found in {len(found):,} places"
    )
