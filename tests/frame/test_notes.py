"""What is told of an answer: fields and counts, never a value."""

import json

from frame.frames import gathered, value


def test_a_clean_answer_has_nothing_to_note_but_the_fields_that_no_lead_had() -> None:
    _, notes = gathered([{"leadId": 1}, {"leadId": 2}])
    assert len(notes) == 1
    assert notes[0].startswith("Fields that no lead had: lead_state, suppressed")


def test_a_missing_key_is_null_and_told() -> None:
    frame, notes = gathered([{"leadId": 1, "zip": "01234"}, {"leadId": 2}])
    assert value(frame, "zip") is None
    assert "Fields that some leads came without, shown as null: zip (1)" in notes


def test_notes_show_only_the_beginning_of_long_field_names() -> None:
    name = "x" * 10_000
    sent = [{name: 1, name.upper(): 2}, {name: "one"}]
    _, notes = gathered(json.dumps(sent))
    assert any("1 value not text" in note for note in notes)
    assert max(map(len, notes)) < 1_000


def test_notes_name_fields_and_counts_and_no_value() -> None:
    _, notes = gathered(
        '[{"leadId":"2125550123","city":2125550123,"loadedDts":"2125550123","x":"2125550123"}]'
    )
    assert notes
    assert "2125550123" not in " ".join(notes)
