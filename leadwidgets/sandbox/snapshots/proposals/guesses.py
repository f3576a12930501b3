"""The names under which other programs keep the fields of a lead.

Those of RingCX's own lists of leads, VICIdial, Five9, HubSpot, Salesforce, LeadSquared, jtel and
Cloverhound, and those that people give. They are compared without case and separators.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from leadwidgets.sandbox.snapshots.column_matching import plain


@dataclass(frozen=True, slots=True)
class Guess:
    """Names that a field may have.

    Attributes
    ----------
    field
        As the API calls it.
    names
        As `plain` gives them.
    judged
        Whether the values have to look like those of the field, too.
    beside
        The field that has to be there, too; empty if none has to.
    """

    field: str
    names: frozenset[str]
    judged: bool = True
    beside: str = ""


def _guess(field: str, names: str, *, judged: bool = True, beside: str = "") -> Guess:
    return Guess(field, frozenset(map(plain, names.split(","))), judged, beside)


def _aux_data() -> Iterator[Guess]:
    for number in range(1, 6):
        yield _guess(
            f"auxData{number}", f"aux {number}, auxiliary {number}, auxiliary data {number}"
        )


_FOREIGN_KEYS = (
    "external id, extern id, external key, foreign id, crm id, salesforce id, sfdc id, hubspot id, "
    "vendor lead code, customer reference id, customer reference, customer ref, reference id, "
    "reference, reference number, user data"
)
_RECORD_KEYS = (
    "record id, record no, record number, record id contact, record id lead, contact id, "
    "contact record id, prospect id, customer id, client id, person id, member id, row id, id, "
    "uuid, guid, hs object id"
)

GUESSES: tuple[Guess, ...] = (
    _guess(
        "leadId",
        "lead number, lead no, lead nr, lead num, lead key, lead record id, lead uuid, lead guid",
    ),
    _guess("leadId", _RECORD_KEYS),
    _guess("leadId", _FOREIGN_KEYS),
    _guess(
        "campaignId",
        "campaign, campaign no, campaign number, campaign code, campaign key, campaign uuid, "
        "dialer campaign, dialler campaign, dialing campaign, calling campaign, "
        "outbound campaign, call campaign",
    ),
    _guess(
        "campaignId",
        "campaign name, dialer campaign name, dialler campaign name, dialler campaigns name, "
        "dialing campaign name, last campaign, primary campaign",
    ),
    _guess("campaignName", "campaign, campaign title, campaign description"),
    _guess("listId", "list, list no, list number, list code, lead list id, dialing list id"),
    _guess("listId", "list name, lead list, lead list name, dialing list, calling list"),
    _guess("listDesc", "list name, list description, lead list name"),
    _guess(
        "leadPhone",
        "phone, phone number, phone num, phone no, phone nr, lead phone number, telephone, "
        "telephone number, tel, tel no, phone 1, phone number 1, telephone 1, number 1, "
        "primary phone, primary phone number, primary number, primary, main phone, main number, "
        "customer phone, customer phone number, contact phone, contact number, dial number, "
        "phone to dial, ani",
    ),
    _guess(
        "leadPhone",
        "mobile, mobile phone, mobile number, mobile phone number, cell, cell phone, "
        "cell number, cell phone number",
    ),
    _guess(
        "leadPhone",
        "home, home phone, home number, home phone number, work phone, work phone number, "
        "business phone, business phone number, office phone, day phone, daytime phone, "
        "company phone",
    ),
    _guess(
        "auxPhone",
        "alt phone, alt phone number, alternate phone, alternate phone number, alternative phone, "
        "secondary phone, secondary phone number, second phone, other phone, other phone number, "
        "phone 2, phone number 2, telephone 2, number 2, aux phone number, auxiliary phone",
    ),
    _guess(
        "firstName",
        "first, given name, forename, fname, contact first name, lead first name, "
        "customer first name, owner first name",
    ),
    _guess("midName", "middle name, middle initial, middle, mi, mname, mid initial"),
    _guess(
        "lastName",
        "last, surname, family name, lname, contact last name, lead last name, "
        "customer last name, owner last name",
    ),
    _guess("lastName", "name", beside="firstName"),
    _guess("title", "salutation, prefix, name prefix, name title"),
    _guess("suffix", "name suffix"),
    _guess(
        "address1",
        "address, street, street address, address line 1, address line, street 1, "
        "street address 1, street line 1, addr 1, addr, mailing street, mailing address, "
        "home address, property address",
    ),
    _guess(
        "address2",
        "address line 2, street 2, street address 2, street line 2, addr 2, apartment, apt, unit",
    ),
    _guess("city", "town, city town, town city, locality, mailing city, home city"),
    _guess(
        "state",
        "state region, state province, state code, state province code, state abbreviation, "
        "us state, physical state, mailing state, mailing state province, home state, "
        "property state, province, region",
    ),
    _guess(
        "zip",
        "zip code, postal code, post code, zip postal code, zip post code, zip 5, zip 4, "
        "mailing zip, mailing zip postal code, mailing postal code, home zip, property zip",
    ),
    _guess(
        "email",
        "email address, e mail address, mail, email 1, primary email, primary email address, "
        "contact email, lead email, customer email",
    ),
    _guess("leadState", "lead status", judged=False),
    _guess("leadState", "status, dial status, dialer status, dialing status, record status"),
    _guess(
        "lastPassDisposition",
        "disposition, last disposition, call disposition, last call disposition, call result, "
        "last result, last call result, result, status",
    ),
    _guess(
        "lastPassDispo",
        "disposition, last disposition, call disposition, last call disposition, call result, "
        "last result, last call result, result, status, call status, dial result, "
        "system dispo, last system disposition",
    ),
    _guess(
        "agentDispostion",
        "disposition, last disposition, call disposition, last call disposition, "
        "disposition name, last agent disposition, call result, last result, last call result, "
        "result, call outcome, outcome, wrap up, wrap up code, dispo",
    ),
    _guess("agentDispostion", "status, dial status, call status, contact status"),
    _guess(
        "leadPasses",
        "passes, pass count, called count, call count, calls, number of calls, calls made, "
        "times called, attempts, attempt count, number of attempts, call attempts, "
        "dial attempts, dials, number of dials, dial count",
    ),
    _guess("maxPasses", "max attempts, maximum attempts, max calls, maximum passes"),
    _guess(
        "lastPassDts",
        "last call, last called, last call time, last call date, last call timestamp, "
        "last local call time, last dialed, last dial, last dial time, last dial date, "
        "last attempt, last attempt time, last attempt date, last called at, last pass, "
        "last pass time, date last called",
    ),
    _guess(
        "nextDialTime",
        "scheduled for, scheduled at, scheduled time, schedule time, callback time, "
        "callback date, call back time, scheduled callback, next call, next call time, "
        "next call date, next attempt, next attempt time, next dial, next dial date, recall time",
    ),
    _guess(
        "leadTimezone",
        "time zone, timezone, tz, local time zone, local timezone, gmt offset, gmt offset now, "
        "utc offset, contact time zone, customer time zone, time zone code",
    ),
    _guess(
        "loadedDts",
        "create date, created date, date created, creation date, create time, created, "
        "created at, created on, created time, entry date, date entered, dt imported, imported, "
        "imported at, import date, date imported, added, added at, date added, insert date, "
        "loaded, loaded at, load date, date loaded, loaded date, upload time",
    ),
    _guess(
        "stateDts",
        "status date, status time, status changed, status changed at, lead status date, "
        "state date, state changed, state changed at",
    ),
    _guess(
        "lastPassAgentName",
        "last agent, last agent name, agent name, last called by, called by, handled by",
    ),
    _guess("callerId", "caller id number, outbound caller id, campaign caller id"),
    _guess("externId", _FOREIGN_KEYS),
    _guess("externId", _RECORD_KEYS),
    *_aux_data(),
)
"""Of each field, the names that tell it most surely first."""
