# ruff: noqa: ANN401 - values are JSON
"""Random criteria made of what leads hold, and of what they do not."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

_OPERATORS = ("GREATER_THAN", "LESS_THAN", "EQUALS")
_TEXTS = {
    "firstName": "firstName",
    "lastName": "lastName",
    "address1": "address1",
    "address2": "address2",
    "city": "city",
    "emailAddress": "email",
    **{f"auxData{number}": f"auxData{number}" for number in range(1, 6)},
}
_ARRAYS = {
    "campaignIds": "campaignId",
    "listIds": "listId",
    "leadIds": "leadId",
    "externIds": "externId",
    "leadStates": "leadState",
    "physicalStates": "state",
    "systemDispositions": "lastPassDispo",
    "agentDispositions": "agentDispostion",
}
_COMPARISONS = {
    "lastPassTimeCriteria": "lastPassDts",
    "leadPassesCriteria": "leadPasses",
    "nextDialTimeCriteria": "nextDialTime",
}
_SINGLE = {
    "agentId": "agentId",
    "callerId": "callerId",
    "loadedDtsEnd": "loadedDts",
    "loadedDtsStart": "loadedDts",
    "pendingAgentId": "pendingAgentId",
    "zip": "zip",
}
_SUPPRESSED = ("ALL", "ONLY_SUPPRESSED", "ONLY_UNSUPPRESSED")


class Chance:
    """Draws criteria for leads.

    Parameters
    ----------
    leads
        Raw leads.
    seed
        The same seed gives the same criteria.
    """

    def __init__(self, leads: pd.DataFrame, seed: int) -> None:
        self._values = {name: leads[name].dropna().tolist() for name in leads}
        self._random = random.Random(seed)  # noqa: S311 - no secret depends on it
        self._makers = self._all_makers()

    def criteria(self) -> dict[str, Any]:
        """Give one to four criteria."""
        names = self._random.sample(sorted(self._makers), self._random.choice((1, 1, 2, 2, 3, 4)))
        return {name: self._makers[name]() for name in names}

    def every_criterion(self) -> list[dict[str, Any]]:
        """Give each criterion alone."""
        return [{name: self._makers[name]()} for name in sorted(self._makers)]

    def _all_makers(self) -> dict[str, Callable[[], Any]]:
        pick, some = self._one, self._some
        return {
            **{name: partial(self._part, column) for name, column in _TEXTS.items()},
            **{name: partial(some, column) for name, column in _ARRAYS.items()},
            **{name: partial(self._compared, column) for name, column in _COMPARISONS.items()},
            **{name: partial(pick, column) for name, column in _SINGLE.items()},
            "leadPhoneNum": lambda: pick("leadPhone").split("|")[-1],
            "leadPhoneNumbers": lambda: [phone.split("|")[0] for phone in some("leadPhone")],
            "leadTimezones": lambda: [{"name": zone} for zone in some("leadTimezone")],
            "suppressed": lambda: self._random.choice(_SUPPRESSED),
            "orphanedLeadsOnly": lambda: True,
        }

    def _one(self, column: str) -> Any:
        """Give a value that occurs."""
        value = self._random.choice(self._values[column])
        return int(value) if isinstance(value, float) else value

    def _some(self, column: str) -> list[Any]:
        """Give up to six different values that occur, sometimes with one that does not."""
        chosen = {self._one(column) for _ in range(self._random.randint(1, 6))}
        strange = 2_000_000_000 if isinstance(next(iter(chosen)), int) else "Nowhere"
        return [*chosen, *[strange] * self._random.randint(0, 1)]

    def _part(self, column: str) -> str:
        """Give some of the characters of a value, in either case."""
        text: str = self._one(column)
        start = self._random.randrange(len(text))
        part = text[start : start + self._random.randint(1, len(text))]
        return self._random.choice((part, part.upper(), part.lower()))

    def _compared(self, column: str) -> dict[str, Any]:
        return {"operator": self._random.choice(_OPERATORS), "value": self._one(column)}
