"""The option ``--port``."""

from argparse import ArgumentParser, ArgumentTypeError

_LARGEST = 65_535


def add_to(parser: ArgumentParser, *, default: int, note: str = "") -> None:
    """Add the option to a command; a note says what else it accepts."""
    parser.add_argument("--port", type=_port, default=default, help=f"default: {default}{note}")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LARGEST):
        message = f"expected a number from 0 to {_LARGEST}, got {text}"
        raise ArgumentTypeError(message)
    return int(text)
