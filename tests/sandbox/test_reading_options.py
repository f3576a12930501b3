# ruff: noqa: ANN401 - what is said comes in any type
"""What a user says about saved leads, checked before any is read."""

from typing import Any

import pandas as pd
import pytest

import leadwidgets as lw


@pytest.mark.parametrize(
    ("argument", "said", "why"),
    [
        ("columns", {0: "lead_id"}, "columns: expected a mapping such as"),
        ("columns", {"Lead No": None}, "columns: expected a mapping such as"),
        ("columns", {"Lead No": ["lead_id"]}, "columns: expected a mapping such as"),
        ("sheet", 1, "sheet: expected a text, got 1"),
        ("encoding", b"utf-8", "encoding: expected a text, got b'utf-8'"),
        ("quotes", ["text"], "quotes: expected a text"),
        ("times", "iso", "times: expected a mapping such as"),
        ("times", {"loaded_dts": 5}, "times: 'loaded_dts' cannot be read as 5"),
        ("times", 0, "times: expected a mapping such as"),
        ("fill", {"campaign_id": None}, "fill: expected a mapping such as"),
        ("fill", {5: 5}, "fill: expected a mapping such as"),
        ("fill", 5, "fill: expected a mapping such as"),
        ("null_words", "NULL", "null_words: expected a list of texts"),
        ("null_words", [None], "null_words: expected a list of texts"),
    ],
)
def test_an_argument_that_says_nothing_is_refused_by_its_name(
    argument: str, said: Any, why: str
) -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_id": 5})
    with pytest.raises(lw.InvalidArgumentError, match=why):
        lw.Sandbox.from_leads(leads, **{argument: said})
