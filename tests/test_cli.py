import asyncio
import importlib.metadata
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.cli import main, notebooks
from leadwidgets.cli.endings import told_to_end
from leadwidgets.extras import MissingExtraError, load

pytestmark = pytest.mark.slow

COMMAND = str(Path(sys.executable).with_name("leadwidgets"))


@contextmanager
def sandbox(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Run the command; give its process and the variables that it prints."""
    command = [COMMAND, "sandbox", "--port", "0", *arguments]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process, dict(_exports(process))
        finally:
            process.kill()


def _exports(process: subprocess.Popen[str]) -> Iterator[tuple[str, str]]:
    assert process.stdout is not None
    for line in process.stdout:
        words = shlex.split(line)
        if words[:1] == ["export"]:
            name, _, value = words[1].partition("=")
            yield name, value
        elif words[:1] == ["Ctrl-C"]:
            return


async def count_all(account: lw.Account) -> int:
    async with lw.LeadSearchClient(account) as client:
        groups = await client.dial_groups()
        campaigns = [campaign.campaign_id for group in groups for campaign in group.campaigns]
        return await client.count(lw.SearchCriteria(campaign_ids=campaigns))


def test_the_sandbox_prints_variables_that_connect_a_client() -> None:
    with sandbox("--leads", "200", "--seed", "3") as (_, variables):
        account = lw.Account.from_env(variables)
        assert asyncio.run(count_all(account)) == 200


def test_the_sandbox_serves_a_file_of_leads(tmp_path: Path) -> None:
    saved = tmp_path / "saved leads.csv"
    saved.write_text("lead_id,campaign_id,zip\n1,7,01234\n2,7,\n")
    with sandbox("--leads", str(saved)) as (_, variables):
        account = lw.Account.from_env(variables)
        assert asyncio.run(count_all(account)) == 2


@pytest.mark.parametrize("command", ["sandbox", "lab"])
def test_a_file_that_cannot_be_served_is_an_error_that_says_so(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("number,name\n1,x\n")
    assert main([command, "--leads", str(odd)]) == 1
    assert "no column for leadId and campaignId" in capsys.readouterr().err


def test_requests_are_written_to_standard_error_when_asked() -> None:
    with sandbox("--leads", "30", "--access-log") as (process, variables):
        assert asyncio.run(count_all(lw.Account.from_env(variables))) == 30
        process.send_signal(signal.SIGINT)
        _, log = process.communicate()
    assert "POST /voice/api/v1/admin/accounts/{account_id}/campaignLeads/leadSearch 200" in log
    assert "POST /restapi/oauth/token 200" in log
    assert not any(
        secret in log for secret in (variables["RC_JWT"], variables["RINGCX_ACCOUNT_ID"])
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_sandbox_ends_quietly_when_told_to(number: signal.Signals) -> None:
    with sandbox("--leads", "10") as (process, _):
        process.send_signal(number)
        _, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_comes_before_the_wait_ends_it_too(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with told_to_end() as ending:
        signal.raise_signal(number)
        assert ending.get(timeout=10) == number
    assert signal.getsignal(number) is before


def test_a_taken_port_is_an_error_that_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["sandbox", "--leads", "10", "--port", port]) == 1
    assert "in use" in capsys.readouterr().err


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--version"])
    assert capsys.readouterr().out.strip() == importlib.metadata.version("leadwidgets")


@pytest.mark.parametrize(
    "arguments",
    [[], ["unheard-of"], ["sandbox", "--port", "many"], ["lab", "--leads", "no.csv"]],
    ids=["none", "odd", "value", "file"],
)
def test_a_wrong_call_ends_with_2_and_shows_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)
    assert capsys.readouterr().err.startswith("usage: leadwidgets")


def test_notebooks_are_copied(tmp_path: Path) -> None:
    copies = notebooks.copy_to(tmp_path / "work")
    assert [path.name for path in copies.written] == ["01-search.ipynb", "dashboard.ipynb"]
    assert copies.kept == ()
    for path in copies.written:
        assert path.read_bytes() == (notebooks.shipped() / path.name).read_bytes()


def test_a_notebook_that_the_user_changed_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "01-search.ipynb"
    mine.write_text("my own")
    copies = notebooks.copy_to(tmp_path)
    assert mine.read_text() == "my own"
    assert copies.kept == (mine,)
    assert [path.name for path in copies.written] == ["dashboard.ipynb"]


def test_a_folder_that_cannot_be_made_is_an_error_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    assert main(["lab", "--no-browser", "--dir", str(taken)]) == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith("leadwidgets lab: ")
    assert str(taken) in complaint


def test_a_missing_extra_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(MissingExtraError) as caught:
        load("nobody_has_this.app", extra="dashboard", needed_for="Serving the dashboard")
    assert str(caught.value) == (
        "Serving the dashboard needs nobody_has_this, which is not installed. "
        f"Run: {sys.executable} -m pip install 'leadwidgets[dashboard]'"
    )


def test_a_broken_extra_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_extra.py").write_text("import nobody_has_this")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nobody_has_this"):
        load("broken_extra", extra="lab", needed_for="Opening JupyterLab")
