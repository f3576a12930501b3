"""Choosing the leads that play in the stories, before anything else about them is drawn."""

from dataclasses import dataclass

import numpy as np

from leadwidgets.sandbox.invented.draws import Draws, Flags, Ints
from leadwidgets.sandbox.invented.lead_lists import LeadLists
from leadwidgets.sandbox.invented.stories import (
    DNC_LEAKAGE,
    DUPLICATES,
    EAST_LIST,
    STORIES,
    WEB_LIST,
    Story,
)

_FIRST_LISTS = {DNC_LEAKAGE: WEB_LIST, DUPLICATES: EAST_LIST}


@dataclass(frozen=True, slots=True)
class Casts:
    """Who plays in which story.

    Attributes
    ----------
    members
        For each story, in rising order, the positions of its leads.
    models
        For the stories about people who had been loaded before: the positions of those earlier
        leads, all different, one for each member.
    """

    lists: LeadLists
    members: dict[Story, Ints]
    models: dict[Story, Ints]

    def of(self, story: Story) -> Flags:
        """Give which leads are in a story."""
        flags = np.zeros(self.lists.of_lead.size, dtype=np.bool_)
        flags[self.members[story]] = True
        return flags

    def beside(self, story: Story) -> Flags:
        """Give which leads are in the story's list and not in the story."""
        here = np.zeros(self.lists.of_lead.size, dtype=np.bool_)
        here[self.lists.positions(story.list_id)] = True
        return here & ~self.of(story)

    @classmethod
    def choose(cls, draws: Draws, lists: LeadLists) -> "Casts":
        """Choose for every story as many leads of its list as it has."""
        members, models = {}, {}
        for story in STORIES:
            here = lists.positions(story.list_id)
            members[story] = _some(draws, here, story.leads(here.size))
        for story, list_id in _FIRST_LISTS.items():
            models[story] = _some(draws, lists.positions(list_id), members[story].size)
        return cls(lists, members, models)


def _some(draws: Draws, positions: Ints, number: int) -> Ints:
    chosen: Ints = np.sort(draws.generator.choice(positions, number, replace=False))
    return chosen
