import json
import re
import shlex
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.cli import leads as leads_options
from leadwidgets.cli import main, parser

EXPORT = "Record ID,Phone,Telephone,City\n51,5550100001,5550100002,NULL\n"


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a file of leads that another program has written, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("export.csv")
    path.write_text(EXPORT)
    return path


def test_a_file_that_loads_as_it_is_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("lead_id,campaign_id\n1,5\n")
    assert main(["check", str(path)]) == 0
    assert "leads.csv, comma-separated, UTF-8: 1 lead, loads as it is" in capsys.readouterr().out


def test_a_file_of_which_something_has_to_be_said_ends_with_1_and_says_what(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(export)]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^Record ID +lead_id +proposed +whole numbers +1 +1$", out, re.MULTILINE)
    assert "Refused: The leads have no column for leadId and campaignId" in out
    assert "5550100001" not in out
    assert main(["check", str(export), "--columns", "auto"]) == 1
    assert main(["check", str(export), "--columns", "auto", "--campaign", "Spring"]) == 0


@pytest.mark.parametrize(
    "options",
    [["--sheet", "Leads"], ["--encoding", "utf-32"], ["--columns", "export.csv"]],
    ids=["sheet", "encoding", "table"],
)
def test_what_cannot_be_read_ends_with_2(
    options: list[str], export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(export), *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "could not be read" in printed.err


def test_a_table_that_cannot_be_written_ends_with_2(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(export), "--save-columns", "nowhere/columns.json"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["no.csv"], ["export.csv", "--time", "City=soon"], ["export.csv", "more.csv"]]
)
def test_a_wrong_call_ends_with_2(arguments: list[str], export: Path) -> None:
    assert export.is_file()
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["check", *arguments])


def test_a_saved_table_opens_the_account_in_every_command(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(export), "--columns", "auto", "--save-columns", "columns.json"]) == 1
    assert "Columns: columns.json, for --columns" in capsys.readouterr().out
    table = json.loads(Path("columns.json").read_text())
    assert table == {"Record ID": "lead_id"}
    Path("columns.json").write_text(json.dumps(table | {"Phone": "lead_phone"}))
    options = ["--leads", str(export), "--columns", "columns.json", "--campaign", "Spring"]
    for command in ("lab", "dashboard", "sandbox"):
        account = leads_options.embedded(parser().parse_args([command, *options])).open()
        [lead] = lw.search(lw.SearchCriteria(campaign_ids=[1]), account).leads.to_dict("records")
        assert (lead["lead_id"], lead["lead_phone"]) == (51, "5550100001")
        assert (lead["campaign_name"], lead["telephone"]) == ("Spring", "5550100002")


def test_a_single_column_goes_before_tables_and_proposals(export: Path) -> None:
    chosen = parser().parse_args(
        [
            *("lab", "--leads", str(export), "--campaign", "7", "--columns", "auto"),
            *("--column", "Record ID=", "--column", "Telephone=lead_id"),
        ]
    )
    account = leads_options.embedded(chosen).open()
    assert account.raw_leads()["leadId"].tolist() == [5550100002]


@pytest.mark.parametrize("option", [["--columns", "auto"], ["--campaign", "Spring"]])
def test_what_is_said_of_columns_is_said_of_a_file(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["sandbox", "--leads", "10", *option])
    assert "say which with --leads" in capsys.readouterr().err


def test_a_table_that_is_none_is_an_error_that_says_so(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", "--leads", str(export), "--columns", str(export)]) == 1
    assert "The table of columns in export.csv could not be read" in capsys.readouterr().err


OPTIONS = re.compile(r"in a shell with (--\w+ (?:\"[^\"]*\"|\w+))")


def test_each_next_step_that_is_printed_brings_the_file_further(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(export)]) == 1
    steps = OPTIONS.findall(capsys.readouterr().out)
    assert {step.split()[0] for step in steps} == {"--column", "--columns", "--campaign"}
    taken = [
        *shlex.split('--column "Record ID=leadId" --campaign Spring'),
        *shlex.split('--column "Phone=lead_phone" --null-words NULL --columns auto'),
    ]
    assert main(["check", str(export), *taken]) == 0
    assert OPTIONS.findall(capsys.readouterr().out) == []
    for step in ('--column "Record ID=leadId"', '--column "Phone=lead_phone"', "--columns auto"):
        assert step in steps
