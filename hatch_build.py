"""Builds the front end: js/ becomes leadwidgets/static/ in every wheel and editable install.

A failed step ends the build with npm's own output and a sentence on what to do, so that no wheel is
ever made without its front end.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = ("panel.js", "panel.css", "plotly-basic.min.js.gz", "LICENSES.txt")


class FrontEnd(BuildHookInterface[BuilderConfig]):
    """Installs what package-lock.json names, runs the build script, and checks what came out."""

    def dependencies(self) -> list[str]:
        """Ask for Node.js from PyPI where the machine has none that is new enough."""
        answer = subprocess.run(
            self._node("requires"), stdout=subprocess.PIPE, text=True, check=True
        )
        return answer.stdout.split()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the bundle; `version` is "standard" or "editable", and both need it."""
        self._npm("ci", "--no-audit", "--no-fund")
        self._npm("run", "build")
        static = Path(self.root, "leadwidgets", "static")
        if absent := [name for name in BUNDLE if not (static / name).is_file()]:
            message = (
                f"`npm run build` made no {', '.join(absent)} in {static}. "
                "See what js/build.mjs writes."
            )
            raise FileNotFoundError(message)

    def _npm(self, *arguments: str) -> None:
        command = self._node("npm", *arguments)
        if subprocess.run(command, check=False).returncode:
            message = (
                f"The front end could not be built: `npm {' '.join(arguments)}` failed in js/. "
                "Its output is above; run `python js/node.py npm "
                f"{' '.join(arguments)}` to see it again."
            )
            raise RuntimeError(message)

    def _node(self, *arguments: str) -> list[str]:
        return [sys.executable, str(Path(self.root, "js", "node.py")), *arguments]
