"""Which texts a spreadsheet would run as a formula.

Such a text gets an apostrophe in front where leads are written as CSV, and loses it where they are
read again.
"""

# Whatever is not seen and may be left out in front: controls, format characters, blanks, fillers
# and variation selectors. Written out since not every engine's classes have them all.
_UNSEEN = (
    "\\x00-\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680"
    "\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# The last four are the full-width forms of the first.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
FORMULA = f"(?:['\\t\\r\\n\\x00]|[{_UNSEEN}]*[{_SIGNS}])"
"""How they begin, as a regular expression of Python and of Arrow: with an apostrophe, too."""
