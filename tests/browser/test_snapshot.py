"""The panel over leads that another program has exported, from the command to the charts."""

import random
from pathlib import Path

import pandas as pd
import pytest
from browser.panels import (
    choose,
    matching,
    offered,
    panel_of_first_notebook,
    portrait,
    search,
    wait_for_charts,
)
from browser.servers import Home, leadwidgets_lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CAMPAIGNS = {31: "Garden rooms", 44: 'Roofs, "spring"'}
LISTS = {310: "Fair", 311: "Web", 440: "Partners"}
STATES = ("READY", "CALLBACK", "DO-NOT-CALL", "SLEEPING")
RESULTS = ("ANSWER : Sold", "ANSWER : No <thanks>", "NOANSWER", "")
COLUMNS = {
    "Lead No": "lead_id",
    "Campaign No": "campaign_id",
    "Campaign": "campaign_name",
    "List No": "list_id",
    "List": "list_desc",
    "Status": "lead_state",
    "Last result": "last_pass_disposition",
    "Zone": "lead_timezone",
    "Phone 1": "lead_phone",
}
FIRST, *_ = CAMPAIGNS


def exported(file: Path) -> pd.DataFrame:
    """Write leads under foreign names, in no order, and give them as pandas reads them."""
    chance = random.Random(5)  # noqa: S311 - invented data, always the same
    rows = []
    for number in chance.sample(range(1_000, 9_000), 700):
        list_id = chance.choice([*LISTS])
        campaign = list_id // 10
        rows.append(
            (
                *(number, campaign, CAMPAIGNS[campaign], list_id, LISTS[list_id]),
                *(chance.choice(STATES), chance.choice(RESULTS)),
                *(chance.choice(("EST", "CST", "")), f"21255501{number % 100:02}"),
            )
        )
    pd.DataFrame(rows, columns=[*COLUMNS]).to_csv(file, index=False)
    return pd.read_csv(file)


@pytest.mark.parametrize("kept", [False, True], ids=["read", "kept"])
def test_the_panel_shows_and_searches_the_leads_of_a_file(
    page: Page, tmp_path: Path, *, kept: bool
) -> None:
    leads = exported(tmp_path / "export.csv")
    mapping = (f"--column={column}={field}" for column, field in COLUMNS.items())
    options = ["--leads", str(tmp_path / "export.csv"), *mapping]
    if kept:
        options += ["--file", str(tmp_path / "account.duckdb")]
    home = Home.made_in(tmp_path / "home")
    page.set_viewport_size({"width": 1500, "height": 1500})
    with leadwidgets_lab(tmp_path / "notebooks", home, *options) as address:
        shown = panel_of_first_notebook(page, address)
        of_campaign = leads[leads["Campaign No"] == FIRST]
        assert matching(shown) == len(of_campaign)
        assert offered(shown, "Campaigns") == [*CAMPAIGNS.values()]
        assert offered(shown, "Loaded lists") == ["Fair", "Web"]
        assert set(offered(shown, "Agent dispositions")) == {"Sold", "No <thanks>"}

        choose(shown, "Lead status", "Ready", "SLEEPING")
        choose(shown, "Loaded lists", "Web")
        wanted = of_campaign["Status"].isin(["READY", "SLEEPING"]) & (of_campaign["List"] == "Web")
        expected = sorted(of_campaign.loc[wanted, "Lead No"])
        assert 0 < len(expected) < len(of_campaign)
        assert matching(shown) == search(shown) == len(expected)
        wait_for_charts(shown)
        table = shown.get_by_role("grid", name="Leads")
        expect(table).to_have_attribute("aria-rowcount", str(len(expected) + 1))
        expect(table.get_by_role("gridcell").first).to_have_text(str(expected[0]))
        portrait(shown, "panel-snapshot")
        page.goto("about:blank")
