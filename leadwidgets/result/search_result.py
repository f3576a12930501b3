"""`SearchResult`: the leads that a search found, with the receipt that says what they are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from leadwidgets.breakdown import breakdown, figure
from leadwidgets.criteria import Names
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.result import excel, exports, masking
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.static_report import BREAKDOWNS, StaticReport
from leadwidgets.result.whole_files import Target, written_whole

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SearchResult:
    """Leads and their receipt.

    Attributes
    ----------
    leads
        One row a lead; snake_case columns with fixed dtypes, see `leadwidgets.fields`.
    receipt
        What matched, what arrived, and whether that is all.
    """

    leads: pd.DataFrame
    receipt: Receipt

    def breakdown(self, by: str | Sequence[str]) -> pd.DataFrame:
        """Count the leads by a field, or by two; see `leadwidgets.breakdown.breakdown`."""
        return breakdown(self.leads, by)

    def figure(self, by: str | Sequence[str]) -> "go.Figure":
        """Draw the breakdown as bars; see `leadwidgets.breakdown.figure`."""
        return figure(self.leads, by)

    def to_parquet(self, path: Target, *, mask_pii: bool = False) -> None:
        """Write leads and receipt to one Parquet file, which `read_result` reads back as it was.

        Parameters
        ----------
        path
            Where to.
        mask_pii
            As for `to_csv`; what could name a person is taken out of the receipt's criteria, too.
        """
        result = self.masked() if mask_pii else self
        exports.write_parquet(result.leads, result.receipt, path)

    def masked(self) -> "SearchResult":
        """Give the same result without what tells who the leads are.

        Phone numbers keep their last two digits. Names, e-mails, addresses, extern ids, aux data
        and whatever no table of ours has become ``***``, or null where they are no text. What
        figures need stays: lead ids, lists, campaigns, states, dispositions, passes, times,
        timezones, US states, and the names of agents and uploaders, who are no leads.
        """
        return SearchResult(masking.mask_pii(self.leads), masking.mask_receipt(self.receipt))

    def to_csv(self, path: Target, *, mask_pii: bool = False) -> None:
        """Write the leads as CSV, with formulas neutralised.

        Parameters
        ----------
        path
            Where to.
        mask_pii
            Whether to mask names, phones, emails, addresses, extern ids, aux data and undocumented
            fields; see `masked`.
        """
        exports.write_csv(self.masked().leads if mask_pii else self.leads, path)

    def to_excel(self, path: Target, *, mask_pii: bool = False) -> None:
        """Write leads and receipt to one Excel workbook, in which no cell is a formula.

        Times are in UTC; ids of more than 15 digits are text. It takes about half a second for each
        1,000 leads: Parquet is much faster. Needs the extra ``excel``.

        Parameters
        ----------
        path
            Where to.
        mask_pii
            As for `to_parquet`.

        Raises
        ------
        ExcelLimitError
            If there are more than 1,048,575 leads, or a text of more than 32,767 characters.
        MissingExtraError
            If XlsxWriter is not installed; the message holds the command that installs it.
        """
        result = self.masked() if mask_pii else self
        excel.write_excel(result.leads, result.receipt, path)

    def to_html(
        self,
        path: Target,
        *,
        by: Sequence[str] = BREAKDOWNS,
        leads: int = 0,
        mask_pii: bool = True,
        names: Names | None = None,
    ) -> None:
        """Write a report that a browser opens offline: criteria, receipt, breakdowns as bars.

        It is one file, with no script in it, in light or dark as the reader's system is.

        Parameters
        ----------
        path
            Where to.
        by
            What to count by, as for `breakdown`.
        leads
            How many of the leads to show one by one; none unless asked.
        mask_pii
            Whether to mask those leads, as `masked` does, and what could name a person in the
            criteria. Here they are masked unless you say otherwise: a report is made to be shared.
        names
            What people call the values of the criteria, as for `SearchCriteria.in_words`. Campaigns
            and lists of the leads are called by their names anyway.

        Raises
        ------
        InvalidArgumentError
            `by` is no such field, or `leads` no count.
        """
        if isinstance(leads, bool) or not isinstance(leads, int) or leads < 0:
            raise InvalidArgumentError(
                f"leads says how many leads to show, as a whole number from 0; got {leads!r:.40}"
            )
        report = StaticReport(
            leads=self.leads,
            receipt=self.receipt,
            names=names or {},
            by=by,
            rows=leads,
            masked=mask_pii,
        )
        page = report.to_page().encode()
        with written_whole(path) as place:
            if isinstance(place, Path):
                place.write_bytes(page)
            else:
                place.write(page.decode() if isinstance(place, TextIOBase) else page)

    def __repr__(self) -> str:
        return f"{self._shape}\n{self.receipt!r}"

    def _repr_html_(self) -> str:
        # Not the leads: what is displayed is saved into the notebook.
        return f"<p>{self._shape}</p>{self.receipt._repr_html_()}"

    @property
    def _shape(self) -> str:
        rows, columns = self.leads.shape
        return f"SearchResult: {rows:,} leads, {columns:,} columns"


def read_result(path: Target) -> SearchResult:
    """Read a result that `SearchResult.to_parquet` wrote.

    Raises
    ------
    ResultFileError
        The file is no Parquet file, or holds no receipt.
    """
    return SearchResult(*exports.read_parquet(path))
