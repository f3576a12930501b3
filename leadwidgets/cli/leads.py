"""The options that say which leads the embedded account has, and where they are kept."""

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import get_args

from leadwidgets.default_account import (
    COLUMNS_VARIABLE,
    COUNTRY_VARIABLE,
    FILE_VARIABLE,
    LEADS_VARIABLE,
    READING_VARIABLE,
    Embedded,
)
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.sandbox import COUNTRIES, READINGS, Quotes, ReadingOptions

_READING = tuple(option.name for option in fields(ReadingOptions))
_SAID_WITH = {"times": "--time", "null_words": "--null-words"}


def add_to(parser: ArgumentParser, *, otherwise: str) -> None:
    """Add the options to a command; `otherwise` says which leads it has without them."""
    parser.add_argument(
        "--leads",
        type=_number_or_file,
        metavar="NUMBER|FILE",
        help="search so many invented leads, or those saved in a file: text with separators, a "
        f"workbook, JSON lines or Parquet (default: {otherwise})",
    )
    parser.add_argument(
        "--country",
        choices=COUNTRIES,
        help="search invented leads who live there, with its states and zones (default: US)",
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        type=_pair,
        metavar="COLUMN=FIELD",
        help="which field a column of that file is, where its name does not tell, such as "
        '"Phone 1=lead_phone"; may be given several times',
    )
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of that file with the leads")
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="how that file's text is encoded, such as cp1250 (default: found out, and told)",
    )
    parser.add_argument(
        "--quotes",
        choices=get_args(Quotes),
        help="whether that file's quotation marks enclose values or are text (default: found out)",
    )
    parser.add_argument(
        "--time",
        dest="times",
        action="append",
        type=_time,
        metavar="COLUMN=READING",
        help="how the times of a column of that file are written, where several ways are possible, "
        f'such as "Loaded=d/m/y"; one of {", ".join(READINGS)}; may be given several times',
    )
    parser.add_argument(
        "--fill",
        action="append",
        type=_filling,
        metavar="COLUMN=VALUE",
        help="what the empty values of a column, or of a field, of that file are, such as "
        "campaign_id=5; may be given several times",
    )
    parser.add_argument(
        "--null-words",
        nargs="+",
        action="extend",
        metavar="WORD",
        help="texts of that file that stand for nothing, such as NULL",
    )
    parser.add_argument(
        "--file",
        type=_absolute,
        help="keep the account in this file, or open the one that is kept in it",
    )
    parser.set_defaults(wrong_call=parser.error)


def embedded(chosen: Namespace) -> Embedded:
    """Give the embedded account that the options name; options that do not fit end the command."""
    if chosen.columns and not isinstance(chosen.leads, Path):
        chosen.wrong_call("argument --column: names columns of a file; say which with --leads")
    if chosen.country and isinstance(chosen.leads, Path):
        chosen.wrong_call("argument --country: says where invented leads live, not those of a file")
    times = Counter(column for column, _ in chosen.columns)
    if twice := [column for column, number in times.items() if number > 1]:
        chosen.wrong_call(f"argument --column: given twice for {', '.join(map(repr, twice))}")
    said = {name: getattr(chosen, name) for name in _READING if getattr(chosen, name) is not None}
    if said and not isinstance(chosen.leads, Path):
        option = _SAID_WITH.get(next(iter(said)), f"--{next(iter(said))}")
        chosen.wrong_call(f"argument {option}: says how to read a file; say which with --leads")
    try:
        reading = ReadingOptions(**said)
    except InvalidArgumentError as error:
        chosen.wrong_call(str(error))
    return Embedded(chosen.leads, tuple(chosen.columns), chosen.file, reading, chosen.country)


def give_to_kernels(chosen: Namespace) -> None:
    """Let the kernels that this process starts search the account that the options name.

    Raises
    ------
    SnapshotError
        If it cannot be opened.
    """
    account = embedded(chosen)
    if account == Embedded():
        return
    if account.file is not None or isinstance(account.leads, Path):
        account.open().prepare()
    for name in (
        LEADS_VARIABLE,
        COLUMNS_VARIABLE,
        READING_VARIABLE,
        COUNTRY_VARIABLE,
        FILE_VARIABLE,
    ):
        os.environ.pop(name, None)
    os.environ.update(account.to_env())


def _number_or_file(text: str) -> int | Path:
    if text.isascii() and text.isdigit():
        return int(text)
    path = Path(text)
    if not path.is_file():
        message = f"expected a number or a file, and there is no file {text}"
        raise ArgumentTypeError(message)
    return path.resolve()


def _pair(text: str) -> tuple[str, str]:
    column, _, field = text.rpartition("=")  # a column's name may hold one, a field's does not
    if not column:
        message = f'expected COLUMN=FIELD, such as "Phone 1=lead_phone", got {text}'
        raise ArgumentTypeError(message)
    return column, field


def _time(text: str) -> tuple[str, str]:
    column, _, reading = text.rpartition("=")
    if not column:
        message = f'expected COLUMN=READING, such as "Loaded=unix seconds", got {text}'
        raise ArgumentTypeError(message)
    return column, reading


def _filling(text: str) -> tuple[str, str]:
    column, _, value = text.partition("=")
    if not column or not value:
        message = f"expected COLUMN=VALUE, such as campaign_id=5, got {text}"
        raise ArgumentTypeError(message)
    return column, value


def _absolute(text: str) -> Path:
    return Path(text).resolve()
