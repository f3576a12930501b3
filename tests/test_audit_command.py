from datetime import UTC, datetime
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.cli import main

CALLBACK = "lead_id,campaign_id,lead_state,next_dial_time\n"


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a result of the embedded account, in the working folder."""
    monkeypatch.chdir(tmp_path)
    account = lw.Sandbox(2_000, now=datetime(2026, 11, 2, 17, tzinfo=UTC), limits=False)
    path = Path("leads.parquet")
    lw.search(lw.SearchCriteria(), account).to_parquet(path)
    return path


def test_findings_are_printed_and_the_report_is_written(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(saved), "-o", "report.html"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("AuditReport: ")
    assert "serious: " in out
    assert out.endswith("Report: report.html\n")
    assert "Figures by lead_list" in Path("report.html").read_text(encoding="utf-8")


def test_a_result_is_looked_at_as_of_its_search(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", str(saved)])
    finished = lw.read_result(saved).receipt.finished
    assert f"as of {finished:%Y-%m-%d %H:%M} UTC" in capsys.readouterr().out


def test_what_fails_the_run_is_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stuck.csv"
    rows = "".join(f"{number},5,PENDING-ERR,\n" for number in range(1, 13))
    path.write_text(CALLBACK + rows, encoding="utf-8")
    assert main(["audit", str(path), "--fail-on", "serious"]) == 0
    assert main(["audit", str(path), "--fail-on", "warning"]) == 1
    assert "12 leads are stuck in PENDING" in capsys.readouterr().out


def test_serious_findings_fail_a_run_that_says_so(saved: Path) -> None:
    assert main(["audit", str(saved), "--fail-on", "serious", "-o", "report.html"]) == 1
    assert Path("report.html").is_file()


def test_settings_of_a_file_are_used(saved: Path) -> None:
    settings = Path("settings.json")
    settings.write_text(lw.AuditSettings(stuck_minutes=77).to_json(), encoding="utf-8")
    assert main(["audit", str(saved), "--settings", str(settings), "-o", "report.html"]) == 0
    assert "PENDING for more than 77 minutes" in Path("report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [("leads.csv", "phone\n1\n"), ("settings.json", "[]")],
    ids=["leads", "settings"],
)
def test_a_file_that_cannot_be_read_ends_with_2(
    saved: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(text, encoding="utf-8")
    given = [name] if name == "leads.csv" else [str(saved), "--settings", name]
    assert main(["audit", *given]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("leadwidgets audit: ")


@pytest.mark.parametrize("output", ["report.pdf", "nowhere/report.html"])
def test_where_no_page_can_be_written_is_told_before_anything_is_read(
    saved: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["audit", str(saved), "-o", output])
    assert ended.value.code == 2
    assert "argument -o/--output" in capsys.readouterr().err
