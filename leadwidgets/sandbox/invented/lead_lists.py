"""Spreading leads over the lists of an account, a block of leads each, oldest list first."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.invented.campaigns import (
    AccountPlan,
    CampaignPlan,
    DialGroupPlan,
    ListPlan,
)
from leadwidgets.sandbox.invented.draws import Floats, Ints, words


@dataclass(frozen=True, slots=True)
class LeadLists:
    """The account's lists from the oldest to the newest, and which of them each lead is in."""

    plans: tuple[tuple[DialGroupPlan, CampaignPlan, ListPlan], ...]
    of_lead: Ints
    starts: Ints

    def column(self, name: str) -> Floats:
        """Give a number of the list's plan for each lead."""
        return np.array([float(getattr(plan, name)) for _, _, plan in self.plans])[self.of_lead]

    def texts(self, values: list[str]) -> pa.Array:
        """Give a text of the list for each lead."""
        vocabulary = sorted(set(values))
        return words(
            np.array([vocabulary.index(value) for value in values])[self.of_lead], vocabulary
        )

    def numbers(self, values: list[int]) -> Ints:
        """Give a whole number of the list for each lead."""
        return np.array(values, dtype=np.int64)[self.of_lead]

    def positions(self, list_id: int) -> Ints:
        """Give the positions of a list's leads; none when the account does not have the list."""
        number = next(
            (number for number, (_, _, plan) in enumerate(self.plans) if plan.list_id == list_id),
            None,
        )
        return np.flatnonzero(self.of_lead == number)

    @classmethod
    def spread(cls, account: AccountPlan, count: int) -> "LeadLists":
        """Give each list as many of the leads as its weight says."""
        plans = sorted(
            (
                (group, campaign, plan)
                for group, campaign in account.campaigns()
                for plan in campaign.lists
            ),
            key=lambda entry: -entry[2].age_days,
        )
        edges = np.cumsum([0.0, *(plan.weight for _, _, plan in plans)])
        starts = np.round(edges / edges[-1] * count).astype(np.int64)
        return cls(tuple(plans), np.repeat(np.arange(len(plans)), np.diff(starts)), starts[:-1])
