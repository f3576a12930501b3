"""`SetAside`: what was taken out of the form because its campaigns were, until they are back."""

from collections.abc import Sequence

from leadwidgets.criteria import SearchCriteria
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.plain_text import shown
from leadwidgets.widgets.choices import LINKED_FIELDS, Choice, Choices
from leadwidgets.widgets.wire import OptionValue

_NAMED = 2
_LONGEST_NAME = 60

Changed = dict[str, list[OptionValue]]


class SetAside:
    """Takes out chosen values that the chosen campaigns do not have, and puts them back.

    Parameters
    ----------
    choices
        What there is to choose.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._values: dict[str, list[OptionValue]] = {}
        self._names: dict[tuple[str, OptionValue], str] = {}

    def learn(self, criteria: SearchCriteria) -> None:
        """Learn what the form holds, and its names while they are offered: none is set aside."""
        for name in LINKED_FIELDS:
            chosen: Sequence[OptionValue] = getattr(criteria, name)
            options = self._choices.fields[name].options
            labels = dict(zip(options.values, options.labels, strict=True)) if chosen else {}
            self._names |= {(name, value): labels[value] for value in chosen if value in labels}
            held = {*chosen}
            self._values[name] = [one for one in self._values.get(name, ()) if one not in held]

    def settle(self, criteria: SearchCriteria) -> tuple[Changed, list[str]]:
        """Give the values that change now that the options are there, and sentences that say so."""
        changed: Changed = {}
        said: list[str] = []
        for name in LINKED_FIELDS:
            chosen: Sequence[OptionValue] = getattr(criteria, name)
            missing = self._choices.missing(name, chosen)
            out = [value for value in chosen if value in missing]
            back = self._back(name, self._choices.fields[name], chosen)
            if out or back:
                changed[name] = [value for value in chosen if value not in missing] + back
            aside = [value for value in self._values.get(name, ()) if value not in back]
            self._values[name] = list(dict.fromkeys([*aside, *out]))
            if out:
                them = "them" if len(out) > 1 else "it"
                said.append(
                    f"{self._named(name, out)} taken out, because no chosen campaign has {them}."
                )
            if back:
                said.append(f"{self._named(name, back)} chosen again, with the campaign.")
        return changed, said

    def forget(self) -> None:
        """Put nothing back any more."""
        self._values.clear()
        self._names.clear()

    def _back(self, name: str, choice: Choice, chosen: Sequence[OptionValue]) -> list[OptionValue]:
        offered = {*choice.options.values} - {*chosen}
        return [value for value in self._values.get(name, ()) if value in offered]

    def _named(self, name: str, values: Sequence[OptionValue]) -> str:
        """Say which values, up to the verb."""
        named = [
            f"“{shown(self._names.get((name, value), str(value)), _LONGEST_NAME)}”"
            for value in values[:_NAMED]
        ]
        more = len(values) - len(named)
        listed = f"{', '.join(named)} and {more:,} more" if more else " and ".join(named)
        verb = "was" if len(values) == 1 else "were"
        return f"{SEARCH_FIELDS[name].label}: {listed} {verb}"
