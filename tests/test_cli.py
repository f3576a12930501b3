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
import xlsxwriter
from sandbox.foreign import Foreign

import leadwidgets as lw
from leadwidgets.cli import main, notebooks
from leadwidgets.cli.signals import told_to_end
from leadwidgets.errors import MissingExtraError
from leadwidgets.extras import load

pytestmark = pytest.mark.slow

COMMAND = str(Path(sys.executable).with_name("leadwidgets"))


@contextmanager
def sandbox(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Run the command; give its process, its variables, and the last note as one."""
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
        elif line.startswith("  "):
            yield " ".join(words[:-1]), words[-1]
        elif words[:1] == ["Note:"]:
            yield "Note", line.removeprefix("Note: ").strip()
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


def test_the_sandbox_prints_what_the_vendors_clients_sign_in_with() -> None:
    with sandbox("--leads", "20", "--accounts", "3") as (_, variables):
        account = lw.Account.from_env(variables)
        named = {"username": variables["user name"], "password": variables["password"]}
        form = named | {"grant_type": "password", "extension": variables["extension"]}
        foreign = Foreign(account)
        assert foreign.platform_token(**form).status_code == 200
        legacy = foreign.send("POST", "/api/v1/auth/login", data=named).json()
        assert len(legacy["accounts"]) == 3
        headers = {"X-Auth-Token": variables["X-Auth-Token"]}
        assert len(foreign.send("GET", "/api/v1/admin/accounts", headers=headers).json()) == 3


def test_the_sandbox_serves_a_file_of_leads(tmp_path: Path) -> None:
    saved = tmp_path / "saved leads.csv"
    saved.write_text("lead_id,campaign_id,zip\n1,7,01234\n2,7,\n")
    with sandbox("--leads", str(saved)) as (_, variables):
        account = lw.Account.from_env(variables)
        assert asyncio.run(count_all(account)) == 2


FOREIGN = "No,Campaign,Phone 1,=Odd\n7,12,(212) 555-0100,a\n9,12,,b\n"
MAPPING = ("--column", "No=lead_id", "--column", "Campaign=campaignId")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give a file of leads that another program has written."""
    path = tmp_path / "export.csv"
    path.write_text(FOREIGN)
    return path


def test_columns_of_another_program_are_named(export: Path) -> None:
    phone = ("--column", "Phone 1=lead_phone")
    with sandbox("--leads", str(export), *MAPPING, *phone) as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({"leadPhoneNum": "2125550100"})
    assert [(row["leadId"], row["campaignId"], row["=Odd"]) for row in rows] == [(7, 12, "a")]


def test_a_columns_name_may_hold_an_equals_sign(export: Path) -> None:
    with sandbox("--leads", str(export), *MAPPING, "--column", "=Odd=zip") as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({"zip": "b"})
    assert [row["leadId"] for row in rows] == [9]


def test_a_sheet_of_a_workbook_is_named_and_what_was_noticed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    book = xlsxwriter.Workbook(path)
    for name, leads in (("Spring", 1), ("Fall", 2)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["lead_id", "campaign_id"])
        for number in range(1, leads + 1):
            sheet.write_row(number, 0, [number, 7])
    book.close()
    with sandbox("--leads", str(path), "--sheet", "Fall") as (_, variables):
        account = lw.Account.from_env(variables)
        assert asyncio.run(count_all(account)) == 2
    assert variables["Note"] == "The leads are those of the sheet 'Fall'; not read: 'Spring'"


def test_how_a_text_is_encoded_and_what_its_quotation_marks_do_is_said(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes('lead_id,campaign_id,last_name\n1,7,"Łoś\n2,7,"x"\n'.encode("cp1250"))
    options = ("--encoding", "cp1250", "--quotes", "text")
    with sandbox("--leads", str(path), *options) as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({})
    assert [row["lastName"] for row in rows] == ['"Łoś', '"x"']


@pytest.mark.parametrize(
    ("option", "value"), [("--sheet", "a"), ("--encoding", "cp1252"), ("--quotes", "text")]
)
def test_how_to_read_is_said_of_a_file(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["sandbox", "--leads", "10", option, value])
    assert f"argument {option}: says how to read a file" in capsys.readouterr().err


def test_what_values_mean_is_said_in_a_shell(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("lead_id,Loaded,Called,zip\n1,11/3/2026,soon,NULL\n2,11/4/2026,,a=b\n")
    said = (
        *("--column", "Loaded=loaded_dts", "--column", "Called=", "--time", "Loaded=d/m/y"),
        *("--fill", "campaign_id=Spring", "--fill", "zip=x=y", "--null-words", "NULL", r"\N"),
    )
    with sandbox("--leads", str(path), *said) as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({})
    assert [row["loadedDts"][:10] for row in rows] == ["2026-03-11", "2026-04-11"]
    assert [row["campaignName"] for row in rows] == ["Spring", "Spring"]
    assert [row["zip"] for row in rows] == ["x=y", "a=b"]
    assert [row["Called"] for row in rows] == ["soon", None]


@pytest.mark.parametrize("command", ["sandbox", "lab", "dashboard"])
@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        (["Nummer=leadId"], "The mapping names 'Nummer', which the leads do not have"),
        (["No=leedId"], "'No' is 'leedId', which is no field of a lead (nearest: 'leadId'"),
        (["No=leadId", "Phone 1=lead_id"], "Two columns hold leadId: 'No' and 'Phone 1'"),
        (["No=leadId"], '--column "Campaign=campaignId"'),
    ],
    ids=["column", "field", "field twice", "missing"],
)
def test_a_mapping_that_does_not_fit_the_file_is_an_error_that_says_so(
    command: str,
    columns: list[str],
    complaint: str,
    export: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = [word for column in columns for word in ("--column", column)]
    assert main([command, "--leads", str(export), *options]) == 1
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("command", ["sandbox", "lab", "dashboard"])
@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--column", "No"], "expected COLUMN=FIELD, such as"),
        (["--column", "=leadId"], "expected COLUMN=FIELD"),
        (["--column", "No=a", "--column", "No=b"], "given twice for 'No'"),
        (["--fill", "No=1", "--fill", "No=2"], "fill: given twice for 'No'"),
        (["--time", "No=iso", "--time", "No=iso"], "times: given twice for 'No'"),
        (["--time", "No"], "expected COLUMN=READING, such as"),
        (["--time", "No=unix second"], "Did you mean 'unix seconds'?"),
        (["--fill", "No="], "expected COLUMN=VALUE, such as"),
    ],
    ids=[
        *("no field", "no column", "twice", "a filling twice", "times twice"),
        *("no reading", "no such reading", "no value"),
    ],
)
def test_a_mapping_that_says_nothing_is_a_wrong_call(
    command: str,
    options: list[str],
    complaint: str,
    export: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main([command, "--leads", str(export), *options])
    assert complaint in capsys.readouterr().err


def test_a_mapping_without_a_file_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["sandbox", "--leads", "10", *MAPPING])
    assert "say which with --leads" in capsys.readouterr().err


def test_an_account_is_kept_and_opened_again(export: Path, tmp_path: Path) -> None:
    file = tmp_path / "account.duckdb"
    with sandbox("--leads", str(export), *MAPPING, "--file", str(file)) as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({})
    export.unlink()
    with sandbox("--file", str(file)) as (_, variables):
        assert Foreign(lw.Account.from_env(variables)).rows({}) == rows
    assert len(lw.Sandbox(file=file).raw_leads()) == 2


def test_invented_leads_are_kept_too(tmp_path: Path) -> None:
    file = tmp_path / "account.duckdb"
    with sandbox("--leads", "70", "--seed", "3", "--file", str(file)) as (_, variables):
        assert file.is_file()
        rows = Foreign(lw.Account.from_env(variables)).rows({})
    assert Foreign(lw.Sandbox(70, 3)).rows({}) == rows


@pytest.mark.parametrize("command", ["sandbox", "lab", "dashboard"])
def test_a_file_for_the_account_that_will_not_do_is_an_error_that_says_so(
    command: str, export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "account.duckdb"
    lw.Sandbox(10, file=kept).prepare()
    for options, complaint in (
        (["--leads", "11", "--file", str(kept)], "has 10, expected that or None, got 11"),
        (["--leads", str(export), *MAPPING, "--file", str(kept)], "with --file alone"),
        (["--file", str(export)], "holds no account"),
        (["--file", str(tmp_path / "nowhere" / "account.duckdb")], "cannot be written"),
    ):
        assert main([command, *options]) == 1
        assert complaint in capsys.readouterr().err


def test_broken_forms_leave_the_terminal_alone() -> None:
    broken = {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=y"}}
    with sandbox("--leads", "30") as (process, variables):
        foreign = Foreign(lw.Account.from_env(variables))
        path = f"/accounts/{variables['RINGCX_ACCOUNT_ID']}/campaignLeads/leadSearchByPhoneList"
        assert foreign.call("POST", path, **broken).status_code == 400
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate()
    assert complaints == ""


@pytest.mark.parametrize("command", ["sandbox", "lab", "dashboard"])
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


@pytest.mark.parametrize("part", ["nobody_has_this", "broken_extra.part"])
def test_a_broken_extra_is_not_called_missing(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_extra.py").write_text(f"import {part}")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "broken_extra", raising=False)
    with pytest.raises(ModuleNotFoundError, match=f"No module named '{part}'"):
        load("broken_extra", extra="lab", needed_for="Opening JupyterLab")


def test_a_country_is_served_and_is_not_said_of_a_file(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sandbox("--leads", "200", "--country", "AU") as (_, variables):
        rows = Foreign(lw.Account.from_env(variables)).rows({"physicalStates": ["NSW"]})
    assert rows
    with pytest.raises(SystemExit):
        main(["sandbox", "--leads", str(export), *MAPPING, "--country", "AU"])
    assert "argument --country: says where invented leads live" in capsys.readouterr().err
