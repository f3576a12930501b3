"""All benchmarks, or those named: `python -m benchmarks [name …] [--option …]`.

A name is that of a file here, without its ending; options go to each of the named ones. Each runs
in a process of its own, from the project's folder, with the checkout and the tests' helpers on its
path.
"""

import os
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

_FOLDER = Path(__file__).parent
_ROOT = _FOLDER.parent


def main(arguments: list[str]) -> int:
    """Run what is named, else everything; give 1 if any of it failed."""
    names = list(takewhile(lambda argument: not argument.startswith("-"), arguments))
    options = arguments[len(names) :]
    known = _known()
    if unknown := [name for name in names if name not in known]:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    return max([_run(known[name], options) for name in names or known], default=0)


def _known() -> dict[str, Path]:
    """Give the files that can be run."""
    return {
        path.stem: path
        for path in sorted(_FOLDER.glob("*.py"))
        if path.stem != "__main__" and 'if __name__ == "__main__":' in path.read_text("utf-8")
    }


def _run(path: Path, options: list[str]) -> int:
    print(f"\n== {path.stem}: {path.read_text('utf-8').splitlines()[0].strip(chr(34))}", flush=True)
    paths = [str(_ROOT), str(_ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    ended = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, str(path), *options], env=environment, cwd=_ROOT, check=False
    )
    return int(ended.returncode != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
