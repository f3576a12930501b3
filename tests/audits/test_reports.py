"""What a report shows, and what is written to files."""

import html
import io
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
import results

import leadwidgets as lw
from leadwidgets.audits.zones import STATE_ZONES, contradicts, minutes_from_utc
from leadwidgets.errors import InvalidArgumentError

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
NASTY = '<script>alert("x")</script>'


def _report() -> lw.AuditReport:
    frame = pd.DataFrame(
        {
            "list_id": pd.array([7] * 20, "Int64"),
            "campaign_id": pd.array([1] * 20, "Int64"),
            "list_desc": [NASTY] * 20,
            "campaign_name": [NASTY] * 20,
            "lead_state": ["PENDING-ERR"] * 20,
            "state_dts": pd.to_datetime(["2026-11-02"] * 20, utc=True),
            "first_name": ["Zebedee"] * 20,
        }
    )
    return lw.audit(frame, by="campaign", now=NOW)


def test_text_of_leads_is_never_markup() -> None:
    shown = _report()._repr_html_()
    assert NASTY not in shown
    assert shown.count(html.escape(NASTY)) >= 2


def test_the_page_stands_alone_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    _report().to_html(path)
    page = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "Zebedee" not in page


def test_the_page_can_be_written_to_an_open_file() -> None:
    text, data = io.StringIO(), io.BytesIO()
    _report().to_html(text)
    _report().to_html(data)
    assert text.getvalue().encode() == data.getvalue()


def test_findings_come_before_figures_and_these_before_what_is_not_knowable() -> None:
    shown = _report()._repr_html_()
    places = [
        shown.index(text)
        for text in ("are stuck in PENDING", "Figures, of all", "Figures by campaign", "Not know")
    ]
    assert places == sorted(places)


def test_the_repr_tells_verdict_basis_and_findings() -> None:
    first, second, *_ = repr(_report()).splitlines()
    assert first.startswith("AuditReport: 0 serious findings, 1 warning (20 leads, without a rec")
    assert "as of 2026-11-02 17:00 UTC; timezone rules 20" in first
    assert second.startswith("  warning: 20 leads of ")


def test_a_result_brings_its_receipt_and_its_moment() -> None:
    result = results.result(complete=False, reason="stopped")
    report = lw.audit(result)
    assert report.receipt is result.receipt
    assert report.now == result.receipt.finished
    assert "not complete" in report.basis
    assert "stopped" in report._repr_html_()


def test_settings_are_read_back_as_they_were_written() -> None:
    settings = lw.AuditSettings(
        calling_from=9, contact_dispositions=("Sold", "Größe"), least_share=0.5
    )
    assert lw.AuditSettings.from_json(settings.to_json()) == settings
    assert lw.AuditSettings.from_json('{"stuck_minutes": 5}').stuck_minutes == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "not a JSON object"),
        ("{", "not a JSON object"),
        ('{"stuck": 5}', "No setting of an audit is called 'stuck'"),
        ('{"stuck_minutes": "5"}', "stuck_minutes is a whole number"),
        ('{"stuck_minutes": true}', "stuck_minutes is a whole number"),
        ('{"least_share": 1.5}', "least_share is a number from 0 to 1"),
        ('{"contact_dispositions": "Sold"}', "contact_dispositions holds texts"),
        ('{"calling_from": 21}', "Nobody may be called from 21 until 21"),
    ],
)
def test_settings_that_do_not_fit_are_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidArgumentError, match=said):
        lw.AuditSettings.from_json(text)


@pytest.mark.parametrize(
    ("zone", "state", "zip_code", "wrong"),
    [
        ("MST", "AZ", "", False),
        ("MDT", "AZ", "", True),
        ("PST", "AZ", "", True),
        ("HAST", "HI", "", False),
        ("HADT", "HI", "", True),
        ("HADT", "AK", "", False),
        ("CST", "SK", "", False),
        ("CDT", "SK", "", True),
        ("NDT", "NL", "", False),
        ("PST", "ID", "836", True),
        ("PST", "ID", "838", False),
        ("CST", "FL", "", False),
        ("PST", "fl", "", True),
        ("NSW1", "FL", "", False),
        ("NSW1", "NSW", "", False),
        ("WA01", "NSW", "", True),
        ("WA01", "WA", "", False),
        ("EAST", "ON", "", False),
        ("WEST", "ON", "", True),
        ("CENTRAL", "SK", "", False),
        ("WEST", "WA", "", False),
        ("PST", "NSW", "", False),
        ("", "FL", "", False),
    ],
)
def test_a_timezone_contradicts_its_state_where_no_part_of_it_keeps_it(
    zone: str, state: str, zip_code: str, *, wrong: bool
) -> None:
    assert contradicts(zone, state, zip_code) is wrong


def test_every_state_and_province_with_a_known_clock_is_in_the_table() -> None:
    assert len(STATE_ZONES) == 51 + 3 + 13


@pytest.mark.parametrize(
    ("zone", "state", "month", "hours"),
    [
        ("EST", "NY", 7, -4),
        ("EDT", "NY", 12, -5),
        ("MST", "AZ", 7, -7),
        ("MDT", "CO", 7, -6),
        ("CST", "SK", 7, -6),
        ("CST", "TX", 7, -5),
        ("HAST", "HI", 7, -10),
        ("HAST", "AK", 7, -9),
        ("NST", "NL", 12, -3.5),
        ("AST", "PR", 7, -4),
        ("America/Chicago", "", 12, -6),
        ("NSW1", "NSW", 7, 10),
        ("NSW1", "", 12, 11),
        ("EAST", "ON", 7, -4),
        ("CENTRAL", "SK", 7, -6),
        ("PST", "BC", 12, -7),  # without summer time since 2026
    ],
)
def test_the_clock_of_a_lead_follows_its_place_and_the_day(
    zone: str, state: str, month: int, hours: float
) -> None:
    assert minutes_from_utc(zone, state, datetime(2026, month, 15, 12, tzinfo=UTC)) == hours * 60


@pytest.mark.parametrize("zone", ["", "??", "EAST", "WSST", "../zone", "America/Nowhere", "/"])
def test_a_clock_that_is_not_known_is_not_guessed(zone: str) -> None:
    assert minutes_from_utc(zone, "", NOW) is None
