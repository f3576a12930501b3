"""How to read a file of saved leads where the file itself does not tell."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
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
        _check_text("sheet", self.sheet)
        _check_text("encoding", self.encoding)
        object.__setattr__(self, "times", _pairs("times", self.times))
        object.__setattr__(self, "fill", _pairs("fill", self.fill))
        object.__setattr__(self, "null_words", _words(self.null_words))
        _check_campaign(self.campaign)
        for column, reading in self.times:
            _check_reading(column, reading)
        _check_text("quotes", self.quotes)
        if self.quotes is not None and self.quotes not in get_args(Quotes):
            known = " or ".join(map(repr, get_args(Quotes)))
            raise InvalidArgumentError(f"quotes: expected {known}, got {self.quotes!r}")

    @classmethod
    def from_arguments(cls, **said: Any) -> Self:  # noqa: ANN401 - checked
        """Take what is said under the names of `Sandbox.from_leads`.

        Raises
        ------
        InvalidArgumentError
            If one of them is something else.
        """
        return cls(**{name: value for name, value in said.items() if value is not None})

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


def checked_columns(columns: Any) -> Mapping[str, str]:  # noqa: ANN401 - what a caller says
    """Give the mapping from columns to fields, if it is one from text to text.

    Raises
    ------
    InvalidArgumentError
        If it is something else.
    """
    texts = isinstance(columns, Mapping) and all(
        isinstance(text, str) for pair in columns.items() for text in pair
    )
    if not texts:
        raise InvalidArgumentError(
            f"columns: expected a mapping such as {_EXAMPLES['columns']}, got {_shown(columns)}",
            next_step="Write names of columns that are numbers as texts, such as '0'.",
        )
    return dict(columns)


def _shown(said: object) -> str:
    try:
        return f"{said!r:.80}"
    except ValueError:  # of whole numbers that Python does not write
        return f"a {type(said).__name__}"


def _check_text(name: str, said: object) -> None:
    if said is not None and not isinstance(said, str):
        raise InvalidArgumentError(f"{name}: expected a text, got {_shown(said)}")


def _pairs(name: str, said: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - what a caller says
    """Give pairs as JSON, or a mapping, has them."""
    try:
        pairs = [(key, value) for key, value in getattr(said, "items", lambda: said)()]
    except (TypeError, ValueError):
        pairs = [(None, said)]
    for key, value in pairs:
        if not isinstance(key, str) or isinstance(value, bool) or not isinstance(value, str | int):
            raise InvalidArgumentError(
                f"{name}: expected a mapping such as {_EXAMPLES[name]}, got {_shown(said)}"
            )
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise InvalidArgumentError(f"{name}: the number for {key!r} has more than 64 bits")
    twice = [key for key, often in Counter(key for key, _ in pairs).items() if often > 1]
    if twice:
        raise InvalidArgumentError(f"{name}: given twice for {', '.join(map(repr, twice))}")
    return tuple(pairs)


def _words(words: Any) -> tuple[str, ...]:  # noqa: ANN401 - what a caller says
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        raise InvalidArgumentError(
            f"null_words: expected a list of texts such as {_EXAMPLES['null_words']}, "
            f"got {_shown(words)}"
        )
    return tuple(words)


def _check_campaign(campaign: object) -> None:
    named = isinstance(campaign, str) and campaign.strip()
    numbered = isinstance(campaign, int) and not isinstance(campaign, bool)
    if not (named or numbered or campaign is None):
        raise InvalidArgumentError(
            f"campaign: expected an id or a name such as 'Spring', got {_shown(campaign)}"
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


_MOST_BITS = 64
_EXAMPLES = {
    "columns": "{'Lead No': 'lead_id'}",
    "times": "{'Loaded': 'unix seconds'}",
    "fill": "{'campaign_id': 5}",
    "null_words": r"['\N', 'NULL']",
}
