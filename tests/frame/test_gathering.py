"""Page after page in one frame, some rows of it left out or put first."""

import pandas as pd
import pytest
from frame.frames import gathered, leads, page, value

from leadwidgets.frame import LeadFrame, read_page
from leadwidgets.vocabulary import LEAD_STATES


def test_pages_follow_each_other_and_rows_can_be_left_out() -> None:
    frame = LeadFrame()
    first = [{"leadId": n, "leadState": "READY", "shoeSize": n} for n in range(5)]
    frame.add(read_page(page(first)), keep=[0, 3])
    frame.add(read_page(b"[]"))
    frame.add(read_page(page([{"leadId": 9, "leadPasses": "N/A"}])))
    assert len(frame) == 3
    joined = frame.finish()
    assert joined.lead_id.tolist() == [0, 3, 9]
    assert joined.shoe_size.tolist()[:2] == [0, 3]
    assert value(joined, "shoe_size", 2) is None
    assert joined.lead_passes_as_sent.tolist()[2] == '"N/A"'
    assert joined.index.equals(pd.RangeIndex(3))


def test_misfits_of_rows_left_out_are_left_out() -> None:
    frame = LeadFrame()
    frame.add(read_page(page([{"leadPasses": "a"}, {"leadPasses": "b"}, {"zip": 1}])), keep=[1])
    joined = frame.finish()
    assert joined.lead_passes_as_sent.tolist() == ['"b"']
    assert "zip_as_sent" not in joined
    assert not any("some leads came without" in note for note in frame.notes)


def test_whole_numbers_of_which_none_is_kept_join_numbers() -> None:
    frame = LeadFrame()
    frame.add(read_page(b'[{"shoeSize":42.5}]'))
    frame.add(read_page(b'[{"shoeSize":null},{"shoeSize":42}]'), keep=[0])
    assert frame.finish().shoe_size.tolist()[:1] == [42.5]


def test_many_small_pages_give_what_one_large_page_gives() -> None:
    rows = [
        {
            "leadId": n,
            "leadState": list(LEAD_STATES)[n % 7],
            "leadPasses": n % 5 if n % 3 else "7",
            "city": None if n % 4 else f"Zoë {n}",
            "loadedDts": "2026-11-01T00:00:00.000+0000" if n % 2 else None,
            **({"shoeSize": n / 2} if n > 150 else {}),
        }
        for n in range(400)
    ]
    whole = leads(rows)
    pieces = leads(*([row] for row in rows))
    pd.testing.assert_frame_equal(whole, pieces)


@pytest.mark.parametrize("expected", [0, 1, 399, 400, 10**15])
def test_any_number_of_leads_may_come_whatever_was_expected(expected: int) -> None:
    rows = [{"leadId": n, "city": f"{n}" * (1 + n % 9), "title": f"S{n % 3}"} for n in range(4000)]
    frame = LeadFrame(expected)
    for start in range(0, len(rows), 100):
        frame.add(read_page(page(rows[start : start + 100])))
    joined = frame.finish()
    assert joined.lead_id.tolist() == [row["leadId"] for row in rows]
    assert joined.city.tolist() == [row["city"] for row in rows]
    assert joined.title.tolist() == [row["title"] for row in rows]


def test_a_frame_can_be_used_again_after_it_is_finished() -> None:
    frame = LeadFrame()
    frame.add(read_page(b'[{"leadId":1,"leadPasses":"x"}]'))
    frame.finish()
    frame.add(read_page(b'[{"leadId":2}]'))
    assert frame.finish().lead_id.tolist() == [2]
    assert not any("lead_passes:" in note for note in frame.notes)


def test_leads_without_a_field_are_counted_over_all_pages() -> None:
    with_zip, without = {"leadId": 1, "zip": "01234"}, {"leadId": 2}
    _, notes = gathered([with_zip, without], [without, without], [with_zip], [without])
    assert "Fields that some leads came without, shown as null: zip (4)" in notes


def test_a_field_may_change_its_type_and_come_back() -> None:
    first, odd = [{"leadId": 1, "leadPasses": 2}], [{"leadId": "2", "leadPasses": 2.0}]
    frame = leads(first, odd, first)
    assert frame.lead_id.tolist() == [1, 2, 1]
    assert frame.lead_passes.tolist() == [2, 2, 2]
    assert [value(frame, "lead_passes_as_sent", row) for row in range(3)] == [None, "2.0", None]


def test_rows_that_came_late_can_be_put_first() -> None:
    frame = LeadFrame()
    for first in (3, 6, 0):
        frame.add(read_page(page([{"leadId": first + n, "city": f"{first}"} for n in range(3)])))
    joined = frame.finish(first=slice(6, 9))
    assert joined.lead_id.tolist() == [*range(9)]
    assert joined.city.tolist() == ["0"] * 3 + ["3"] * 3 + ["6"] * 3
    assert joined.index.equals(pd.RangeIndex(9))
