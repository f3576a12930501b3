"""The invented accounts: dial groups, campaigns, lead lists and agent dispositions.

Plans, not leads: what a list is like (how old, how hard it was worked, how dirty) is written here,
and `leads` draws its rows accordingly. An account is an `AccountPlan` of `DialGroupPlan` of
`CampaignPlan` of `ListPlan`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Disposition:
    """A way in which an agent can close a call.

    Attributes
    ----------
    name
        What the agent picks.
    weight
        How often, relative to the campaign's other dispositions.
    lead_state
        What becomes of the lead.
    system
        The system disposition of the calls that it closes.
    contact, success, complete, do_not_call, disabled
        The flags of the same names in the API; None where nobody knows.
    """

    name: str
    weight: float
    lead_state: str = "READY"
    system: str = "ANSWER"
    contact: bool | None = False
    success: bool | None = False
    complete: bool | None = False
    do_not_call: bool | None = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What a lead list is like.

    Attributes
    ----------
    list_id, name
        As in the API.
    weight
        How many leads it has, relative to the account's other lists.
    age_days
        Days since it was loaded.
    effort
        Passes that its leads had on average, were there no largest number of passes.
    list_state
        As in the API (``ACTIVE``, ``PAUSED``, …). The leads of a ``DELETED`` list are orphaned.
    suppressed, paused, no_timezone, wrong_timezone
        Shares of its leads that are so.
    repeats
        Share of its leads that repeat a person of a list loaded earlier.
    unsettled
        Share of its leads caught in a passing state: dialed at this moment, or stuck there.
    """

    list_id: int
    name: str
    weight: float
    age_days: float
    effort: float
    list_state: str = "ACTIVE"
    suppressed: float = 0.01
    paused: float = 0.002
    no_timezone: float = 0.08
    wrong_timezone: float = 0.005
    repeats: float = 0.02
    unsettled: float = 0.004


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign. `aux_labels` name what its leads' auxData1 and auxData2 hold."""

    campaign_id: int
    name: str
    active: bool
    max_passes: int
    dispositions: tuple[Disposition, ...]
    lists: tuple[ListPlan, ...]
    aux_labels: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DialGroupPlan:
    """A dial group with its campaigns. A new one has none."""

    dial_group_id: int
    name: str
    dial_mode: str
    active: bool
    campaigns: tuple[CampaignPlan, ...]


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """A RingCX sub-account; `country` is a key of `COUNTRIES`."""

    account_id: str
    name: str
    dial_groups: tuple[DialGroupPlan, ...]
    country: str = "US"

    def campaigns(self) -> Iterator[tuple[DialGroupPlan, CampaignPlan]]:
        """Go through the campaigns, each with the dial group that holds it."""
        for dial_group in self.dial_groups:
            for campaign in dial_group.campaigns:
                yield dial_group, campaign


_COMMON = (
    Disposition("Not Interested", 24, "COMPLETE", contact=True, complete=True),
    Disposition("Call Back Later", 12, "CALLBACK", contact=True),
    Disposition("Agent Callback", 6, "AGENT-CALLBACK", contact=True),
    Disposition("Hung Up", 14),
    Disposition("Wrong Number", 6, "COMPLETE", complete=True),
    Disposition("Do Not Call", 4, "DO-NOT-CALL", contact=True, complete=True, do_not_call=True),
    Disposition("Language Barrier", 2, "COMPLETE", contact=True, complete=True),
    Disposition("Left Voicemail", 10, system="MACHINE"),
)

_SALES = (
    Disposition("Sold", 7, "COMPLETE", contact=True, success=True, complete=True),
    Disposition("Sold / Financing", 2, "COMPLETE", contact=True, success=True, complete=True),
    *_COMMON,
    Disposition("Quote Sent", 9, "PENDING-CALLBACK", contact=True),
    Disposition("Sold (old script)", 0, "COMPLETE", contact=True, success=True, disabled=True),
)

_APPOINTMENTS = (
    Disposition("Appointment Set", 8, "COMPLETE", contact=True, success=True, complete=True),
    *_COMMON,
    Disposition("Renter <not owner>", 5, "COMPLETE", contact=True, complete=True),
)

_RENEWALS = (
    Disposition("Renewed", 18, "COMPLETE", contact=True, success=True, complete=True),
    Disposition("Lapsed", 5, "COMPLETE", contact=True, complete=True),
    *_COMMON,
)

_GIFTS = (
    Disposition("Pledge", 10, "COMPLETE", contact=True, success=True, complete=True),
    Disposition("Monthly Donor", 3, "COMPLETE", contact=True, success=True, complete=True),
    *_COMMON,
    Disposition("Deceased", 1, "COMPLETE", complete=True, do_not_call=True),
)

_OUTREACH = AccountPlan(
    account_id="99990001",
    name="Harbor & Pine Outreach",
    dial_groups=(
        DialGroupPlan(
            50_011,
            "Home Services",
            "PREDICTIVE",
            active=True,
            campaigns=(
                CampaignPlan(
                    136_785,
                    "Solar Spring",
                    active=True,
                    max_passes=8,
                    dispositions=_APPOINTMENTS,
                    aux_labels=("Roof age", "Utility"),
                    lists=(
                        ListPlan(710_005, "Solar pilot", 1, 215, 3.0, list_state="DELETED"),
                        ListPlan(710_004, "Solar web leads 2026-03", 9, 230, 4.5, repeats=0.0),
                        ListPlan(710_011, "Solar partner file", 7, 150, 12.0),
                        ListPlan(710_023, "Solar re-engage", 5, 45, 2.0, repeats=0.2),
                        ListPlan(710_031, "Solar October top-up", 4, 1.5, 0.0),
                    ),
                ),
                CampaignPlan(
                    136_792,
                    "Window Replacement",
                    active=True,
                    max_passes=6,
                    dispositions=_SALES,
                    aux_labels=("Windows", "Built"),
                    lists=(
                        ListPlan(710_007, "Windows home show", 8, 190, 3.2),
                        ListPlan(710_019, "Windows radio", 6, 80, 2.4, repeats=0.0),
                        ListPlan(710_027, "Windows referrals", 3, 30, 1.5),
                    ),
                ),
                CampaignPlan(
                    136_804,
                    "Gutters 2025",
                    active=False,
                    max_passes=5,
                    dispositions=_SALES,
                    aux_labels=("Storeys", "Guard"),
                    lists=(
                        ListPlan(
                            710_001, "Gutters autumn", 6, 390, 3.9, list_state="PAUSED", paused=0.6
                        ),
                    ),
                ),
            ),
        ),
        DialGroupPlan(
            50_014,
            "Insurance Renewals",
            "PREVIEW",
            active=True,
            campaigns=(
                CampaignPlan(
                    136_811,
                    "Auto Renewals East",
                    active=True,
                    max_passes=10,
                    dispositions=_RENEWALS,
                    aux_labels=("Policy", "Expires"),
                    lists=(
                        ListPlan(710_009, "Renewals Q3", 9, 120, 5.0),
                        ListPlan(710_029, "Renewals Q4", 7, 20, 1.2),
                    ),
                ),
                CampaignPlan(
                    136_812,
                    "Auto Renewals West",
                    active=True,
                    max_passes=10,
                    dispositions=_RENEWALS,
                    aux_labels=("Policy", "Expires"),
                    lists=(
                        ListPlan(710_010, "Renewals West Q3", 7, 118, 4.4),
                        ListPlan(710_030, "Renewals West Q4", 6, 18, 1.1, repeats=0.0),
                    ),
                ),
                CampaignPlan(
                    136_820,
                    "Pet Cover",
                    active=True,
                    max_passes=7,
                    dispositions=_SALES,
                    aux_labels=("Species", "Age"),
                    lists=(
                        ListPlan(710_021, 'Pets "vets & shelters"', 6, 60, 2.2),
                        ListPlan(
                            710_026,
                            "Pets newsletter",
                            4,
                            33,
                            1.4,
                            no_timezone=0.9,
                            suppressed=0.0,
                        ),
                    ),
                ),
            ),
        ),
        DialGroupPlan(
            50_020,
            "Donor Outreach",
            "CLICK_TO_TALK",
            active=True,
            campaigns=(
                CampaignPlan(
                    136_833,
                    "Year-End Appeal",
                    active=True,
                    max_passes=4,
                    dispositions=_GIFTS,
                    aux_labels=("Last gift", "Fund"),
                    lists=(
                        ListPlan(710_016, "Donors 2024/2025", 6, 95, 1.9),
                        ListPlan(710_028, "Alumni", 5, 25, 0.8, repeats=0.12),
                    ),
                ),
                CampaignPlan(
                    136_841,
                    "Flood Relief",
                    active=False,
                    max_passes=4,
                    dispositions=_GIFTS,
                    aux_labels=("Last gift", "Fund"),
                    lists=(ListPlan(710_013, "Flood givers", 3, 140, 2.6, list_state="PAUSED"),),
                ),
            ),
        ),
        DialGroupPlan(50_027, "New Team", "PREDICTIVE", active=True, campaigns=()),
    ),
)

_OTHERS = AccountPlan(
    account_id="99990002",
    name="Quiet Valley Credit",
    dial_groups=(
        DialGroupPlan(
            60_001,
            "Collections",
            "PREVIEW",
            active=True,
            campaigns=(
                CampaignPlan(
                    236_001,
                    "Early Stage",
                    active=True,
                    max_passes=12,
                    dispositions=_RENEWALS,
                    aux_labels=("Balance", "Days"),
                    lists=(ListPlan(810_001, "Early stage October", 1, 30, 3.0),),
                ),
            ),
        ),
    ),
)

HOME_ACCOUNTS: Mapping[str, AccountPlan] = {
    "US": _OUTREACH,
    "CA": replace(
        _OUTREACH, account_id="99990011", name="Harbor & Pine Outreach Canada", country="CA"
    ),
    "AU": replace(
        _OUTREACH, account_id="99990061", name="Harbor & Pine Outreach Australia", country="AU"
    ),
}
"""By country: the one that the embedded account signs in to."""

OTHERS_ACCOUNT = _OTHERS
"""Somebody else's."""


def branch(number: int) -> AccountPlan:
    """Give one more sub-account for those who sign in to the first; each number is another."""
    sales = CampaignPlan(
        336_000 + number,
        f"Branch {number} Sales",
        active=True,
        max_passes=6,
        dispositions=_SALES,
        aux_labels=("Built", "Storeys"),
        lists=(ListPlan(910_000 + number, f"Branch {number} walk-ins", 1, 21, 1.6),),
    )
    return AccountPlan(
        account_id=str(99_991_000 + number),
        name=f"{_OUTREACH.name}, branch {number}",
        dial_groups=(
            DialGroupPlan(70_000 + number, "Walk-ins", "PREVIEW", active=True, campaigns=(sales,)),
        ),
    )
