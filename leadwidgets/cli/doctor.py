"""`leadwidgets doctor`: what stands in the way to the account, as a report for colleagues."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path

from leadwidgets.account import Account
from leadwidgets.client import Step, doctor

HEALTHY, ILL = 0, 1

_EXIT_CODES = """\
exit codes:
  0    nothing stands in the way of a search
  1    a step failed; the report says which, and what to do
"""


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser(
        "doctor",
        help="find out what stands in the way to the account",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--dotenv", type=Path, help="a .env file with credentials; the environment goes before it"
    )
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Print each step of the way as it is made."""
    find = (lambda: Account.from_env(dotenv=chosen.dotenv)) if chosen.dotenv else None
    found = doctor(find, on_step=_show)
    print(found.verdict)
    return HEALTHY if found.healthy else ILL


def _show(step: Step) -> None:
    print("\n".join(step.lines()), flush=True)
