"""Every criterion against an independent filter: the same ids in the same order."""

import pandas as pd
import pytest
from oracle import Chance, expected_ids
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.where import CRITERIA

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def leads(sandbox: Sandbox) -> pd.DataFrame:
    return sandbox.raw_leads()


def _found(foreign: Foreign, criteria: object, page_size: int) -> list[int]:
    ids: list[int] = []
    page = 1
    while rows := foreign.rows(criteria, page=page, maxRows=page_size):
        ids += [row["leadId"] for row in rows]
        page += 1
        if len(rows) < page_size:
            break
    return ids


def test_every_criterion_of_the_schema_is_tried(leads: pd.DataFrame) -> None:
    tried = {name for criteria in Chance(leads, 0).every_criterion() for name in criteria}
    assert tried == set(CRITERIA)


def test_each_criterion_alone_finds_what_pandas_finds(
    foreign: Foreign, leads: pd.DataFrame
) -> None:
    for criteria in Chance(leads, 1).every_criterion():
        expected = expected_ids(leads, criteria)
        assert _found(foreign, criteria, 1_000) == expected, criteria
        assert foreign.count(criteria) == len(expected), criteria


@pytest.mark.parametrize("page_size", [7, 100, 999, 1_000])
def test_random_criteria_find_what_pandas_finds(
    foreign: Foreign, leads: pd.DataFrame, page_size: int
) -> None:
    chance = Chance(leads, page_size)
    for _ in range(25):
        criteria = chance.criteria()
        expected = expected_ids(leads, criteria)
        size = max(page_size, len(expected) // 8)
        assert _found(foreign, criteria, size) == expected, criteria
        assert foreign.count(criteria) == len(expected), criteria
