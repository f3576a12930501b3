"""The page that shows the guide's table of search parameters beside the package's own."""

import re

from source_files import ROOT

from leadwidgets.fields import SEARCH_FIELDS

PAGE = (ROOT / "docs/reference/guide-fields.md").read_text(encoding="utf-8")
_ROWS = re.compile(r"```\{guide-fields\}\n(.*?)^```", re.DOTALL | re.MULTILINE)

GUIDE = {
    "campaignId": "Campaign",
    "suppressed": "Suppressed",
    "listIds": "Loaded Lists",
    "agentDispositions": "Agent Dispositions",
    "systemDispositions": "System Dispositions",
    "leadStates": "Lead Status",
    "physicalStates": "State",
    "leadTimezones": "Timezone",
}
"""The guide's rows: the name of a parameter, and its label on RingCX's own page."""


def test_the_page_has_every_row_of_the_guide_in_its_order() -> None:
    [rows] = _ROWS.findall(PAGE)
    cells = [row.split(" | ") for row in rows.splitlines()]
    assert [(api, label) for api, label, _ in cells] == [*GUIDE.items()]


def test_the_fields_of_the_guide_are_the_primary_fields_in_the_order_of_the_form() -> None:
    primary = [field.api for field in SEARCH_FIELDS.values() if field.primary]
    assert primary == ["campaignIds", *[*GUIDE][1:], "orphanedLeadsOnly"]
