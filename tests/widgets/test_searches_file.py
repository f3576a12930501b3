"""Named searches in a file, through the panel and by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError, LeadSearchError
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets.panel import LeadSearchPanel
from leadwidgets.widgets.recent_searches import MOST_RECENT, RecentSearches
from leadwidgets.widgets.searches_file import LONGEST_NAME, MOST_SEARCHES, SearchesFile

READY = SearchCriteria(campaign_ids=[136785], lead_states=["READY"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "searches.json"


@pytest.fixture
def panel(path: Path) -> Iterator[LeadSearchPanel]:
    panel = LeadSearchPanel(Sandbox(leads=100), criteria=READY, searches=path)
    yield panel
    panel.close()


def test_a_panel_saves_lists_opens_and_deletes_named_searches(
    panel: LeadSearchPanel, path: Path
) -> None:
    assert panel.searches.list() == ()
    panel.searches.save("Ready")
    panel.criteria = SearchCriteria(first_name="Søren")
    panel.searches.save(" anyone called Søren ")
    panel.searches.open("Ready")
    assert panel.criteria == READY
    assert panel.searches.list() == ("anyone called Søren", "Ready")
    assert SearchesFile(path).read()["anyone called Søren"].first_name == "Søren"
    panel.searches.delete("Ready")
    with pytest.raises(InvalidArgumentError, match="No search is saved as 'Ready'"):
        panel.searches.open("Ready")
    assert panel.criteria == READY


def test_a_panel_without_a_file_says_how_to_get_one() -> None:
    panel = LeadSearchPanel(Sandbox(leads=100))
    with pytest.raises(LeadSearchError, match=r"LeadSearchPanel\(searches="):
        panel.searches.save("Ready")
    panel.close()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * (LONGEST_NAME + 1), "\ud800"])
def test_a_name_is_a_short_text_on_one_line(path: Path, name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="cannot be saved under this name"):
        SearchesFile(path).save(name, READY)
    assert not path.exists()


def test_as_many_searches_are_kept_as_can_be_looked_through(path: Path) -> None:
    many = {f"Search {number}": {"lead_ids": [number + 1]} for number in range(MOST_SEARCHES)}
    path.write_text(json.dumps(many), encoding="utf-8")
    file = SearchesFile(path)
    file.save("Search 7", READY)
    with pytest.raises(InvalidArgumentError, match="Delete one first"):
        file.save("One more", READY)
    assert len(file.read()) == MOST_SEARCHES


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "It is not valid JSON"),
        ("[]", "It holds no object of searches by name"),
        ('{"June": {"lead_sates": ["READY"]}}', "'June' is no search: A search has no field"),
        ('{"June": 1}', "'June' is no search"),
        ("\xff", "It is not valid JSON"),
    ],
)
def test_a_file_that_holds_anything_else_is_told_and_left_as_it_is(
    path: Path, content: str, why: str
) -> None:
    path.write_text(content, encoding="latin-1")
    file = SearchesFile(path)
    with pytest.raises(LeadSearchError) as caught:
        file.read()
    assert why in caught.value.message
    assert "Mend searches.json" in str(caught.value)
    assert str(path.parent) not in str(caught.value)
    with pytest.raises(LeadSearchError, match="cannot be read"):
        file.save("Ready", READY)
    assert path.read_text(encoding="latin-1") == content


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LeadSearchError, match="It is no file"):
        SearchesFile(tmp_path).read()
    with pytest.raises(LeadSearchError, match="could not be saved"):
        SearchesFile(tmp_path / "missing" / "searches.json").save("Ready", READY)


def test_recent_searches_are_different_ones_with_the_newest_first() -> None:
    recent = RecentSearches()
    for lead in [*range(1, MOST_RECENT + 3), 5]:
        recent.add(SearchCriteria(lead_ids=[lead]), f"Lead {lead}")
    assert [one.words for one in recent][:3] == ["Lead 5", "Lead 12", "Lead 11"]
    assert len([*recent]) == MOST_RECENT
    newest = next(iter(recent))
    assert recent.criteria(newest.number) == SearchCriteria(lead_ids=[5])
    assert recent.criteria(1) is None
