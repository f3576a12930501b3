"""`leadwidgets search`, run as a script would run it."""

import contextlib
import io
import json
import logging
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.cli import main
from leadwidgets.cli.sandbox import connection
from leadwidgets.default_account import LEADS_VARIABLE
from leadwidgets.result import excel
from leadwidgets.sandbox import Faults
from leadwidgets.sandbox.service.faults import answered, reset

pytestmark = pytest.mark.slow

_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": pd.read_csv,
    ".parquet": lambda path: lw.read_result(path).leads,
    ".xlsx": lambda path: pd.read_excel(path, engine="openpyxl"),
}
COMMAND = str(Path(sys.executable).with_name("leadwidgets"))


@pytest.fixture(scope="module")
def account() -> lw.Sandbox:
    return lw.Sandbox(leads=3_000, limits=False)


@pytest.fixture(scope="module")
def variables(account: lw.Sandbox) -> Iterator[dict[str, str]]:
    with account.serve() as served:
        yield connection(served)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def _run(
    *arguments: str,
    variables: dict[str, str],
    folder: Path | None = None,
    command: str = "search",
) -> Ended:
    """Run the command in this process: starting Python for each would take most of the time."""
    out, complaints = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, _environment(variables), clear=True),
        contextlib.chdir(folder or "."),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(complaints),
    ):
        code = main([command, *arguments])
    return Ended(code, out.getvalue(), complaints.getvalue())


def _environment(variables: dict[str, str]) -> dict[str, str]:
    inherited = {
        k: v for k, v in os.environ.items() if not k.startswith(("RC_", "RINGCX_", LEADS_VARIABLE))
    }
    return inherited | variables


@pytest.mark.parametrize("name", ["leads.csv", "leads.parquet", "leads.xlsx", "LEADS.CSV"])
def test_the_matching_leads_are_in_the_file(
    name: str, account: lw.Sandbox, variables: dict[str, str], tmp_path: Path
) -> None:
    raw = account.raw_leads()
    campaign = int(raw["campaignId"].mode()[0])
    expected = raw[(raw["campaignId"] == campaign) & raw["leadState"].isin(["READY", "COMPLETE"])]
    options = ["--campaign", str(campaign), "--state", "READY", "COMPLETE", "-o", name]
    ended = _run(*options, variables=variables, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert f"{len(expected):,} of {len(expected):,} matching leads, complete" in ended.stderr
    path = tmp_path / name
    assert set(_READERS[path.suffix.lower()](path)["lead_id"]) == set(expected["leadId"])
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_counting_prints_the_number_and_nothing_else(
    account: lw.Sandbox, variables: dict[str, str]
) -> None:
    expected = (account.raw_leads()["leadTimezone"] == "EST").sum()
    ended = _run("--timezone", "EST", "--count", variables=variables)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{expected}\n", "")


def test_a_code_that_no_list_holds_is_told_with_the_nearest_one(
    variables: dict[str, str],
) -> None:
    codes = ["--state", "REDY", "READY", "--physical-state", "Q1", "--system-disposition", "ANSER"]
    ended = _run(*codes, "--count", variables=variables)
    assert (ended.returncode, ended.stdout) == (0, "0\n")
    assert ended.stderr.splitlines() == [
        "Warning: Lead status: the account lists no REDY; READY may be meant.",
        "Warning: State: the account lists no Q1.",
        "Warning: System dispositions: the account lists no ANSER; ANSWER may be meant.",
    ]


def test_an_agent_disposition_is_looked_for_in_the_chosen_campaigns(
    variables: dict[str, str],
) -> None:
    options = ["--campaign", "Solar Spring", "--agent-disposition", "wrong nr", "--count"]
    ended = _run(*options, variables=variables)
    assert (
        "Agent dispositions: the account lists no wrong nr; Wrong Number may be meant"
        in ended.stderr
    )


def test_a_campaign_is_found_by_its_name(account: lw.Sandbox, variables: dict[str, str]) -> None:
    raw = account.raw_leads()
    expected = (raw["campaignName"] == "Solar Spring").sum()
    for name in ("Solar Spring", "solar spring"):
        ended = _run("--campaign", name, "--count", variables=variables)
        assert (ended.returncode, ended.stdout) == (0, f"{expected}\n")
    other = _run("--campaign", "Solar Sprig", "--count", variables=variables)
    assert other.returncode == 2
    assert "no campaign called Solar Sprig; Solar Spring may be meant" in other.stderr


def test_the_campaigns_are_listed(account: lw.Sandbox, variables: dict[str, str]) -> None:
    ended = _run(variables=variables, command="campaigns")
    raw = account.raw_leads()
    named = set(zip(raw["campaignId"].astype(str), raw["campaignName"], strict=True))
    lines = [tuple(line.split("\t")[:2]) for line in ended.stdout.splitlines()]
    assert named <= set(lines)
    assert ended.returncode == 0


def test_options_change_the_criteria_of_a_file(
    account: lw.Sandbox, variables: dict[str, str], tmp_path: Path
) -> None:
    raw = account.raw_leads()
    expected = ((raw["state"] == "TX") & (raw["leadState"] == "COMPLETE")).sum()
    file = tmp_path / "criteria.json"
    file.write_text(lw.SearchCriteria(physical_states=["TX"], lead_states=["READY"]).to_json())
    ended = _run("--criteria", str(file), "--state", "COMPLETE", "--count", variables=variables)
    assert ended.stdout == f"{expected}\n"


def test_a_file_of_a_search_that_was_asked_to_stop_early_counts_as_done(
    variables: dict[str, str], tmp_path: Path
) -> None:
    ended = _run("--max-leads", "7", "-q", "-o", "few.csv", variables=variables, folder=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(pd.read_csv(tmp_path / "few.csv")) == 7


def test_personal_data_is_masked_when_asked(variables: dict[str, str], tmp_path: Path) -> None:
    for name, options in (("plain.csv", []), ("masked.csv", ["--mask-pii"])):
        chosen = ["--max-leads", "20", "-o", name, *options]
        assert _run(*chosen, variables=variables, folder=tmp_path).returncode == 0
    plain, masked = (pd.read_csv(tmp_path / name) for name in ("plain.csv", "masked.csv"))
    assert set(plain["lead_phone"]).isdisjoint(masked["lead_phone"])


def test_a_workbook_that_could_not_be_written_is_told_before_the_search(
    variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_LEADS", 2_999)
    crowded = _run("-o", "leads.xlsx", variables=variables, folder=tmp_path)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    without = _run("-o", "leads.xlsx", variables=variables, folder=tmp_path)
    assert (crowded.returncode, without.returncode) == (1, 1)
    assert "2,999 leads at most, not 3,000" in crowded.stderr
    assert "pip install 'leadwidgets[excel]'" in without.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_a_bar(variables: dict[str, str], tmp_path: Path) -> None:
    master, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 120))
    with subprocess.Popen(  # noqa: S603 - our own command
        [COMMAND, "search", "-o", "leads.parquet"],
        env=_environment(variables),
        cwd=tmp_path,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(master), b"")).decode()
    os.close(master)
    assert process.returncode == 0
    assert "3000/3000" in shown
    assert "3,000 of 3,000 matching leads, complete" in shown


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other side has gone
        return b""


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--count", "-o", "leads.csv"],
        ["-o", "leads.docx"],
        ["-o", "nowhere/leads.csv"],
        ["--count", "--campaign", "Spring"],
        ["--count", "--campaign", "-3"],
        ["--count", "--timezone", "cst"],
        ["--count", "--criteria", "wrong.json"],
        ["--count", "--criteria", "utf-16.json"],
        ["-o", "leads.csv", "--max-leads", "0"],
        ["--count", "--max-leads", "5"],
        ["--count", "--mask-pii"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong.json").write_text('{"colour": "red"}')
    (tmp_path / "utf-16.json").write_text("{}", encoding="utf-16")
    with contextlib.chdir(tmp_path):
        try:
            code: object = main(["search", *options])
        except SystemExit as ended:  # how argparse ends a command
            code = ended.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err
    assert not list(tmp_path.glob("*leads*"))


def test_a_file_that_is_not_there_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "--count", "--criteria", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_leads_that_cannot_be_served_end_with_1(tmp_path: Path) -> None:
    ended = _run("--count", variables={LEADS_VARIABLE: str(tmp_path / "none.csv")})
    assert ended.returncode == 1
    assert "none.csv" in ended.stderr


def test_a_file_that_cannot_be_written_is_told_before_the_search(
    variables: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "leads.csv").mkdir()
    with caplog.at_level(logging.INFO, logger="leadwidgets.sandbox.service.access_log"):
        ended = _run("-o", "leads.csv", variables=variables, folder=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith("'leads.csv'")
    assert caplog.messages == []
    assert list(tmp_path.rglob("*")) == [tmp_path / "leads.csv"]


def test_a_criteria_file_may_begin_with_a_byte_order_mark(
    account: lw.Sandbox, variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "criteria.json"
    file.write_text('{"physical_states": ["TX"]}', encoding="utf-8-sig")
    ended = _run("--criteria", str(file), "--count", variables=variables)
    assert ended.stdout == f"{(account.raw_leads()['state'] == 'TX').sum()}\n"


def test_leads_that_did_not_come_end_with_3_and_a_file(tmp_path: Path) -> None:
    counted_too_many = Faults(answered(200, b"501", on="leadSearch"))
    with lw.Sandbox(leads=500, faults=counted_too_many).serve() as served:
        ended = _run("-o", "leads.csv", variables=connection(served), folder=tmp_path)
    assert ended.returncode == 3
    assert "Not complete because" in ended.stderr
    assert len(pd.read_csv(tmp_path / "leads.csv")) == 500


def test_a_refused_sign_in_ends_with_4(variables: dict[str, str]) -> None:
    ended = _run("--count", variables=variables | {"RC_JWT": "mistaken"})
    assert ended.returncode == 4
    assert "did not accept the sign-in" in ended.stderr


def test_an_incomplete_environment_ends_with_4() -> None:
    ended = _run("--count", variables={"RINGCX_ACCOUNT_ID": "99990001"})
    assert ended.returncode == 4
    assert "RC_CLIENT_ID" in ended.stderr


def test_an_account_that_does_not_answer_ends_with_5_and_leaves_an_old_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "leads.csv").write_text("last week's")
    broken = Faults(reset(on="leadSearch", first=2, times=None))
    with lw.Sandbox(leads=500, faults=broken).serve() as served:
        ended = _run("-o", "leads.csv", variables=connection(served), folder=tmp_path)
    assert ended.returncode == 5
    assert (tmp_path / "leads.csv").read_text() == "last week's"
    assert [entry.name for entry in tmp_path.iterdir()] == ["leads.csv"]


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_with_130_and_no_file(number: signal.Signals, tmp_path: Path) -> None:
    with lw.Sandbox(leads=30_000, limits=True).serve() as served:  # which takes 20 s
        master, terminal = pty.openpty()
        termios.tcsetwinsize(terminal, (24, 120))
        with subprocess.Popen(  # noqa: S603 - our own command
            [COMMAND, "search", "-o", "leads.csv"],
            env=_environment(connection(served)),
            cwd=tmp_path,
            stderr=terminal,
        ) as process:
            os.close(terminal)
            shown = b""
            while b"waiting" not in shown:
                shown += os.read(master, 65536)
            process.send_signal(number)
            shown += b"".join(iter(lambda: _read(master), b""))
        os.close(master)
    assert process.returncode == 130
    assert b"Interrupted; nothing was written" in shown
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_account_is_told_from_a_real_one() -> None:
    ended = _run("--count", "--state", "READY", variables={})
    assert ended.returncode == 0
    assert int(ended.stdout) > 0
    assert "invented" in ended.stderr


def test_saved_leads_are_not_called_invented(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("lead_id,campaign_id,lead_state\n1,5,READY\n2,5,READY\n3,5,PENDING\n")
    ended = _run("--count", "--state", "READY", variables={"LEADWIDGETS_LEADS": str(export)})
    assert (ended.returncode, ended.stdout.strip()) == (0, "2")
    assert "LEADWIDGETS_LEADS" in ended.stderr
    assert "invented" not in ended.stderr


def test_a_dotenv_file_names_the_account(variables: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "account.env").write_text(
        "\n".join(f"{name}={json.dumps(value)}" for name, value in variables.items())
    )
    ended = _run("--count", "--dotenv", "account.env", variables={}, folder=tmp_path)
    assert (ended.stdout, ended.stderr) == ("3000\n", "")
