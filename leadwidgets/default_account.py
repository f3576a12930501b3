"""Which account is meant where none is given: the environment's, else the embedded one."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from leadwidgets.account import Account, named_in
from leadwidgets.errors import InvalidArgumentError, SnapshotError
from leadwidgets.sandbox import AUTO, ReadingOptions, Sandbox

LEADS_VARIABLE = "LEADWIDGETS_LEADS"
"""Environment variable: how many invented leads to search, or which file of saved ones."""

COLUMNS_VARIABLE = "LEADWIDGETS_COLUMNS"
"""Environment variable: a JSON object, from a column of that file to the field that it is; or
``auto``, or a JSON list of both."""

READING_VARIABLE = "LEADWIDGETS_READING"
"""Environment variable: a JSON object that says how to read that file, as `ReadingOptions` does."""

COUNTRY_VARIABLE = "LEADWIDGETS_COUNTRY"
"""Environment variable: where invented leads live, as `Sandbox` takes it."""

FILE_VARIABLE = "LEADWIDGETS_FILE"
"""Environment variable: the file in which the embedded account is kept."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Which embedded account is meant.

    Attributes
    ----------
    leads
        How many invented leads, or the file of saved ones; None where nobody says.
    columns
        Pairs of a column of that file and the field that it is, where its name does not tell.
    file
        Where the account is kept, as in `Sandbox`.
    reading
        How to read that file of leads, where it does not tell itself.
    country
        Where invented leads live, as in `Sandbox`.
    auto
        Whether the other columns of that file are what is proposed for them.
    """

    leads: int | Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    file: Path | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    country: str | None = None
    auto: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read it from environment variables.

        Raises
        ------
        SnapshotError
            If the mapping of columns, or how to read the file, is not readable.
        """
        leads = environ.get(LEADS_VARIABLE, "")
        file = environ.get(FILE_VARIABLE, "")
        pairs, auto = _columns(environ.get(COLUMNS_VARIABLE, ""))
        return cls(
            int(leads) if leads.isascii() and leads.isdigit() else Path(leads) if leads else None,
            pairs,
            Path(file) if file else None,
            _reading(environ.get(READING_VARIABLE, "")),
            environ.get(COUNTRY_VARIABLE) or None,
            auto,
        )

    @property
    def named(self) -> bool:
        """Whether it is meant even where the environment names another account."""
        return any(one is not None for one in (self.leads, self.file, self.country))

    def to_env(self) -> dict[str, str]:
        """Give environment variables for other processes to open the same account.

        One that is kept in a file has to be there by then: it is all that they are told of.
        """
        if self.file is not None:
            return {FILE_VARIABLE: str(self.file)}
        variables = {} if self.leads is None else {LEADS_VARIABLE: str(self.leads)}
        if self.columns or self.auto:
            variables[COLUMNS_VARIABLE] = _written(dict(self.columns), auto=self.auto)
        if self.reading != ReadingOptions():
            variables[READING_VARIABLE] = self.reading.to_json()
        if self.country is not None:
            variables[COUNTRY_VARIABLE] = self.country
        return variables

    @property
    def said_of_columns(self) -> list[str | dict[str, str]]:
        """What is said of the columns, as `Sandbox.from_leads` takes it."""
        return [*([AUTO] if self.auto else []), dict(self.columns)]

    def open(
        self, *, seed: int | None = None, limits: bool = False, accounts: int = 1
    ) -> "Sandbox":
        """Open the account; `seed`, `limits` and `accounts` are those of `Sandbox`.

        Raises
        ------
        SnapshotError
            If the leads cannot be read, or the file is another account's.
        """
        if not isinstance(self.leads, Path):
            return Sandbox(
                self.leads,
                seed,
                country=self.country,
                limits=limits,
                file=self.file,
                accounts=accounts,
            )
        return Sandbox.from_leads(
            self.leads,
            columns=self.said_of_columns,
            limits=limits,
            file=self.file,
            accounts=accounts,
            **self.reading.to_arguments(),
        )


def resolve(account: Account | None) -> Account:
    """Give the account to search.

    Parameters
    ----------
    account
        The one the caller named, or None.

    Returns
    -------
    Account
        `account`; else, where ``LEADWIDGETS_LEADS``, ``LEADWIDGETS_COUNTRY`` or
        ``LEADWIDGETS_FILE`` is set, the embedded account that they name; else the account in the
        environment; else the embedded account. An embedded account is the same one for the whole
        process.

    Raises
    ------
    SignInError
        If the environment names an account incompletely.
    SnapshotError
        If the environment names an embedded account that cannot be opened.
    """
    if account is not None:
        return account
    embedded = Embedded.from_env(os.environ)
    if not embedded.named and named_in(os.environ):
        return Account.from_env()
    return _opened(embedded)


@cache
def _opened(embedded: Embedded) -> Sandbox:
    return embedded.open()


def _written(columns: dict[str, str], *, auto: bool) -> str:
    if not auto:
        return json.dumps(columns)
    return json.dumps([AUTO, columns]) if columns else AUTO


def _columns(text: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Read what is said of the columns: which are which fields, and whether the others are auto."""
    auto, mapping = text == AUTO, None
    with suppress(ValueError):
        mapping = {} if auto else json.loads(text or "{}")
    match mapping:
        case ["auto", dict() as fields]:
            auto, mapping = True, fields
    if not isinstance(mapping, dict) or not all(isinstance(name, str) for name in mapping.values()):
        raise SnapshotError(
            f"{COLUMNS_VARIABLE} is no JSON object from columns to fields",
            next_step='Set it to one such as {"Phone 1": "leadPhone"}, or to auto, or unset it.',
        )
    return tuple(mapping.items()), auto


def _reading(options: str) -> ReadingOptions:
    try:
        return ReadingOptions.from_json(options or "{}")
    except InvalidArgumentError as error:
        raise SnapshotError(
            f"{READING_VARIABLE} does not say how to read leads: {error.message}",
            next_step=error.next_step or "Correct or unset it.",
        ) from None
