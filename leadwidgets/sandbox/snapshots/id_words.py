"""Which texts may be the id of a lead, wherever they stand in a file."""

import re

ID_WORD = r"[^\s]{0,99}[0-9@][^\s]{0,99}"
"""One word with a digit or an at sign, and no sentence; without the anchors."""

_ID_WORD = re.compile(ID_WORD, re.ASCII)


def may_be_id(value: str) -> bool:
    """Tell whether a value may be an id, whatever blanks are around it."""
    return _ID_WORD.fullmatch(value.strip()) is not None
