"""The entries of the value lists, and how lists are read: loosely, and each entry alone.

Names and types: RingCentral's OpenAPI file. Accounts send ids as number or text, and truth as
``true`` or 1. What does not fit is left out: a field, where an entry is worth something without
it, else the entry. A list of which no entry can be read is an error.
"""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, field

from leadwidgets.client.http import read_each, read_entries

_Id = Annotated[int, Meta(ge=1)]
_Code = Annotated[str, Meta(pattern=r"\S")]  # no search holds a blank one
_LONGEST_UPLOAD_TEXT = 40
_T = TypeVar("_T", bound=msgspec.Struct)


class AccountInfo(msgspec.Struct, frozen=True):
    """A sub-account that the signed-in user may see."""

    account_id: _Code = field(name="accountId")
    account_name: str = field(name="accountName", default="")


class Campaign(msgspec.Struct, frozen=True):
    """A campaign, and the dial group that it belongs to."""

    campaign_id: _Id = field(name="campaignId")
    dial_group_id: _Id = field(name="dialGroupId")
    name: str = field(name="campaignName", default="")
    is_active: bool = field(name="isActive", default=False)


class DialGroup(msgspec.Struct, frozen=True):
    """A dial group and its campaigns."""

    dial_group_id: _Id = field(name="dialGroupId")
    name: str = field(name="dialGroupName", default="")
    campaigns: tuple[Campaign, ...] = ()


class LeadList(msgspec.Struct, frozen=True):
    """A list of leads that was loaded into a campaign.

    Attributes
    ----------
    list_id, name, state
        As the account has them.
    leads_supplied
        How many leads the file had; None where the account does not say.
    uploaded
        When; None where the account does not say, or not in a form that is known.
    """

    list_id: _Id = field(name="listId")
    name: str = field(name="listDesc", default="")
    state: str = field(name="listState", default="")
    leads_supplied: int | None = field(name="leadsSupplied", default=None)
    uploaded: datetime | None = field(name="uploadDate", default=None)


class CampaignDisposition(msgspec.Struct, frozen=True):
    """A result that agents of a campaign can give a call; a search goes by its text."""

    disposition: _Code
    disposition_id: int | None = field(name="dispositionId", default=None)
    is_contact: bool = field(name="isContact", default=False)
    is_success: bool = field(name="isSuccess", default=False)
    is_complete: bool = field(name="isComplete", default=False)
    is_disabled: bool = field(name="isDisabled", default=False)
    do_not_call: bool = field(name="doNotCall", default=False)


class State(msgspec.Struct, frozen=True):
    """A US state or a Canadian province or territory."""

    code: _Code = field(name="state")
    name: str = field(name="description", default="")


def read_accounts(content: bytes) -> tuple[AccountInfo, ...]:
    """Read ``[{"accountId": "…", "accountName": "…"}, …]``."""
    return read_entries(content, partial(_read, AccountInfo), "accounts")


def read_dial_groups(content: bytes) -> tuple[DialGroup, ...]:
    """Read dial groups with ``campaigns``, which may be null."""
    return read_entries(content, _dial_group, "dial groups")


def read_lead_lists(content: bytes) -> tuple[LeadList, ...]:
    """Read the lists of a campaign."""
    return read_entries(content, _lead_list, "lists of leads")


def read_campaign_dispositions(content: bytes) -> tuple[CampaignDisposition, ...]:
    """Read the agent dispositions of a campaign."""
    return read_entries(content, partial(_read, CampaignDisposition), "dispositions")


def read_states(content: bytes) -> tuple[State, ...]:
    """Read ``[{"state": "AL", "description": "Alabama"}, …]``."""
    return read_entries(content, partial(_read, State), "states")


def _dial_group(entry: object) -> DialGroup | None:
    group = _read(DialGroup, entry, campaigns=())
    if group is None or not isinstance(entry, dict):
        return None
    belonging = partial(_read, Campaign, dialGroupId=group.dial_group_id)
    campaigns = read_each(entry.get("campaigns") or [], belonging)
    return None if campaigns is None else msgspec.structs.replace(group, campaigns=campaigns)


def _lead_list(entry: object) -> LeadList | None:
    uploaded = entry.get("uploadDate") if isinstance(entry, dict) else None
    return _read(LeadList, entry, uploadDate=_moment(uploaded))


def _read(kind: type[_T], entry: object, **known: object) -> _T | None:
    """Read what fits of an entry; None if it lacks what it is worth nothing without.

    Parameters
    ----------
    kind
        What it is.
    entry
        Whatever JSON holds.
    known
        What is known otherwise, by its name in the entry.
    """
    if not isinstance(entry, dict):
        return None
    values = {**entry, **known}
    try:
        return msgspec.convert(values, kind, strict=False)
    except (msgspec.ValidationError, UnicodeEncodeError):  # the latter of half a surrogate pair
        pass
    fitting: dict[str, object] = {}
    for one in msgspec.structs.fields(kind):
        with suppress(msgspec.ValidationError):
            fitting[one.encode_name] = _fitted(values.get(one.encode_name), one.type)
    try:
        return msgspec.convert(fitting, kind)
    except msgspec.ValidationError:
        return None


def _fitted(value: object, wanted: Any) -> object:  # noqa: ANN401 - an annotation
    """Convert loosely: digits to numbers, 0 and 1 to truth, and a number to its digits."""
    try:
        return msgspec.convert(value, wanted, strict=False)
    except msgspec.ValidationError:
        if isinstance(value, bool) or not isinstance(value, int):
            raise
    return msgspec.convert(str(value), wanted, strict=False)


def _moment(value: object) -> datetime | None:
    """Read ISO text or epoch milliseconds; None for what is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            return None
    if not isinstance(value, str) or len(value) > _LONGEST_UPLOAD_TEXT:
        return None
    try:
        moment = datetime.fromisoformat(value.replace("-0000", "+0000"))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
