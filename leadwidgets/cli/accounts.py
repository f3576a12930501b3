"""`leadwidgets accounts`: the sub-accounts that the user may see."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from leadwidgets.account import Account
from leadwidgets.client import accounts


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("accounts", help="list the sub-accounts that you may search")
    parser.add_argument(
        "--dotenv", type=Path, help="a .env file with credentials; the environment goes before it"
    )
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Print a line for each: its id, as RINGCX_ACCOUNT_ID takes it, and its name."""
    account = Account.from_env(dotenv=chosen.dotenv) if chosen.dotenv else None
    for one in accounts(account):
        print(f"{one.account_id}\t{' '.join(one.account_name.split())}")
    return 0
