import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from results import leads, receipt, result

import leadwidgets as lw
from leadwidgets.breakdown import bars_of

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>bold</b>',
    "&lt;i&gt;",
    "</table></style>",
    "$x^2$",
    "\u202egnp.exe",
    "مرحبا",
    "\u05d5" * 10_000,
    "👩‍👩‍👧",
)
ALLOWED = set(
    "html head meta title style body main h1 div p strong ul li table caption thead tbody tr th td "
    "bdi span i".split()
)


class Markup(HTMLParser):
    """Reads a page as a browser does: which elements, with which attributes, and what text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def written(given: lw.SearchResult, **options: Any) -> str:  # noqa: ANN401 - what to_html takes
    page = io.StringIO()
    given.to_html(page, **options)
    return page.getvalue()


@pytest.fixture(scope="module")
def found() -> lw.SearchResult:
    criteria = lw.SearchCriteria(campaign_ids=[136785], last_name="e", lead_states=["READY"])
    return lw.search(criteria, lw.Sandbox(2_000))


@pytest.mark.slow
def test_a_report_tells_what_was_searched_for_what_came_and_how_it_is_spread(
    found: lw.SearchResult,
) -> None:
    text = Markup(written(found)).text
    assert "READY leads of Solar Spring, whose last name contains •••." in text
    assert found.receipt.headline in text
    for by in ("lead_state", "system_disposition", "agent_disposition", "lead_timezone"):
        table = found.breakdown(by)
        assert f": {len(found.leads):,} leads" in text
        for label, count in zip(table["label"], table["leads"], strict=True):
            assert re.search(f"{re.escape(label)}{count:,}", text)


@pytest.mark.slow
def test_no_row_and_nothing_that_names_a_person_is_in_it_unless_asked(
    found: lw.SearchResult,
) -> None:
    columns = [found.leads[name].dropna() for name in ("last_name", "lead_phone", "email")]
    people = {text for column in columns for text in column if len(text) > 3}
    assert people
    masked = written(found, leads=10)
    both = written(found) + masked
    assert [text for text in people if text in both] == []
    assert [str(lead_id) in masked for lead_id in found.leads["lead_id"].head(11)] == (
        [True] * 10 + [False]
    )
    open_ = written(found, leads=10, mask_pii=False)
    assert "whose last name contains “e”" in open_
    assert found.leads["lead_phone"].iloc[9] in open_


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_name_is_made_of_it_is_text(text: str) -> None:
    hostile = leads().assign(first_name=text, agent_disposition=text, list_desc=text)
    odd = receipt(account_name=text, notes=(text,), criteria=lw.SearchCriteria(first_name=text))
    page = written(lw.SearchResult(hostile, odd), leads=2, mask_pii=False, by=["agent_disposition"])
    markup = Markup(page)
    assert markup.tags <= ALLOWED
    assert not {name for name in markup.attributes if name.startswith("on")}
    assert "\u202e" not in markup.text.replace(text, "")
    assert len(page) < 60_000


def test_a_report_runs_nothing_and_fetches_nothing(found: lw.SearchResult) -> None:
    page = written(found, leads=5)
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script", page)


def test_a_report_is_written_whole_or_not_at_all(found: lw.SearchResult, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("older")
    with pytest.raises(lw.InvalidArgumentError):
        found.to_html(path, by=["shoe_size"])
    assert path.read_text() == "older"
    found.to_html(path)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
    binary = io.BytesIO()
    found.to_html(binary)
    assert binary.getvalue().startswith(b"<!doctype html>")


@pytest.mark.parametrize("leads_", [-1, True, 1.5, "all"])
def test_a_number_of_rows_that_is_none_is_refused(leads_: Any) -> None:  # noqa: ANN401
    with pytest.raises(lw.InvalidArgumentError, match="leads says how many leads to show"):
        written(result(), leads=leads_)


def test_no_lead_found_is_a_report_too(found: lw.SearchResult) -> None:
    nothing = lw.SearchResult(
        found.leads.head(0), replace(found.receipt, received=0, matched=0, matched_after=0)
    )
    assert "0 of 0 matching leads, complete" in Markup(written(nothing)).text


@pytest.mark.parametrize("by", ["lead_timezone", ["lead_timezone", "lead_state"]])
def test_a_figure_without_a_script_has_the_numbers_of_the_breakdown(
    found: lw.SearchResult, by: str | list[str]
) -> None:
    bars = bars_of(found.figure(by).to_plotly_json())
    assert bars is not None
    table = found.breakdown("lead_timezone")
    assert list(bars.labels) == table["label"].tolist()
    assert bars.totals() == table["leads"].tolist()


def test_a_figure_that_its_owner_made_into_another_has_no_form_of_ours(
    found: lw.SearchResult,
) -> None:
    changed = found.figure("lead_timezone").add_scatter(x=[1], y=[2])
    assert bars_of(changed.to_plotly_json()) is None
    renamed = found.figure("lead_timezone").update_layout(title_text="Mine & <b>yours</b>")
    bars = bars_of(renamed.to_plotly_json())
    assert bars is not None
    assert "<b>" not in bars.to_html()
