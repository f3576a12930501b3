"""Phone numbers as other programs save them, and what spreadsheets make of long numbers.

The API keeps several numbers of a lead in one field, with a bar between them.
"""

import pyarrow as pa
import pyarrow.compute as pc

BAR = "|"
"""What stands between the numbers of a lead."""

_NUMBER = r"\s*\+?\(?[0-9](?:[\s().-]*[0-9]){6,14}\s*"
_LONG_NUMBER = _NUMBER.replace("6,14", "9,14")
# A slash stands behind an area code, too: 0555/0100123.
_SEVERAL = rf"^(?:{_NUMBER}(?:[;,]{_NUMBER})+|{_LONG_NUMBER}(?:/{_LONG_NUMBER})+)$"
_SHORTENED = r"^[+-]?[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,3}$"


def hold_several(texts: pa.Array) -> pa.Array:
    """Tell which texts are whole phone numbers between semicolons, commas or slashes."""
    return pc.fill_null(pc.match_substring_regex(texts, _SEVERAL), fill_value=False)


def with_bars(texts: pa.Array) -> pa.Array:
    """Put bars between the numbers of a text that holds several, as the API does."""
    barred = pc.replace_substring_regex(texts, r"\s*[;/,]\s*", BAR)
    return pc.if_else(hold_several(texts), barred, texts)


def have_lost_digits(texts: pa.Array) -> pa.Array:
    """Tell which texts are numbers of which a spreadsheet kept a few digits: ``5.55E+09``."""
    return pc.fill_null(pc.match_substring_regex(texts, _SHORTENED), fill_value=False)


def have_lost_zeros(zips: pa.Array) -> pa.Array:
    """Tell which zips are US ones without their first zero, where others of five digits stand by.

    Parameters
    ----------
    zips
        A whole column.
    """
    whole = pc.match_substring_regex(zips, r"^[0-9]{5}(?:-[0-9]{4})?$")
    short = pc.fill_null(pc.match_substring_regex(zips, r"^[0-9]{3,4}$"), fill_value=False)
    return short if pc.any(whole).as_py() else pc.and_(short, pa.scalar(value=False))
