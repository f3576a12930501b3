"""`Comparison`: a field compared with a number or a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from leadwidgets.errors import InvalidCriteriaError

Operator = Literal["GREATER_THAN", "LESS_THAN", "EQUALS"]

OPERATORS: Mapping[str, str] = MappingProxyType(
    {"GREATER_THAN": "greater than", "LESS_THAN": "less than", "EQUALS": "equal to"}
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison with one of the API's three operators.

    Parameters
    ----------
    operator
        ``GREATER_THAN``, ``LESS_THAN`` or ``EQUALS``.
    value
        A whole number, or a moment with its UTC offset: a datetime or ISO text. Which of the two,
        the field decides.

    Raises
    ------
    InvalidCriteriaError
        If the operator is not one of the three.
    """

    operator: Operator
    value: int | datetime | str

    def __post_init__(self) -> None:
        if not isinstance(self.operator, str) or self.operator not in OPERATORS:
            raise InvalidCriteriaError(
                f"A comparison's operator cannot be {self.operator!r:.40}",
                next_step=f"Use one of {', '.join(OPERATORS)}.",
            )
