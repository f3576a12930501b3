"""`leadwidgets dashboard`: the panel and its charts, served by Voilà to people who see no code."""

from argparse import ArgumentParser, Namespace, _SubParsersAction

from leadwidgets.cli import leads, notebooks, ports
from leadwidgets.extras import load

NOTEBOOK = "dashboard.ipynb"
PORT = 8866

_SHARING = "let other machines in, too: over plain HTTP, to whoever has the printed address"


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("dashboard", help="serve the dashboard with Voilà")
    ports.add_to(parser, default=PORT)
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--share", action="store_true", help=_SHARING)
    leads.add_to(parser, otherwise="the environment's account, else invented leads")
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Serve the dashboard until the user ends it."""
    leads.give_to_kernels(chosen)
    load("voila.app", extra="dashboard", needed_for="Serving the dashboard")
    from leadwidgets.cli import voila_server  # noqa: PLC0415 - needs what was loaded just now

    server = voila_server.SharedDashboard if chosen.share else voila_server.LocalDashboard
    server.launch_instance(
        options(port=chosen.port, browser=not chosen.no_browser, share=chosen.share)
    )
    return 0


def options(*, port: int, browser: bool, share: bool) -> list[str]:
    """Give Voilà's command line: one notebook, with a kernel that has run it kept ready."""
    line = [
        str(notebooks.shipped() / NOTEBOOK),
        f"--port={port}",
        f"--Voila.ip={'0.0.0.0' if share else '127.0.0.1'}",  # noqa: S104 - asked for
        "--Voila.auto_token=True",
        "--preheat_kernel=True",
        "--pool_size=1",
    ]
    return line if browser else [*line, "--no-browser"]
