"""Columns of saved leads, each read as a whole: times, ids, phones, codes, and null words."""

from leadwidgets.sandbox.snapshots.columns.dispositions import (
    DISPOSITIONS,
    are_system_parts,
    with_whole_and_parts,
)
from leadwidgets.sandbox.snapshots.columns.field_column import (
    FieldColumn,
    Places,
    Read,
    counted,
    rows_of,
)
from leadwidgets.sandbox.snapshots.columns.nested import is_nested, unflattened
from leadwidgets.sandbox.snapshots.columns.null_words import (
    are_null_words,
    kept_as_texts,
    made_null_noted,
    null_words_in,
    without_words,
)
from leadwidgets.sandbox.snapshots.columns.readers import KEPT_IN, read_field
from leadwidgets.sandbox.snapshots.columns.time_columns import readings_of
from leadwidgets.sandbox.snapshots.columns.times import READINGS
from leadwidgets.sandbox.snapshots.columns.values import (
    blank,
    holds_nested,
    json_text,
    json_values,
    texts,
    trimmed,
)

__all__ = [
    "DISPOSITIONS",
    "KEPT_IN",
    "READINGS",
    "FieldColumn",
    "Places",
    "Read",
    "are_null_words",
    "are_system_parts",
    "blank",
    "counted",
    "holds_nested",
    "is_nested",
    "json_text",
    "json_values",
    "kept_as_texts",
    "made_null_noted",
    "null_words_in",
    "read_field",
    "readings_of",
    "rows_of",
    "texts",
    "trimmed",
    "unflattened",
    "with_whole_and_parts",
    "without_words",
]
