"""`leadwidgets lab`: JupyterLab on a copy of the notebooks, which is the user's to keep."""

import os
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from leadwidgets.cli import leads, notebooks, ports
from leadwidgets.extras import load

FIRST = "01-search.ipynb"
FOLDER = Path("leadwidgets-notebooks")
PORT = 8888


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser("lab", help="open JupyterLab on a copy of the notebooks")
    ports.add_to(parser, default=PORT, note=", or the next one that is free")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--dir",
        type=Path,
        default=FOLDER,
        help="the folder of the copies; what is there is kept (default: %(default)s)",
    )
    leads.add_to(parser, otherwise="the environment's account, else invented leads")
    parser.set_defaults(run=run)


def run(chosen: Namespace) -> int:
    """Copy the notebooks that are not there yet and run JupyterLab until the user ends it."""
    leads.give_to_kernels(chosen)
    lab = load("jupyterlab.labapp", extra="lab", needed_for="Opening JupyterLab")
    folder = chosen.dir.resolve()
    print(_report(notebooks.copy_to(folder), folder), flush=True)
    lab.LabApp.launch_instance(options(folder, port=chosen.port, browser=not chosen.no_browser))
    return 0


def options(folder: Path, *, port: int, browser: bool) -> list[str]:
    """Give JupyterLab's command line: it shows `folder`, with the first notebook open."""
    line = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
    ]
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")  # JupyterLab refuses root, who is the only user of a container
    return line


def _report(copies: notebooks.Copies, folder: Path) -> str:
    count = len(copies.written)
    parts = [f"{count} {'notebook' if count == 1 else 'notebooks'} copied to {folder}"]
    if copies.kept:
        names = ", ".join(path.name for path in copies.kept)
        parts.append(f"kept as they are: {names}")
    return "; ".join(parts)
