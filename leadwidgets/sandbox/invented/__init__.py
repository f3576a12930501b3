"""The invented accounts: their people, places, campaigns and leads, and the stories these tell."""

from leadwidgets.sandbox.invented.campaigns import (
    HOME_ACCOUNTS,
    OTHERS_ACCOUNT,
    AccountPlan,
    CampaignPlan,
    DialGroupPlan,
    Disposition,
    ListPlan,
    branch,
)
from leadwidgets.sandbox.invented.countries import COUNTRIES
from leadwidgets.sandbox.invented.leads import draw_leads
from leadwidgets.sandbox.invented.names import AGENTS
from leadwidgets.sandbox.invented.stored_texts import stored_columns
from leadwidgets.sandbox.invented.stories import STORIES, Story

__all__ = [
    "AGENTS",
    "COUNTRIES",
    "HOME_ACCOUNTS",
    "OTHERS_ACCOUNT",
    "STORIES",
    "AccountPlan",
    "CampaignPlan",
    "DialGroupPlan",
    "Disposition",
    "ListPlan",
    "Story",
    "branch",
    "draw_leads",
    "stored_columns",
]
