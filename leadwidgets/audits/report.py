"""`AuditReport`: what an audit found, what it counted, and what leads cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import TextIOBase
from pathlib import Path

import pandas as pd

from leadwidgets.audits.figures import FigureValue
from leadwidgets.audits.findings import Finding
from leadwidgets.audits.report_page import ReportPage
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.audits.zones import TZDATA_VERSION
from leadwidgets.result import Receipt, Target, written_whole


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AuditReport:
    """What needs attention, figures with their bases, and what is not knowable.

    Attributes
    ----------
    findings
        What needs attention, the gravest first.
    figures
        One `FigureValue` each, for all leads.
    groups
        The same for each group of `by`, groups in order; empty without `by`.
    by
        What the groups are of.
    not_looked_for
        Kinds of findings that the leads lack a column for, each with the reason.
    leads
        How many leads were looked at.
    now
        The moment that "overdue", "stuck" and "now" go by.
    settings
        What the audit went by.
    receipt
        Of the search that found the leads; None if they came without one.
    """

    findings: tuple[Finding, ...]
    figures: tuple[FigureValue, ...]
    groups: tuple[FigureValue, ...]
    by: tuple[str, ...]
    not_looked_for: tuple[tuple[str, str], ...]
    leads: int
    now: datetime
    settings: AuditSettings
    receipt: Receipt | None

    @property
    def verdict(self) -> str:
        """The report in a sentence."""
        serious = sum(finding.level == "serious" for finding in self.findings)
        warnings = sum(finding.level == "warning" for finding in self.findings)
        if not serious and not warnings:
            notes = len(self.findings)
            told = "Nothing to mend" + (f"; {_counted(notes, 'note')}" if notes else "")
            blind = _counted(len(self.not_looked_for), "kind of finding", "kinds of findings")
            return f"{told}; {blind} not looked for" if self.not_looked_for else told
        return f"{_counted(serious, 'serious finding')}, {_counted(warnings, 'warning')}"

    @property
    def basis(self) -> str:
        """What the report rests on, in a sentence."""
        complete = "without a receipt: whether these are all is not known"
        if self.receipt is not None:
            complete = "complete" if self.receipt.complete else "not complete"
        return (
            f"{_counted(self.leads, 'lead')}, {complete}; as of {self.now:%Y-%m-%d %H:%M} UTC; "
            f"timezone rules {TZDATA_VERSION}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Give the figures as a table.

        Returns
        -------
        pandas.DataFrame
            A row a figure, or a figure and group: the columns of `by` first (texts), then
            ``figure``, ``title``, ``value`` (Float64, null where it is not computable), ``unit``,
            ``basis`` (Int64, leads), ``good``, ``definition``, ``not_computable`` (the reason).
        """
        rows = self.groups if self.by else self.figures
        columns: dict[str, pd.Series] = {
            name: pd.Series([row.group[place] for row in rows], dtype="str")
            for place, name in enumerate(self.by)
        }
        return pd.DataFrame(
            columns
            | {
                "figure": _texts([row.figure.name for row in rows]),
                "title": _texts([row.figure.title for row in rows]),
                "value": pd.Series([row.value for row in rows], dtype="Float64"),
                "unit": _texts([row.figure.unit for row in rows]),
                "basis": pd.Series([row.basis for row in rows], dtype="Int64"),
                "good": _texts([row.figure.good for row in rows]),
                "definition": _texts([row.definition for row in rows]),
                "not_computable": _texts([row.reason for row in rows]),
            }
        )

    def to_html(self, path: Target) -> None:
        """Write the report as one page that opens offline; no script runs in it, and no lead is.

        Parameters
        ----------
        path
            Where to.
        """
        page = self._page().to_page()
        with written_whole(path) as place:
            if isinstance(place, Path):
                place.write_bytes(page.encode())
            else:
                place.write(page if isinstance(place, TextIOBase) else page.encode())

    def __repr__(self) -> str:
        lines = [f"{finding.level}: {finding.sentence}" for finding in self.findings]
        return "\n  ".join([f"AuditReport: {self.verdict} ({self.basis})", *lines])

    def _repr_html_(self) -> str:
        return self._page().to_html()

    def _page(self) -> ReportPage:
        return ReportPage(
            verdict=self.verdict,
            basis=self.basis,
            findings=self.findings,
            figures=self.figures,
            groups=self.groups,
            by=self.by,
            not_looked_for=self.not_looked_for,
            settings=self.settings,
            receipt=self.receipt,
        )


def _texts(values: Sequence[str | None]) -> pd.Series:
    return pd.Series(values, dtype="str")


def _counted(count: int, noun: str, nouns: str = "") -> str:
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"
