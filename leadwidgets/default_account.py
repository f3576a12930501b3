"""Which account is meant where none is given: the environment's, else the embedded one."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from leadwidgets.account import Account, named_in
from leadwidgets.errors import InvalidArgumentError, SnapshotError
from leadwidgets.sandbox import ReadingOptions, Sandbox

LEADS_VARIABLE = "LEADWIDGETS_LEADS"
"""Environment variable: how many invented leads to search, or which file of saved ones."""

COLUMNS_VARIABLE = "LEADWIDGETS_COLUMNS"
"""Environment variable: a JSON object, from a column of that file to the field that it is."""

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
    """

    leads: int | Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    file: Path | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    country: str | None = None

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
        return cls(
            int(leads) if leads.isascii() and leads.isdigit() else Path(leads) if leads else None,
            _pairs(environ.get(COLUMNS_VARIABLE, "")),
            Path(file) if file else None,
            _reading(environ.get(READING_VARIABLE, "")),
            environ.get(COUNTRY_VARIABLE) or None,
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
        if self.columns:
            variables[COLUMNS_VARIABLE] = json.dumps(dict(self.columns))
        if self.reading != ReadingOptions():
            variables[READING_VARIABLE] = self.reading.to_json()
        if self.country is not None:
            variables[COUNTRY_VARIABLE] = self.country
        return variables

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
            columns=dict(self.columns),
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


def _pairs(columns: str) -> tuple[tuple[str, str], ...]:
    try:
        mapping = json.loads(columns or "{}")
    except ValueError:
        mapping = None
    if not isinstance(mapping, dict) or not all(isinstance(name, str) for name in mapping.values()):
        raise SnapshotError(
            f"{COLUMNS_VARIABLE} is no JSON object from columns to fields",
            next_step='Set it to one such as {"Phone 1": "leadPhone"}, or unset it.',
        )
    return tuple(mapping.items())


def _reading(options: str) -> ReadingOptions:
    try:
        return ReadingOptions.from_json(options or "{}")
    except InvalidArgumentError as error:
        raise SnapshotError(
            f"{READING_VARIABLE} does not say how to read leads: {error.message}",
            next_step=error.next_step or "Correct or unset it.",
        ) from None
