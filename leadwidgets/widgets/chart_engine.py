"""The chart engine, plotly.js, as it is sent to a page: once, compressed, when a chart is shown."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine's script.

    Attributes
    ----------
    version
        Changes with the script, so that a page can keep it.
    script
        Gzipped JavaScript.
    """

    version: str
    script: bytes


@cache
def engine() -> Engine:
    """Read the engine; the file is part of every installation."""
    script = (STATIC / "plotly-basic.min.js.gz").read_bytes()
    return Engine(sha256(script).hexdigest()[:12], script)
