"""The option ``--leads``: how many invented leads, or which saved ones."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

Leads = int | Path
"""A number of invented leads, or a file of saved ones."""


def add_to(parser: ArgumentParser, *, default: int | None) -> None:
    """Add the option to a command; with None as default, the environment's account is searched."""
    parser.add_argument(
        "--leads",
        type=_number_or_file,
        default=default,
        metavar="NUMBER|FILE",
        help=(
            "search so many invented leads, or those saved in a .csv or .parquet file (default: "
            + (
                "the environment's account, else invented leads)"
                if default is None
                else f"{default})"
            )
        ),
    )


def _number_or_file(text: str) -> Leads:
    if text.isascii() and text.isdigit():
        return int(text)
    path = Path(text)
    if not path.is_file():
        message = f"expected a number or a file, and there is no file {text}"
        raise ArgumentTypeError(message)
    return path.resolve()
