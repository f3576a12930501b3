"""What came of the last pass, from the composite and from the single fields."""

import pytest
from frame.frames import Row, gathered, leads, value


@pytest.mark.parametrize(
    ("sent", "system", "agent"),
    [
        ({"lastPassDisposition": "ANSWER : Sold"}, "ANSWER", "Sold"),
        ({"lastPassDisposition": "ANSWER : Sold : twice"}, "ANSWER", "Sold : twice"),
        ({"lastPassDisposition": "NOANSWER"}, "NOANSWER", None),
        ({"lastPassDisposition": "ANSWER : "}, "ANSWER", None),
        ({"lastPassDisposition": "ANSWER:Sold"}, "ANSWER:Sold", None),
        ({"lastPassDispo": "BUSY"}, "BUSY", None),
        ({"lastPassDispo": "BUSY", "agentDispostion": "Later"}, "BUSY", "Later"),
        ({"lastPassDisposition": "ANSWER", "agentDispostion": "Sold"}, "ANSWER", "Sold"),
        (
            {"lastPassDisposition": "ANSWER : Sold", "lastPassDispo": "ANSWER"},
            "ANSWER",
            "Sold",
        ),
        ({"lastPassDisposition": ""}, None, None),
        ({"lastPassDisposition": None}, None, None),
        ({}, None, None),
    ],
)
def test_dispositions_come_from_the_composite_and_else_from_the_single_fields(
    sent: Row, system: str | None, agent: str | None
) -> None:
    other = {"lastPassDisposition": "MACHINE : Sold", "agentDispostion": "Zzz"}
    frame = leads([other, sent, other])
    assert value(frame, "system_disposition") == system
    assert value(frame, "agent_disposition") == agent
    for column, field in [
        ("last_pass_disposition", "lastPassDisposition"),
        ("last_pass_dispo", "lastPassDispo"),
    ]:
        assert value(frame, column) == sent.get(field)


def test_fields_that_contradict_the_composite_are_kept_and_told() -> None:
    frame, notes = gathered(
        [
            {
                "lastPassDisposition": "ANSWER : Sold",
                "agentDispostion": "Refused",
                "lastPassDispo": "BUSY",
            }
        ]
    )
    assert value(frame, "system_disposition", 0) == "ANSWER"
    assert value(frame, "last_pass_dispo", 0) == "BUSY"
    assert value(frame, "agent_disposition", 0) == "Sold"
    assert value(frame, "agent_disposition_as_sent", 0) == '"Refused"'
    assert any("agent_disposition: 1 value sent by itself" in note for note in notes)
    assert any("system_disposition: 1 value taken from" in note for note in notes)
