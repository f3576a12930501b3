"""`leadwidgets sandbox`: the embedded account over HTTP, for other clients to talk to."""

import logging
from argparse import ArgumentParser, BooleanOptionalAction, Namespace, _SubParsersAction
from pathlib import Path

from leadwidgets.account import Account, JwtCredentials
from leadwidgets.cli import leads, ports
from leadwidgets.cli.signals import told_to_end
from leadwidgets.default_account import Embedded
from leadwidgets.extras import load
from leadwidgets.sandbox import DESCRIPTION_PATH, LEADS, REQUEST_LOG, SEED, User

HOST = "127.0.0.1"
PORT = 8723


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("sandbox", help="serve the embedded account over HTTP")
    ports.add_to(parser, default=PORT, note="; 0: any")
    parser.add_argument(
        "--host",
        default=HOST,
        help="address to listen on; others than this machine's own are heard by whoever reaches "
        "them, who still has to sign in (default: %(default)s)",
    )
    leads.add_to(parser, otherwise=f"{LEADS:,} invented leads")
    parser.add_argument("--seed", type=int, help=f"of invented leads (default: {SEED})")
    parser.add_argument(
        "--accounts",
        type=int,
        default=1,
        help="how many sub-accounts the user may see (default: %(default)s)",
    )
    parser.add_argument(
        "--limits",
        action=BooleanOptionalAction,
        default=False,
        help="answer 429 beyond the documented request limits, for a rehearsal (default: no)",
    )
    parser.add_argument(
        "--access-log", action="store_true", help="write each request to standard error"
    )
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Serve the account until the process is interrupted or told to end."""
    load("uvicorn", extra="server", needed_for="Serving over HTTP")
    embedded = leads.embedded(chosen)
    account = embedded.open(seed=chosen.seed, limits=chosen.limits, accounts=chosen.accounts)
    account.prepare()
    if chosen.access_log:
        _show_requests()
    with told_to_end() as ending, account.serve(chosen.host, chosen.port) as served:
        what = _what(embedded, chosen.seed)
        print(_greeting(served, account.users[0], what), flush=True)
        ending.get()
    return 0


def _show_requests() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    REQUEST_LOG.addHandler(handler)
    REQUEST_LOG.setLevel(logging.INFO)


def _greeting(served: Account, user: User, what: str) -> str:
    lines = [f"export {name}={value}" for name, value in connection(served).items()]
    return "\n".join(
        [
            f"{what} are served at {served.base_url}",
            *(f"Note: {note}" for note in served.notes),
            "Connect with these values, which are invented too:",
            "",
            *lines,
            "",
            "Clients that sign in by password, or as on the legacy hosts, take these:",
            "",
            *(f"  {name:<20}{value}" for name, value in _other_ways(user).items()),
            "",
            f"What it answers is described at {served.base_url}{DESCRIPTION_PATH}",
            "Ctrl-C ends it.",
        ]
    )


def _other_ways(user: User) -> dict[str, str]:
    return {
        "user name": user.password.username,
        "password": user.password.password,
        "extension": user.password.extension,
        "X-Auth-Token": user.legacy.token,
    }


def _what(embedded: Embedded, seed: int | None) -> str:
    if embedded.file is not None:
        return f"The leads kept in {embedded.file}"
    if isinstance(embedded.leads, Path):
        return f"The leads in {embedded.leads}"
    number = LEADS if embedded.leads is None else embedded.leads
    where = f" in {embedded.country}" if embedded.country else ""
    return f"{number:,} invented leads{where} (seed {SEED if seed is None else seed})"


def connection(served: Account) -> dict[str, str]:
    """Give the environment variables with which `Account.from_env` reaches the account."""
    variables = {
        "RINGCX_BASE_URL": served.base_url,
        "RC_PLATFORM_URL": served.platform_url,
        "RINGCX_ACCOUNT_ID": served.account_id,
    }
    if served.limits is None:
        variables["RINGCX_LIMITS"] = "none"
    if isinstance(served.credentials, JwtCredentials):
        variables |= {
            "RC_CLIENT_ID": served.credentials.client_id,
            "RC_CLIENT_SECRET": served.credentials.client_secret,
            "RC_JWT": served.credentials.jwt,
        }
    return variables
