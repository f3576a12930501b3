"""What leads are looked up by, and when two spellings of it are one.

A phone number is its digits. Blanks, brackets, dots, hyphens, slashes and a plus in front are
how people write it; of eleven digits that begin with 1, the country code of North America, the 1
is left out. So ``+1 (212) 555-0100``, ``212.555.0100`` and ``12125550100`` are one number. Nothing
else is guessed: of other countries, a number with its country code and one without it are two, and
a text with a letter, or with fewer than 7 or more than 15 digits, is no phone number. An external
id is its text, without the blanks around it; capitals count. A lead id is a whole number.
"""

import math
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadwidgets.errors import InvalidArgumentError

_TEN_DIGITS = re.compile(r"[2-9][0-9]{9}")
_DIGITS = re.compile(r"1?([0-9]{10})|([0-9]{7,15})")
_WHOLE_NUMBER = re.compile(r"[0-9]+\.0")  # as a column of floats writes it
_BETWEEN = re.compile(r"[\s().\-/\u2010-\u2015]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_LEAD_ID = re.compile(r"0*([1-9][0-9]{0,14})")
_ROWS = re.compile(r"[\n\r\t,;]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """Phone numbers, external ids, or lead ids.

    Attributes
    ----------
    name
        Of one of them.
    none
        What is said of a value that is none.
    columns
        Where leads have them; only the first is in every table of leads.
    field
        The first of those in the API.
    criterion
        The field of `SearchCriteria`.
    key
        Gives what is the same for all spellings of one; None for what is none.
    separator
        What stands between several in one value; None where a value holds one.
    between_pasted
        What stands between those of a pasted text.
    """

    name: str
    none: str
    columns: tuple[str, ...]
    field: str
    criterion: str
    key: Callable[[str], str | None]
    separator: str | None
    between_pasted: re.Pattern[str]

    def parts(self, value: object) -> list[str]:
        """Give the texts in a value: one of most, several of ``2125550100|2125550101``."""
        text = text_of(value)
        return [text] if self.separator is None else text.split(self.separator)

    def keys_in(self, value: object) -> Iterator[str]:
        """Give the key of each that a lead's value holds."""
        for part in self.parts(value):
            if (key := self.key(part)) is not None:
                yield key

    def rows_by_key(
        self, leads: pd.DataFrame, wanted: Collection[str] | None = None
    ) -> dict[str, list[int]]:
        """Tell in which rows the leads with each key stand.

        Parameters
        ----------
        leads
            With the column of this kind.
        wanted
            The keys to look for; None for all.

        Raises
        ------
        InvalidArgumentError
            If the leads have no such column.
        """
        if self.columns[0] not in leads:
            raise InvalidArgumentError(
                f"The leads have no column {self.columns[0]}, where a {self.name} would stand",
                next_step=f"Rename the column that has it to {self.columns[0]}.",
            )
        rows: dict[str, dict[int, None]] = {}
        for column in self.columns:
            for row, value in enumerate(leads[column].tolist() if column in leads else ()):
                for key in self.keys_in(value):
                    if wanted is None or key in wanted:
                        rows.setdefault(key, {})[row] = None
        return {key: sorted(found) for key, found in rows.items()}


def phone_key(text: str) -> str | None:
    """Give the digits of a phone number (see the module); None for what is none."""
    if _TEN_DIGITS.fullmatch(text):
        return text
    text = _INVISIBLE.sub("", text).strip()
    text = text[:-2] if _WHOLE_NUMBER.fullmatch(text) else text
    digits = _DIGITS.fullmatch(_BETWEEN.sub("", text).removeprefix("+"))
    return None if digits is None else digits[1] or digits[2]


def _id_key(text: str) -> str | None:
    return text or None


def _lead_id_key(text: str) -> str | None:
    digits = _LEAD_ID.fullmatch(text)
    return None if digits is None else digits[1]


def text_of(value: object) -> str:
    """Write a cell as its text; a null is an empty one, and a whole number has no fraction.

    Half of a surrogate pair is written as its escape: neither JSON nor a column can hold it.
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float | np.floating):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() else str(number)
    return str(value).strip().encode("utf-8", "backslashreplace").decode()


PHONES = Kind(
    name="phone number",
    none="no phone number",
    columns=("lead_phone", "lead_phone_e164"),
    field="leadPhone",
    criterion="lead_phone_numbers",
    key=phone_key,
    separator="|",
    between_pasted=_ROWS,
)
EXTERN_IDS = Kind(
    name="external id",
    none="no external id",
    columns=("extern_id",),
    field="externId",
    criterion="extern_ids",
    key=_id_key,
    separator=None,
    between_pasted=re.compile(r"[\n\r]+"),
)
LEAD_IDS = Kind(
    name="lead id",
    none="no lead id",
    columns=("lead_id",),
    field="leadId",
    criterion="lead_ids",
    key=_lead_id_key,
    separator=None,
    between_pasted=re.compile(r"[\s,;]+"),
)
