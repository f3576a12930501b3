"""A key that stands twice in one lead."""

import pytest
from frame.frames import gathered, leads, value


@pytest.mark.parametrize(
    "row",
    [
        '"leadPasses":1,"leadPasses":2',
        '"leadPasses":1,"city":"\\\\","leadPasses":2',
        '"leadPasses":1,"city":"say \\"hi\\"","leadPasses":2',
    ],
)
def test_a_key_sent_twice_shows_the_last_and_keeps_both(row: str) -> None:
    frame, notes = gathered(f'[{{"leadId":1,"leadPasses":9}},{{"leadId":2,{row}}}]')
    assert frame.lead_passes.tolist() == [9, 2]
    assert frame.lead_passes_as_sent.tolist()[1] == "1, 2"
    assert any("sent more than once" in note for note in notes)


@pytest.mark.parametrize(
    ("fields", "column", "sent"),
    [
        ('"city":"a","city":"b"', "city", '"a", "b"'),
        ('"leadState":"READY","leadState":"ACTIVE"', "lead_state", '"READY", "ACTIVE"'),
        ('"loadedDts":null,"loadedDts":"2026-11-01T00:00:00Z"', "loaded_dts", "null, "),
        ('"shoe":1,"shoe":2', "shoe", "1, 2"),
        ('"geo":{"lat":1,"lat":2}', "geo.lat", "1, 2"),
    ],
)
def test_a_key_sent_twice_is_noticed_in_every_kind_of_column(
    fields: str, column: str, sent: str
) -> None:
    frame = leads(f'[{{"leadId":2,{fields}}}]')
    assert value(frame, f"{column}_as_sent", 0).startswith(sent)
