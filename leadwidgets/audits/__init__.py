"""Audits: what to mend among leads, with figures, their bases and their definitions.

::

    leads ─► DuckDB table with marks (lead_table) ─┬─► figures
             zones ─┘                              └─► findings (rules)
                                    both ─► report ─► HTML (report_page)
"""

from leadwidgets.audits.auditing import audit
from leadwidgets.audits.figures import FIGURES, Figure, FigureValue
from leadwidgets.audits.findings import Finding
from leadwidgets.audits.report import AuditReport
from leadwidgets.audits.settings import AuditSettings

__all__ = [
    "FIGURES",
    "AuditReport",
    "AuditSettings",
    "Figure",
    "FigureValue",
    "Finding",
    "audit",
]
