"""Saved leads in files, whatever they are called and however they were written.

What a file holds tells how it is read, not its name. Of text, the encoding, the separators, the
line of column names and the use of quotation marks are found out; lines are compared with leads,
and what does not fit is refused with its place. Nothing is guessed in silence: notes tell.
"""

from leadwidgets.sandbox.snapshots.files.contents import READABLE
from leadwidgets.sandbox.snapshots.files.opening import read_file

__all__ = ["READABLE", "read_file"]
