"""The ids that have come: the same answers as a set, in a tenth of its memory."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.client.searches.lead_ids import LeadIds

_IDS = st.integers(0, 40) | st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.lists(_IDS | st.none(), max_size=12), max_size=12))
def test_they_are_known_as_a_set_knows_them(pages: list[list[int | None]]) -> None:
    ids, expected = LeadIds(), set[int]()
    for page in pages:
        here = {lead_id for lead_id in page if lead_id is not None}
        assert ids.known(page) == here & expected
        ids.add(here - expected)
        expected |= here
    assert ids.known(expected) == expected


def test_many_take_little_memory() -> None:
    tracemalloc.start()
    try:
        ids = LeadIds()
        for page in range(200):
            ids.add(range(41_000_000 + page * 1_000, 41_001_000 + page * 1_000))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 200_000 * 10
    assert ids.known([41_000_000, 41_199_999, 41_200_000]) == {41_000_000, 41_199_999}
