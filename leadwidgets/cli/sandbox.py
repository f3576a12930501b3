"""`leadwidgets sandbox`: the embedded account over HTTP, for other clients to talk to."""

from argparse import ArgumentParser, Namespace, _SubParsersAction

from leadwidgets.account import Account, JwtCredentials
from leadwidgets.cli.endings import told_to_end
from leadwidgets.cli.extras import load
from leadwidgets.sandbox import Sandbox

HOST = "127.0.0.1"
LEADS = 50_000
PORT = 8723
SEED = 7


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("sandbox", help="serve the embedded account over HTTP")
    parser.add_argument("--port", type=int, default=PORT, help="default: %(default)s; 0: any")
    parser.add_argument("--host", default=HOST, help="address to listen on (default: %(default)s)")
    parser.add_argument("--leads", type=int, default=LEADS, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=SEED, help="default: %(default)s")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429")
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Serve the account until the process is interrupted or told to end."""
    load("uvicorn", extra="server", needed_for="Serving over HTTP")
    account = Sandbox(chosen.leads, chosen.seed, limits=not chosen.no_limits)
    with told_to_end() as ending, account.serve(chosen.host, chosen.port) as served:
        print(_greeting(served, chosen), flush=True)
        ending.get()
    return 0


def _greeting(served: Account, chosen: Namespace) -> str:
    lines = [f"export {name}={value}" for name, value in connection(served).items()]
    return "\n".join(
        [
            f"{chosen.leads:,} invented leads (seed {chosen.seed}) are served at {served.base_url}",
            "Connect with these values, which are invented too:",
            "",
            *lines,
            "",
            "Ctrl-C ends it.",
        ]
    )


def connection(served: Account) -> dict[str, str]:
    """Give the environment variables with which `Account.from_env` reaches the account."""
    variables = {
        "RINGCX_BASE_URL": served.base_url,
        "RC_PLATFORM_URL": served.platform_url,
        "RINGCX_ACCOUNT_ID": served.account_id,
    }
    if isinstance(served.credentials, JwtCredentials):
        variables |= {
            "RC_CLIENT_ID": served.credentials.client_id,
            "RC_CLIENT_SECRET": served.credentials.client_secret,
            "RC_JWT": served.credentials.jwt,
        }
    return variables
