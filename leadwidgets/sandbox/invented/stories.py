"""What the invented account has to tell: every story that an audit can find, and its ground truth.

A story plays in one lead list. So many of the list's leads are in it as `Story.leads` says, exactly
and whatever the seed, and no other lead of the list is. Around the stories leads are drawn at
random, hence as untidy as in any account.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """Something that has gone wrong, or is simply so, in one lead list.

    Attributes
    ----------
    title
        For people.
    telling
        What has happened.
    finding
        What tells its leads from all others of the list, by fields of the API.
    campaign_id, list_id
        Where it plays.
    share
        Of the list's leads.
    """

    title: str
    telling: str
    finding: str
    campaign_id: int
    list_id: int
    share: float

    def leads(self, list_size: int) -> int:
        """Give the ground truth: how many leads are in it, of a list with so many."""
        return int(list_size * self.share)


EXHAUSTED = Story(
    title="An exhausted list",
    telling=(
        "The partner file was dialed until most of its leads had used up their passes. They still "
        "look dialable: most of them are READY."
    ),
    finding="(leadState READY and leadPasses >= maxPasses) or leadState MAX-DIAL-LIMIT",
    campaign_id=136_785,
    list_id=710_011,
    share=0.72,
)
STUCK = Story(
    title="Leads stuck in PENDING",
    telling=(
        "Agents fetched leads for preview and went home: nobody dialed them, and nobody gave them "
        "back."
    ),
    finding="leadState PENDING since more than 30 minutes, or PENDING-ERR",
    campaign_id=136_811,
    list_id=710_029,
    share=0.05,
)
OVERDUE = Story(
    title="Overdue callbacks",
    telling=(
        "Rosa Quispe has left. The callbacks that she had promised are still hers, and their time "
        "has passed."
    ),
    finding="leadState AGENT-CALLBACK, CALLBACK or PENDING-CALLBACK with nextDialTime in the past",
    campaign_id=136_792,
    list_id=710_027,
    share=0.06,
)
WRONG_TIMEZONE = Story(
    title="A list loaded with the wrong timezone",
    telling=(
        "Somebody in the West loaded a file of the whole country with one timezone for almost "
        "half of its leads. Those in the East are called after their bedtime."
    ),
    finding="leadTimezone is none of those that the lead's state keeps",
    campaign_id=136_792,
    list_id=710_019,
    share=0.45,
)
DNC_LEAKAGE = Story(
    title="Do-not-call leakage",
    telling=(
        "The re-engagement file was made of old web leads, and nobody took out the people who had "
        "asked not to be called again."
    ),
    finding=(
        "leadState READY, not suppressed, passes left, and a leadPhone that another lead has with "
        "leadState DO-NOT-CALL or with a disposition whose doNotCall is true"
    ),
    campaign_id=136_785,
    list_id=710_023,
    share=0.03,
)
DUPLICATES = Story(
    title="Duplicates across campaigns",
    telling="Part of the East's Q4 file was loaded into the West's campaign as well.",
    finding="leadPhone of a lead of the campaign Auto Renewals East",
    campaign_id=136_812,
    list_id=710_030,
    share=0.2,
)
SUPPRESSED = Story(
    title="A campaign with suppressed leads",
    telling=(
        "Vets were suppressed after a complaint. Their leads keep their state, so that a count of "
        "READY leads promises more than can be dialed."
    ),
    finding="suppressed is true",
    campaign_id=136_820,
    list_id=710_021,
    share=0.35,
)
FRESH = Story(
    title="A fresh list",
    telling="The October top-up has been loaded and nobody has dialed it yet.",
    finding="leadPasses 0",
    campaign_id=136_785,
    list_id=710_031,
    share=1.0,
)

STORIES: tuple[Story, ...] = (
    EXHAUSTED,
    STUCK,
    OVERDUE,
    WRONG_TIMEZONE,
    DNC_LEAKAGE,
    DUPLICATES,
    SUPPRESSED,
    FRESH,
)
"""All of them."""

OVERDUE_AGENT = "Rosa Quispe"
EAST_LIST = 710_029
"""Where the people of `DUPLICATES` were loaded first."""
WEB_LIST = 710_004
"""Where the people of `DNC_LEAKAGE` were loaded first."""
