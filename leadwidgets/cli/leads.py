"""The options that say which leads the embedded account has, how to read and where to keep them."""

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
from leadwidgets.sandbox import COUNTRIES, READINGS, Quotes, ReadingOptions, columns_said

_READING = tuple(option.name for option in fields(ReadingOptions))
_SAID_WITH = {"times": "--time", "null_words": "--null-words"}


def add_to(parser: ArgumentParser, *, otherwise: str) -> None:
    """Add the options to a command; `otherwise` says which leads it has without them."""
    parser.add_argument(
        "--leads",
        type=_number_or_file,
        metavar="NUMBER|FILE",
        help="search so many invented leads, or those saved in a file: text with separators, a "
        f"workbook, JSON lines or Parquet (default: {otherwise}); `leadwidgets check` says "
        "beforehand how a file will be read",
    )
    add_reading_to(parser)
    parser.add_argument(
        "--file",
        type=_absolute,
        help="keep the account in this file, or open the one that is kept in it",
    )


def add_reading_to(parser: ArgumentParser) -> None:
    """Add the options that say how to read a file of leads."""
    parser.add_argument(
        "--columns",
        dest="tables",
        action="append",
        default=[],
        metavar="auto|FILE",
        help="which fields the columns of that file are: auto for what their names and values "
        "propose, or a table that `leadwidgets check --save-columns` wrote; --column goes before",
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
    parser.add_argument(
        "--campaign",
        metavar="NAME|ID",
        help="the campaign of all leads of that file, where it has no column of campaigns (in "
        "`leadwidgets search`, --campaign says which campaigns to search)",
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
    parser.set_defaults(wrong_call=parser.error)


def embedded(chosen: Namespace) -> Embedded:
    """Give the embedded account that the options name; options that do not fit end the command.

    Raises
    ------
    SnapshotError
        If a table of columns cannot be read.
    """
    for option, named in (("--column", chosen.columns), ("--columns", chosen.tables)):
        if named and not isinstance(chosen.leads, Path):
            chosen.wrong_call(f"argument {option}: names columns of a file; say which with --leads")
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
    columns = columns_said([*chosen.tables, dict(chosen.columns)])
    pairs = tuple(columns.fields.items())
    return Embedded(chosen.leads, pairs, chosen.file, reading, chosen.country, columns.auto)


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


def a_file(text: str) -> Path:
    """Read an argument that names a file of leads.

    Raises
    ------
    ArgumentTypeError
        If there is none.
    """
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(f"there is no file {text}")
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
