"""Values that a form's field holds and no search can, in the words of the form."""

from collections.abc import Container

from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS, SearchKind

_A_DAY = "Give a day; without a time of day its midnight is meant."
_NEXT_STEPS = {
    SearchKind.IDS: "Accepted: whole numbers.",
    SearchKind.TIME: _A_DAY,
    SearchKind.TIME_COMPARISON: _A_DAY,
}


def in_form_words(name: str, error: InvalidCriteriaError) -> InvalidCriteriaError:
    """Say why a field does not accept a value as the form calls it, not as Python does."""
    field = SEARCH_FIELDS[name]
    return InvalidCriteriaError(
        error.message.replace(name, field.label, 1),
        next_step=_NEXT_STEPS.get(field.kind, error.next_step),
    )


def labels(names: Container[str]) -> str:
    """List fields as people call them, in the order of the form."""
    *others, last = [field.label for name, field in SEARCH_FIELDS.items() if name in names]
    return f"{', '.join(others)} and {last}" if others else last
