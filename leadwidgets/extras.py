"""What a feature needs beyond the package's own dependencies, and how to get it."""

import sys
from importlib import import_module
from types import ModuleType

from leadwidgets.errors import MissingExtraError


def load(module: str, *, extra: str, needed_for: str) -> ModuleType:
    """Import what an extra installs.

    Parameters
    ----------
    module
        The module's full name.
    extra
        The extra of leadwidgets that brings it.
    needed_for
        What the user wanted to do with it, for the message.

    Raises
    ------
    MissingExtraError
        If the module's package is not installed.
    """
    package = module.partition(".")[0]
    try:
        import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:  # it is there, but not all that it needs
            raise
        raise MissingExtraError(
            f"{needed_for} needs {package}, which is not installed",
            next_step=f"Run: {sys.executable} -m pip install 'leadwidgets[{extra}]'",
        ) from None
    return import_module(module)
