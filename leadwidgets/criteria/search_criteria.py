"""`SearchCriteria`: one immutable value that says which leads are meant."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from leadwidgets.criteria.checks import accept
from leadwidgets.criteria.python_code import read_code
from leadwidgets.criteria.serialization import (
    api_body,
    code,
    field_name,
    plain_values,
    read_fields,
    read_json,
)
from leadwidgets.criteria.wording import Names, in_words
from leadwidgets.fields import SEARCH_FIELDS, SearchFields


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchCriteria(SearchFields):
    """Which leads are meant: every given field must hold; within a field, any of its values.

    Its parameters are the search fields of `leadwidgets.fields`; each is optional. What one takes
    follows from what it holds:

    ============================  ==============================================================
    holds                         takes
    ============================  ==============================================================
    ids                           positive whole numbers
    several texts                 any iterable of texts that are not blank
    lead states, dispositions     codes as the account lists them, also those that no table of ours
                                  has; lead states with hyphens or underscores
    timezones                     codes as the leads have them, such as ``CST``, ``NSW1``, ``-5.00``
    ``suppressed``                ``ALL``, ``ONLY_UNSUPPRESSED`` or ``ONLY_SUPPRESSED``
    text                          text that is not blank; empty text means: not given
    a number                      a whole number from 0
    a moment                      a datetime with its UTC offset, or ISO text with one
    a comparison                  a `Comparison` with a whole number, or with a moment
    ============================  ==============================================================

    Several values, 100,000 at most, are kept as a tuple without repetitions, in the given order;
    moments in UTC.

    Raises
    ------
    InvalidCriteriaError
        If a value does not fit its field. The message names the field, the value and what is
        accepted.

    Notes
    -----
    Source of the fields and values: RingCentral's guide "About Searching for Leads", and
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

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, accept(field.name, getattr(self, field.name)))

    def __repr__(self) -> str:
        # Tracebacks and logs show it: it names nobody.
        given = self.given()
        return code(given, hide={name for name in given if SEARCH_FIELDS[name].personal})

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: ANN401, FBT001 - IPython
        """Show the criteria whole to whoever displays them in IPython or a notebook."""
        printer.text(self.to_code())

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
        changed = {field_name(name): value for name, value in changes.items()}
        copy = object.__new__(type(self))
        for field in fields(self):  # those that stay are not checked again: they may be long
            value = getattr(self, field.name)
            if field.name in changed:
                value = accept(field.name, changed[field.name])
            object.__setattr__(copy, field.name, value)
        return copy

    def to_api(self, listed_lead_states: Collection[str] = ()) -> dict[str, Any]:
        """Give the JSON body of a leadSearch request.

        Parameters
        ----------
        listed_lead_states
            The lead states as the account's own list spells them; hyphens are used for what it does
            not list.
        """
        return api_body({**self.given(), "suppressed": self.suppressed}, listed_lead_states)

    @classmethod
    def from_api(cls, body: Mapping[str, Any]) -> Self:
        """Read the JSON body of a leadSearch request, as RingCX reads it.

        A body with only ``campaignId`` is read too, and numbers that are written as text, as in
        ``{"campaignIds": ["136785"]}``.

        Raises
        ------
        InvalidCriteriaError
            If the body has a field that no search has, or a value that does not fit.
        """
        return cls(**read_fields(body))

    def to_dict(self) -> dict[str, Any]:
        """Give every field under its name, with values that JSON can hold."""
        return plain_values({field.name: getattr(self, field.name) for field in fields(self)})

    def to_json(self) -> str:
        """Give the fields that differ from their defaults as a JSON object, for a file."""
        return json.dumps(plain_values(self.given()), indent=2, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote. A request body of the API is read too.

        Raises
        ------
        InvalidCriteriaError
            If the text is not a JSON object, or its fields do not fit.
        """
        return cls(**read_fields(read_json(text)))

    def to_code(self) -> str:
        """Give the Python expression of these criteria; ``lw`` stands for ``leadwidgets``."""
        return code(self.given())

    @classmethod
    def from_code(cls, text: str) -> Self:
        """Read what `to_code` wrote, or a dictionary of fields as Python shows it.

        The text is parsed and not run: it may come from anybody. Imports before the expression and
        a name that it is assigned to are passed over.

        Raises
        ------
        InvalidCriteriaError
            If it holds anything else, or its fields do not fit.

        Examples
        --------
        >>> SearchCriteria.from_code("criteria = lw.SearchCriteria(lead_states=['READY'])")
        lw.SearchCriteria(
            lead_states=['READY'],
        )
        """
        return cls(**read_fields(read_code(text)))

    def in_words(self, names: Names | None = None, *, mask_pii: bool = False) -> str:
        """Say which leads are meant, in a sentence without its full stop.

        Every field that is set is said; of more than three values, how many they are.

        Parameters
        ----------
        names
            For a field, what people call its values, as in
            ``{"campaign_ids": {136785: "Solar Spring"}}``. A value without a name is said as it is.
        mask_pii
            Whether to leave out what could tell who a lead is: a name, a phone, an address.

        Examples
        --------
        >>> criteria = SearchCriteria(
        ...     campaign_ids=[136785], lead_states=["READY"], lead_timezones=["CST", "CDT"],
        ...     suppressed="ONLY_UNSUPPRESSED", loaded_dts_start="2026-10-26T00:00Z",
        ... )
        >>> criteria.in_words({"campaign_ids": {136785: "Solar Spring"}})
        'READY leads of Solar Spring in Central time, not suppressed, loaded since 26 October 2026'
        """
        return in_words(self.given(), names or {}, mask_pii=mask_pii)
