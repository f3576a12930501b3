"""A receipt, and leads with everything that an export could stumble over."""

import json
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from leadwidgets.criteria import SearchCriteria
from leadwidgets.frame import LeadFrame, read_page
from leadwidgets.result import Receipt, SearchResult

ROWS: list[dict[str, Any]] = [
    {
        "leadId": 2**53 + 1,
        "leadState": "DO_NOT_CALL",
        "leadPhone": "+12125550123|0125550199",
        "firstName": '=HYPERLINK("http://example.com")',
        "lastName": "-Nuñez",
        "email": "@zoe@example.com",
        "externId": "'quoted",
        "auxData1": "\tsecret",
        "listId": 7,
        "listDesc": "+spring list",
        "suppressed": True,
        "leadPasses": None,
        "lastPassDisposition": "ANSWER : =Sold",
        "zip": "01234",
        "city": "",
        "leadTimezone": "PST",
        "loadedDts": "2026-11-01T10:20:30.123+0000",
        "dupeKeyOverride": 5550123,
        "=shoe size": 42,
    },
    {
        "leadId": 2,
        "leadState": "READY",
        "leadPasses": "7",
        "leadTimezone": "EST",
        "loadedDts": None,
        "firstName": "Zoë",
        "lastPassAgentName": "Agent Kim",
        "lastPassDts": "0001-01-01T00:00:00Z",
        "campaignLead": {"firstName": "Zoë", "leadPriority": 3, "birthday": True},
    },
]


def leads() -> pd.DataFrame:
    frame = LeadFrame()
    frame.add(read_page(json.dumps(ROWS).encode()))
    return frame.finish()


def receipt(**changes: Any) -> Receipt:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "criteria": SearchCriteria(
            campaign_ids=[136785], first_name="Jon", lead_phone_numbers=["2125550123"]
        ),
        "account_id": "99990001",
        "account_name": "Example & <b>Sons</b>",
        "matched": 12_345,
        "matched_after": 12_345,
        "received": 12_400,
        "duplicates": 55,
        "pages": 13,
        "page_size": 1000,
        "first_page": 1,
        "retries": 1,
        "waited_seconds": 6.1,
        "complete": True,
        "reason": None,
        "notes": ("zip: 1 of 12,345 leads came without this field",),
        "started": datetime(2026, 11, 1, 10, 0, 0, tzinfo=UTC),
        "finished": datetime(2026, 11, 1, 10, 0, 8, 300_000, tzinfo=UTC),
    }
    return Receipt(**values | changes)


def result(**changes: Any) -> SearchResult:  # noqa: ANN401 - any field
    return SearchResult(leads(), receipt(**changes))
