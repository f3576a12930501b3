"""`FormHistory`: what a form held before, to go back to step by step, and forward again."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadwidgets.criteria import SearchCriteria
from leadwidgets.widgets.wire import RefusedValue

MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form holds: its criteria, and by field the values that it refused."""

    criteria: SearchCriteria
    refused: Mapping[str, RefusedValue]


@dataclass(frozen=True, slots=True)
class _Step:
    """A change: what it is called, and what the form holds on its other side."""

    change: str
    content: FormContent


class FormHistory:
    """The changes of a form, the last `MOST_STEPS` of them."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._typed: str | None = None

    @property
    def undoable(self) -> str | None:
        """What the change that `undo` takes back is called; None if there is none."""
        return self._done[-1].change if self._done else None

    @property
    def redoable(self) -> str | None:
        """What the change that `redo` makes again is called; None if there is none."""
        return self._undone[-1].change if self._undone else None

    def record(self, before: FormContent, change: str, *, typed: bool = False) -> None:
        """Keep what the form held before a change.

        Parameters
        ----------
        before
            What it held.
        change
            What the change is called.
        typed
            Whether it comes letter by letter: then it is one step with what was typed just before.
        """
        self._undone.clear()
        if not typed or self._typed != change:
            self._done.append(_Step(change, before))
            del self._done[:-MOST_STEPS]
        self._typed = change if typed else None

    def undo(self, now: FormContent) -> FormContent:
        """Give what the form held before the last change; `now` if there was none."""
        return self._move(self._done, self._undone, now)

    def redo(self, now: FormContent) -> FormContent:
        """Give what the form held before the last `undo`; `now` if there was none."""
        return self._move(self._undone, self._done, now)

    def forget(self) -> None:
        """Keep nothing of what was before."""
        self._done.clear()
        self._undone.clear()
        self._typed = None

    def _move(self, start: list[_Step], end: list[_Step], now: FormContent) -> FormContent:
        self._typed = None
        if not start:
            return now
        step = start.pop()
        end.append(_Step(step.change, now))
        return step.content
