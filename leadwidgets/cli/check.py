"""`leadwidgets check`: what a file of leads holds and how it will be read, before it is loaded."""

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path

from leadwidgets.cli import leads
from leadwidgets.errors import LeadSearchError
from leadwidgets.sandbox import check

LOADS, SAY_FIRST, UNREADABLE = 0, 1, 2

_EXIT_CODES = """\
exit codes:
  0    the file loads as it is, with the options that were given
  1    something has to be said first: each refusal names the option that says it
  2    wrong options, or the file, or a table of columns, cannot be read or written

Shown are columns, counts and places; no value that tells who a lead is.
"""


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser(
        "check",
        help="tell how a file of leads will be read, before it is loaded",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "leads",
        type=leads.a_file,
        metavar="FILE",
        help="saved leads: text with separators, a workbook, JSON lines or Parquet",
    )
    leads.add_reading_to(parser)
    parser.add_argument(
        "--save-columns",
        type=Path,
        metavar="FILE",
        help="write which columns are which fields, proposed ones included, as JSON to change and "
        "to give to --columns; an older file is replaced",
    )
    parser.set_defaults(run=run, file=None)


def run(chosen: Namespace) -> int:
    """Print the check, and give the exit code."""
    try:
        embedded = leads.embedded(chosen)
        found = check(
            chosen.leads, columns=embedded.said_of_columns, **embedded.reading.to_arguments()
        )
        if chosen.save_columns is not None:
            found.save_columns(chosen.save_columns)
    except (LeadSearchError, OSError) as error:
        print(f"leadwidgets check: {error}", file=sys.stderr)
        return UNREADABLE
    print(found)
    if chosen.save_columns is not None:
        print(f"Columns: {chosen.save_columns}, for --columns")
    return LOADS if found.ready else SAY_FIRST
