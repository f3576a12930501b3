"""`leadwidgets accounts`, `leadwidgets campaigns`: what there is to search, a line each."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from leadwidgets.account import Account
from leadwidgets.client import accounts, campaigns


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    for name, run, about in (
        ("accounts", _accounts, "list the sub-accounts that you may search"),
        ("campaigns", _campaigns, "list the account's campaigns"),
    ):
        parser = commands.add_parser(name, help=about)
        parser.add_argument(
            "--dotenv", type=Path, help="a .env file with credentials; the environment goes first"
        )
        parser.set_defaults(run=run)


def _accounts(chosen: Namespace) -> int:
    """Print a line for each: its id, as RINGCX_ACCOUNT_ID takes it, and its name."""
    for one in accounts(_account(chosen)):
        print(one.account_id, _on_one_line(one.account_name), sep="\t")
    return 0


def _campaigns(chosen: Namespace) -> int:
    """Print a line for each: its id and its name, and whether it is switched off."""
    for one in campaigns(_account(chosen)):
        state = () if one.is_active else ("inactive",)
        print(one.campaign_id, _on_one_line(one.name), *state, sep="\t")
    return 0


def _account(chosen: Namespace) -> Account | None:
    return Account.from_env(dotenv=chosen.dotenv) if chosen.dotenv else None


def _on_one_line(name: str) -> str:
    return " ".join(name.split())
