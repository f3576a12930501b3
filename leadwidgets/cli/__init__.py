"""The command `leadwidgets`: notebooks, dashboard, searches and the embedded account from a shell.

Exit codes: 0 when a command ended as asked, 1 when it could not be carried out (the reason goes to
standard error), 2 when it was called wrongly; `leadwidgets audit`, `check` and `search` tell
more by them.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.metadata import version

from leadwidgets.cli import accounts, audit, check, dashboard, doctor, lab, sandbox, search
from leadwidgets.errors import LeadSearchError

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        The command line without the program's name; that of the process by default.

    Returns
    -------
    int
        The exit code.
    """
    chosen = parser().parse_args(arguments)
    try:
        return _run(chosen)
    except (LeadSearchError, OSError) as error:
        print(f"leadwidgets {chosen.command}: {error}", file=sys.stderr)
        return 1


def _run(chosen: Namespace) -> int:
    exit_code: int = chosen.run(chosen)
    return exit_code


def parser() -> ArgumentParser:
    """Describe every command and its options."""
    whole = ArgumentParser(prog="leadwidgets", description="Search RingCX leads in a notebook.")
    whole.add_argument("--version", action="version", version=version("leadwidgets"))
    commands = whole.add_subparsers(dest="command", metavar="command", required=True)
    for command in (lab, dashboard, check, search, audit, accounts, doctor, sandbox):
        command.add_to(commands)
    return whole
