"""How to read a file of saved leads where the file itself does not tell."""

import json
from dataclasses import asdict, dataclass
from typing import Literal, Self, get_args

from leadwidgets.errors import InvalidArgumentError

Quotes = Literal["enclose", "text"]
"""What quotation marks do: enclose values, or stand in them like any other character."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a user says about a file of leads. None leaves a question to the file.

    Attributes
    ----------
    sheet
        The sheet of a workbook that holds the leads.
    encoding
        How the text is encoded, by a name that Python knows, such as ``cp1250``.
    quotes
        What the quotation marks of a text file do.

    Raises
    ------
    InvalidArgumentError
        If `quotes` is something else.
    """

    sheet: str | None = None
    encoding: str | None = None
    quotes: Quotes | None = None

    def __post_init__(self) -> None:
        if self.quotes is not None and self.quotes not in get_args(Quotes):
            known = " or ".join(map(repr, get_args(Quotes)))
            raise InvalidArgumentError(f"quotes: expected {known}, got {self.quotes!r}")

    def to_json(self) -> str:
        """Write what is said as JSON, the rest left out."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(said)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises
        ------
        InvalidArgumentError
            If the text is something else.
        """
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError):
            raise InvalidArgumentError(
                "The text holds no options for reading leads",
                next_step=f"Give a JSON object such as {cls(sheet='Leads').to_json()}.",
            ) from None
