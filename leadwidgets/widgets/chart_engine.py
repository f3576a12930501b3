"""The chart engine, plotly.js, as it is sent to a page: once, compressed, when a chart is shown."""

import os
from base64 import b64encode
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

    @property
    def text(self) -> str:
        """The script in base64."""
        return b64encode(self.script).decode("ascii")


@cache
def engine() -> Engine:
    """Read the engine; the file is part of every installation."""
    script = (STATIC / "plotly-basic.min.js.gz").read_bytes()
    return Engine(sha256(script).hexdigest()[:12], script)


def bytes_are_safe() -> bool:
    """Tell whether the front end's server stands a message with bytes.

    Voilà 0.5.13 does not: where a client speaks the older of Jupyter's two websocket protocols, it
    takes such a message for one of the newer (``read_header_from_binary_message``), reads a length
    of many billions out of it, and answers nobody any more. Its kernels have variables of its name.
    """
    return not any(name.startswith("VOILA_") for name in os.environ)
