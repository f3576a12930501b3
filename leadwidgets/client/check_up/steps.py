"""What a check-up has found: a step of the way after the other, and the report of them all."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["ok", "notice", "failed", "skipped"]

_WIDTH = 100
_INDENT = " " * 23


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way.

    Attributes
    ----------
    name
        Such as ``sign-in``.
    outcome
        ``ok``; ``notice``, where the search works all the same; ``failed``; ``skipped``, behind a
        step that failed.
    said
        What was found, as a sentence.
    next_step
        What to do about it; empty where nothing is to do.
    """

    name: str
    outcome: Outcome
    said: str
    next_step: str = ""

    def lines(self) -> Iterator[str]:
        """Give it as lines of a report."""
        head = f"{self.outcome:8} {self.name:13} "
        yield from _wrapped(self.said, head)
        if self.next_step:
            yield from _wrapped(self.next_step, f"{_INDENT}→ ")


@dataclass(frozen=True, slots=True, repr=False)
class CheckUp:
    """What walking the way to an account has found. As text it is the report.

    Attributes
    ----------
    steps
        The way, one step after the other.
    """

    steps: tuple[Step, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing stands in the way of a search."""
        return not any(step.outcome == "failed" for step in self.steps)

    def __str__(self) -> str:
        lines = (line for step in self.steps for line in step.lines())
        return "\n".join([*lines, self.verdict])

    def __repr__(self) -> str:
        return str(self)

    @property
    def verdict(self) -> str:
        """The last line of the report."""
        found = "Nothing stands in the way of a search."
        if failed := next((step.name for step in self.steps if step.outcome == "failed"), None):
            found = f"The way ends at: {failed}."
        return f"{found} This report holds no secret and can be sent to a colleague."


def _wrapped(text: str, head: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=head,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
