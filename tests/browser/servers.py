"""JupyterLab, Voilà and marimo as the browser tests run them: own port, own folders.

They are ended by process id. Nothing of the user's reaches them: settings, kernels and history live
in a folder of the test's, and no account that the environment names is passed on.
"""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

READY_WITHIN = 60.0  # seconds
_ACCOUNT_PREFIXES = ("RC_", "RINGCX_", "LEADWIDGETS_")
_NEWS = "@jupyterlab/apputils-extension:announcements"


class ServerFailedError(Exception):
    """A server did not come up; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Lab:
    """A running JupyterLab: its address, its token, and the folder it shows."""

    url: str
    token: str
    folder: Path

    def page_of(self, notebook: str) -> str:
        """Give the address that opens `notebook`, a path in the folder, in a fresh workspace."""
        return f"{self.url}/lab/tree/{notebook}?token={self.token}&reset"


@dataclass(frozen=True, slots=True)
class Home:
    """A folder that stands in for the user's home, and for all that Jupyter keeps there."""

    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> Self:
        """Make the folder, with JupyterLab's question about its news switched off."""
        settings = folder / "config" / "labconfig"
        settings.mkdir(parents=True)
        page = {"disabledExtensions": {_NEWS: True}}
        (settings / "page_config.json").write_text(json.dumps(page))
        return cls(folder)

    def environment(self) -> dict[str, str]:
        """Give the environment of a server that lives here."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith((*_ACCOUNT_PREFIXES, "JUPYTER"))
        }
        own = {
            "HOME": "",
            "IPYTHONDIR": "ipython",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "XDG_CACHE_HOME": "cache",
            "XDG_CONFIG_HOME": "config",
            "XDG_STATE_HOME": "state",
        }
        return kept | {name: str(self.folder / part) for name, part in own.items()}


@contextmanager
def jupyterlab(folder: Path, home: Home) -> Iterator[Lab]:
    """Run JupyterLab over `folder` until the block ends."""
    port, token = _free_port(), secrets.token_hex(16)
    command = [
        *("jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"),
        *(f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    url = f"http://127.0.0.1:{port}"
    with _running(command, home, ready=f"{url}/api"):
        yield Lab(url, token, folder)


@contextmanager
def voila(notebook: Path, home: Home) -> Iterator[str]:
    """Serve `notebook` as a dashboard until the block ends, and give its address."""
    port = _free_port()
    command = ["voila", str(notebook), "--no-browser", f"--port={port}", "--show_tracebacks=True"]
    url = f"http://127.0.0.1:{port}"
    # Its front page runs the notebook, so readiness is asked of a file beside it.
    with _running(command, home, ready=f"{url}/voila/static/voila.js"):
        yield url


@contextmanager
def marimo(notebook: Path, home: Home) -> Iterator[str]:
    """Run `notebook`, a marimo notebook, as an app until the block ends, and give its address."""
    port = _free_port()
    command = ["marimo", "run", str(notebook), "--headless", "--no-token", f"--port={port}"]
    url = f"http://127.0.0.1:{port}"
    with _running(command, home, ready=f"{url}/health"):
        yield url


@contextmanager
def leadwidgets_lab(folder: Path, home: Home, *options: str) -> Iterator[str]:
    """Run `leadwidgets lab` until the block ends, and give the address that it prints."""
    port = _free_port()
    command = ["leadwidgets", "lab", "--no-browser", f"--port={port}", f"--dir={folder}", *options]
    with _running(command, home, ready=f"http://127.0.0.1:{port}/api"):
        yield _printed(home, port)


@contextmanager
def leadwidgets_dashboard(home: Home, *options: str) -> Iterator[str]:
    """Run `leadwidgets dashboard` until the block ends, and give the address that it prints."""
    port = _free_port()
    command = ["leadwidgets", "dashboard", "--no-browser", f"--port={port}", *options]
    with _running(command, home, ready=f"http://127.0.0.1:{port}/voila/static/voila.js"):
        yield _printed(home, port)


def _printed(home: Home, port: int) -> str:
    log = (home.folder / "leadwidgets.log").read_text(encoding="utf-8")
    printed = re.search(rf"http://127\.0\.0\.1:{port}/\S+", log)
    if printed is None:
        raise ServerFailedError(f"The command printed no address:\n{log}")
    return printed.group()


@contextmanager
def _running(command: list[str], home: Home, *, ready: str) -> Iterator[None]:
    log = home.folder / f"{command[0]}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=home.folder,
            env=home.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(server, ready, log)
        yield
    finally:
        _end(server)


def _wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(url):
        if server.poll() is not None:
            raise ServerFailedError(_story(server, f"ended with {server.returncode}", log))
        if time.monotonic() > deadline:
            raise ServerFailedError(_story(server, f"was not ready in {READY_WITHIN} s", log))
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 # a loopback address of ours
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _story(server: subprocess.Popen[bytes], what: str, log: Path) -> str:
    end = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
    return f"{server.args!r} {what}. The end of its log:\n{end}"


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
