"""`leadwidgets dashboard`: the panel and its charts, served by Voilà to people who see no code."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction

from leadwidgets.cli import leads, notebooks, ports
from leadwidgets.extras import load

NOTEBOOK = "dashboard.ipynb"
PORT = 8866
KEPT_SECONDS = 600

_LONGEST_INTERVAL = 60
_SHARING = "let other machines in, too: over plain HTTP, to whoever has the printed address"
_KEEP = (
    "how long the kernel of a page that was lost, as by a laptop that sleeps, waits for it "
    f"(default: {KEPT_SECONDS}); that of a page that is left or closed ends at once"
)


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("dashboard", help="serve the dashboard with Voilà")
    ports.add_to(parser, default=PORT)
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--share", action="store_true", help=_SHARING)
    parser.add_argument("--keep", type=_seconds, default=KEPT_SECONDS, metavar="S", help=_KEEP)
    leads.add_to(parser, otherwise="the environment's account, else invented leads")
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Serve the dashboard until the user ends it."""
    leads.give_to_kernels(chosen)
    load("voila.app", extra="dashboard", needed_for="Serving the dashboard")
    from leadwidgets.cli import voila_server  # noqa: PLC0415 - needs what was loaded just now

    server = voila_server.SharedDashboard if chosen.share else voila_server.LocalDashboard
    server.launch_instance(
        options(
            port=chosen.port,
            browser=not chosen.no_browser,
            share=chosen.share,
            keep=chosen.keep,
        )
    )
    return 0


def options(*, port: int, browser: bool, share: bool, keep: int) -> list[str]:
    """Give Voilà's command line: one notebook, with a kernel that has run it kept ready.

    Parameters
    ----------
    port, browser, share
        As in the command's options.
    keep
        The seconds that a kernel stays without a page.
    """
    line = [
        str(notebooks.shipped() / NOTEBOOK),
        f"--port={port}",
        f"--Voila.ip={'0.0.0.0' if share else '127.0.0.1'}",  # noqa: S104 - asked for
        "--Voila.auto_token=True",
        "--preheat_kernel=True",
        "--pool_size=1",
        "--VoilaConfiguration.multi_kernel_manager_class=leadwidgets.cli.voila_server.Kernels",
        f"--MappingKernelManager.cull_idle_timeout={keep}",
        f"--MappingKernelManager.cull_interval={min(keep, _LONGEST_INTERVAL)}",
    ]
    return line if browser else [*line, "--no-browser"]


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        message = f"expected a number of seconds, 1 or more, got {text}"
        raise ArgumentTypeError(message)
    return int(text)
