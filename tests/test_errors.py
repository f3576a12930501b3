import pickle

import pytest

from leadwidgets import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.LeadSearchError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_says_what_happened_where_and_what_next(
    kind: type[errors.LeadSearchError],
) -> None:
    error = kind(
        "The answer was no", request="GET /lists", request_id="r-1", next_step="Ask an admin."
    )
    assert str(error) == "The answer was no (GET /lists, id r-1). Ask an admin."
    assert str(kind("The answer was no")) == "The answer was no."


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_survives_another_process(kind: type[errors.LeadSearchError]) -> None:
    error = kind("No", request="GET /lists", request_id="r-1", next_step="Ask an admin.")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(copy) is kind
    assert vars(copy) == vars(error)


def test_wrong_criteria_are_caught_as_a_value_error_too() -> None:
    assert issubclass(errors.InvalidCriteriaError, ValueError)
