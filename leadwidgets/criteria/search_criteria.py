"""`SearchCriteria`: one immutable value that says which leads are meant."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, Self

from leadwidgets.criteria import wire
from leadwidgets.criteria.checks import accept
from leadwidgets.criteria.comparison import Comparison

Suppressed = Literal["ALL", "ONLY_UNSUPPRESSED", "ONLY_SUPPRESSED"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchCriteria:
    """Which leads are meant: every given field must hold; within a field, any of its values.

    Every parameter is optional. A field of several values takes any iterable and keeps a tuple
    without repetitions, in the given order. Moments need a UTC offset and are kept in UTC; ISO text
    is read. Empty text means: not given.

    Parameters
    ----------
    campaign_ids, list_ids, lead_ids
        Positive whole numbers.
    suppressed
        ``ALL``, ``ONLY_UNSUPPRESSED`` or ``ONLY_SUPPRESSED``.
    agent_dispositions, physical_states, lead_phone_numbers, extern_ids
        Texts.
    system_dispositions, lead_states
        Codes as the account lists them. Lead states may be spelled with hyphens or underscores.
        Codes that no table of ours lists are accepted: accounts have them.
    lead_timezones
        Abbreviations of at most five capital letters, such as ``CST``.
    orphaned_leads_only
        Whether only leads without a list are meant.
    lead_passes_criteria
        A `Comparison` with a whole number.
    last_pass_time_criteria, next_dial_time_criteria
        A `Comparison` with a moment.
    loaded_dts_start, loaded_dts_end
        Moments.
    agent_id, pending_agent_id
        Whole numbers.
    first_name, last_name, lead_phone_num, caller_id, email_address
        Text.
    address1, address2, city, zip, aux_data1, aux_data2, aux_data3, aux_data4, aux_data5
        Text.

    Raises
    ------
    InvalidCriteriaError
        If a value does not fit its field. The message names the field, the value and what is
        accepted.

    Notes
    -----
    Fields and values: RingCentral's guide "About Searching for Leads", and
    CampaignLeadSearchCriteria of its OpenAPI file.

    Examples
    --------
    >>> SearchCriteria(campaign_ids=[136785], lead_states=["READY"], suppressed="ONLY_UNSUPPRESSED")
    lw.SearchCriteria(
        campaign_ids=[136785],
        suppressed='ONLY_UNSUPPRESSED',
        lead_states=['READY'],
    )
    """

    campaign_ids: Sequence[int] = ()
    suppressed: Suppressed = "ALL"
    list_ids: Sequence[int] = ()
    agent_dispositions: Sequence[str] = ()
    system_dispositions: Sequence[str] = ()
    lead_states: Sequence[str] = ()
    physical_states: Sequence[str] = ()
    lead_timezones: Sequence[str] = ()
    orphaned_leads_only: bool = False
    first_name: str | None = None
    last_name: str | None = None
    lead_phone_num: str | None = None
    lead_phone_numbers: Sequence[str] = ()
    caller_id: str | None = None
    email_address: str | None = None
    address1: str | None = None
    address2: str | None = None
    city: str | None = None
    zip: str | None = None
    lead_ids: Sequence[int] = ()
    extern_ids: Sequence[str] = ()
    agent_id: int | None = None
    pending_agent_id: int | None = None
    lead_passes_criteria: Comparison | None = None
    last_pass_time_criteria: Comparison | None = None
    next_dial_time_criteria: Comparison | None = None
    loaded_dts_start: datetime | None = None
    loaded_dts_end: datetime | None = None
    aux_data1: str | None = None
    aux_data2: str | None = None
    aux_data3: str | None = None
    aux_data4: str | None = None
    aux_data5: str | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, accept(field.name, getattr(self, field.name)))

    def __repr__(self) -> str:
        return self.to_code()

    def given(self) -> dict[str, Any]:
        """Give the fields that differ from their defaults, in the order of the form."""
        return {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - any field's value
        """Give a copy with some fields changed.

        Raises
        ------
        InvalidCriteriaError
            If a name is no field's, or a value does not fit.
        """
        return replace(self, **{wire.field_name(name): value for name, value in changes.items()})

    def to_api(self, listed_lead_states: Collection[str] = ()) -> dict[str, Any]:
        """Give the JSON body of a leadSearch request.

        Parameters
        ----------
        listed_lead_states
            The lead states as the account's own list spells them; hyphens are used for what it does
            not list.
        """
        return wire.api_body({**self.given(), "suppressed": self.suppressed}, listed_lead_states)

    @classmethod
    def from_api(cls, body: Mapping[str, Any]) -> Self:
        """Read the JSON body of a leadSearch request; a body with only ``campaignId`` is read too.

        Raises
        ------
        InvalidCriteriaError
            If the body has a field that no search has, or a value that does not fit.
        """
        return cls(**wire.read_fields(body))

    def to_dict(self) -> dict[str, Any]:
        """Give every field under its name, with values that JSON can hold."""
        return wire.plain_values({field.name: getattr(self, field.name) for field in fields(self)})

    def to_json(self) -> str:
        """Give the fields that differ from their defaults as a JSON object, for a file."""
        return json.dumps(wire.plain_values(self.given()), indent=2, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote. A request body of the API is read too.

        Raises
        ------
        InvalidCriteriaError
            If the text is not a JSON object, or its fields do not fit.
        """
        return cls(**wire.read_fields(wire.read_json(text)))

    def to_code(self) -> str:
        """Give the Python expression of these criteria; ``lw`` stands for ``leadwidgets``."""
        return wire.code(self.given())
