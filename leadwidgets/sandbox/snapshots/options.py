"""How to read a file of saved leads where the file itself does not tell."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any, Literal, Self, get_args

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.sandbox.snapshots.columns import READINGS

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
    times
        Pairs of a column, or of the field that it is, and how its times are written: the name of
        one of `times.READINGS`.
    fill
        Pairs of a column, or of a field, and what its empty values are; a field that no column is
        has that value for every lead.
    null_words
        Texts that stand for nothing, wherever a value is one of them.
    campaign
        The campaign of every lead, by its id or by a name, where no column says it.

    Raises
    ------
    InvalidArgumentError
        If one of them is something else.
    """

    sheet: str | None = None
    encoding: str | None = None
    quotes: Quotes | None = None
    times: tuple[tuple[str, str], ...] = ()
    fill: tuple[tuple[str, str | int], ...] = ()
    null_words: Sequence[str] = ()
    campaign: str | int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", _pairs("times", self.times))
        object.__setattr__(self, "fill", _pairs("fill", self.fill))
        object.__setattr__(self, "null_words", _words(self.null_words))
        _check_campaign(self.campaign)
        for column, reading in self.times:
            _check_reading(column, reading)
        if self.quotes is not None and self.quotes not in get_args(Quotes):
            known = " or ".join(map(repr, get_args(Quotes)))
            raise InvalidArgumentError(f"quotes: expected {known}, got {self.quotes!r}")

    def to_arguments(self) -> dict[str, Any]:
        """Give what is said under the names of `Sandbox.from_leads`."""
        said = asdict(self)
        return said | {"times": dict(self.times), "fill": dict(self.fill)}

    def to_json(self) -> str:
        """Write what is said as JSON, the rest left out."""
        said = {name: value for name, value in asdict(self).items() if value not in (None, ())}
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


def _pairs(name: str, said: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - what a caller says
    """Give pairs as JSON, or a mapping, has them."""
    try:
        pairs = dict(said)
    except (TypeError, ValueError):
        pairs = {None: said}
    for key, value in pairs.items():
        if not isinstance(key, str) or isinstance(value, bool) or not isinstance(value, str | int):
            raise InvalidArgumentError(
                f"{name}: expected a mapping such as {_EXAMPLES[name]}, got {said!r:.80}"
            )
    return tuple(pairs.items())


def _words(words: Any) -> tuple[str, ...]:  # noqa: ANN401 - what a caller says
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        raise InvalidArgumentError(
            f"null_words: expected a list of texts such as {_EXAMPLES['null_words']}, "
            f"got {words!r:.80}"
        )
    return tuple(words)


def _check_campaign(campaign: object) -> None:
    named = isinstance(campaign, str) and campaign.strip()
    numbered = isinstance(campaign, int) and not isinstance(campaign, bool)
    if not (named or numbered or campaign is None):
        raise InvalidArgumentError(
            f"campaign: expected an id or a name such as 'Spring', got {campaign!r:.80}"
        )


def _check_reading(column: str, reading: str) -> None:
    if reading in READINGS:
        return
    near = get_close_matches(str(reading), READINGS, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise InvalidArgumentError(
        f"times: {column!r} cannot be read as {reading!r:.80}",
        next_step=f"{hint}Known are {', '.join(READINGS)}.",
    )


_EXAMPLES = {
    "times": "{'Loaded': 'unix seconds'}",
    "fill": "{'campaign_id': 5}",
    "null_words": r"['\N', 'NULL']",
}
