"""What every message is made of: bases, bounded texts and numbers, the values of criteria."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from leadwidgets.fields import Operator

ID = r"^[0-9a-z-]{1,64}\Z"
_LARGEST_NUMBER = 2**53 - 1  # JavaScript's largest whole number
_LONGEST_LIST = 100_000  # twice the longest list of options that was ever tried
_Id = Annotated[str, Meta(pattern=ID)]
CountStatus = Literal["idle", "counting", "known", "failed"]

Name = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=10_000)]
_Number = Annotated[int, Meta(ge=-_LARGEST_NUMBER, le=_LARGEST_NUMBER)]
Pasted = Annotated[str, Meta(max_length=2_000_000)]
Natural = Annotated[int, Meta(ge=0, le=_LARGEST_NUMBER)]


class Message(msgspec.Struct, frozen=True, rename="camel"):
    """Base of everything on the wire."""


class Up(Message, frozen=True, forbid_unknown_fields=True):
    """Base of what also comes up."""


class Comparison(Up, frozen=True):
    """A comparison as it is typed; the criteria check its value."""

    operator: Operator
    value: Text | _Number


OptionValue = Text | _Number
CriteriaValue = (
    Text
    | _Number
    | bool
    | None
    | Annotated[Sequence[OptionValue], Meta(max_length=_LONGEST_LIST)]
    | Comparison
)


class DoneReply(Message, frozen=True):
    """That it was done."""


class Ask(Up, frozen=True, tag_field="kind", tag=lambda name: name.removesuffix("Ask").lower()):
    """Base of what the page asks, each under an id that the page chose.

    Attributes
    ----------
    reply
        What it is answered with.
    """

    reply: ClassVar[type[Message]]

    id: _Id
