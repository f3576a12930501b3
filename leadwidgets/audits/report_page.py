"""The report of an audit as plain HTML: findings, figures, and what is not knowable.

No script runs in it and nothing is fetched for it. Whatever a lead or an account holds is text.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from leadwidgets.audits.figures import FigureValue
from leadwidgets.audits.findings import Finding
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.plain_text import shown
from leadwidgets.result import Receipt

NOT_KNOWABLE = (
    ("Contact rate of every pass", "Leads hold their last pass only; call records hold each."),
    ("Abandon rate", "It counts calls, not leads; the dialer's reports have it."),
    ("Calls to one person within 24 hours", "Leads hold no history; call records do."),
    ("Reassigned numbers", "The Reassigned Numbers Database answers that."),
    ("Consent", "Where the leads come from, somebody has it in writing, or not."),
)
"""What no audit of leads can tell, and who can."""

_STYLE = """
.lwa{line-height:1.4;overflow-wrap:anywhere}
.lwa table{border-collapse:collapse;width:100%;max-width:60rem;color:inherit;font-size:inherit}
.lwa caption{text-align:left;font-weight:600;padding:.4rem 0;color:inherit}
.lwa th,.lwa td{text-align:left;font-weight:400;padding:.15rem .6rem .15rem 0;vertical-align:top;\
border:0;border-bottom:1px solid rgba(128,128,128,.3);color:inherit}
.lwa .lwa-number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.lwa .lwa-verdict{font-size:1.2em;font-weight:600;margin:.2rem 0}
.lwa ol{padding-left:1.4rem}
.lwa li{margin:.5rem 0}
.lwa .lwa-level{font-weight:600;text-transform:uppercase;font-size:.8em}
.lwa .lwa-scroll{overflow-x:auto}
"""
_PAGE_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.4 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_FINDINGS = 10
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """What the page shows; see `AuditReport`."""

    verdict: str
    basis: str
    findings: Sequence[Finding]
    figures: Sequence[FigureValue]
    groups: Sequence[FigureValue]
    by: Sequence[str]
    not_looked_for: Sequence[tuple[str, str]]
    settings: AuditSettings
    receipt: Receipt | None

    def to_html(self) -> str:
        """Give a part of a page, which brings its own styles."""
        return f'<div class="lwa"><style>{_STYLE}</style>{"".join(self._parts())}</div>'

    def to_page(self) -> str:
        """Give a page of its own."""
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>Audit: {_text(self.verdict)}</title><style>{_PAGE_STYLE}</style></head>"
            f"<body><main><h1>Audit of leads</h1>{self.to_html()}</main></body></html>\n"
        )

    def _parts(self) -> Iterator[str]:
        yield f'<p class="lwa-verdict">{_text(self.verdict)}.</p><p>{_text(self.basis)}.</p>'
        shown_first = self.findings[:_MOST_FINDINGS]
        if shown_first:
            yield f"<ol>{''.join(map(_finding, shown_first))}</ol>"
        if others := self.findings[_MOST_FINDINGS:]:
            yield f"<details><summary>{len(others)} more findings</summary>"
            start = _MOST_FINDINGS + 1
            yield f'<ol start="{start}">{"".join(map(_finding, others))}</ol></details>'
        yield _table("Figures, of all leads", (), self.figures)
        if self.by:
            yield _table(f"Figures by {' and '.join(self.by)}", self.by, self.groups)
        if self.not_looked_for:
            yield _pairs("Findings not looked for, and why", self.not_looked_for)
        yield _pairs("Not knowable from leads, and who knows", NOT_KNOWABLE)
        settings = [(name, _setting(value)) for name, value in asdict(self.settings).items()]
        yield _pairs("Settings of this audit", settings)
        if self.receipt is not None:
            yield self.receipt._repr_html_()


def _finding(finding: Finding) -> str:
    next_day = (
        f"; the dialer may take {finding.dialed_next:,} of them within 24 hours"
        if finding.dialed_next
        else ""
    )
    return (
        f'<li><span class="lwa-level">{finding.level}</span> '
        f"<strong><bdi>{_text(finding.sentence)}</bdi></strong> {_text(finding.why)} "
        f"{_text(finding.advice)} <em>({_text(finding.rank.words)}, "
        f"{finding.certainty}{next_day})</em></li>"
    )


def _table(title: str, by: Sequence[str], values: Sequence[FigureValue]) -> str:
    names = (*by, "Figure", "Value", "Leads counted", "Definition")
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in names)
    rows = "".join(map(_row, values))
    return (
        f'<div class="lwa-scroll" role="region" aria-label="{_text(title)}" tabindex="0"><table>'
        f"<caption>{_text(title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def _row(value: FigureValue) -> str:
    groups = "".join(f"<td><bdi>{_text(group)}</bdi></td>" for group in value.group)
    number = f"not computable: {value.reason}" if value.reason else written(value)
    basis = "" if value.basis is None else f"{value.basis:,}"
    return (
        f'<tr>{groups}<th scope="row">{_text(value.figure.title)}</th>'
        f'<td class="lwa-number">{_text(number)}</td><td class="lwa-number">{basis}</td>'
        f"<td>{_text(value.definition)}</td></tr>"
    )


def written(value: FigureValue) -> str:
    """Write the number of a figure with its unit."""
    number = value.value or 0.0
    match value.figure.unit:
        case "share":
            return f"{number:.1%}"
        case "leads":
            return f"{number:,.0f}"
        case unit:
            return f"{number:,.2f} {unit}" if unit else f"{number:,.2f}"


def _setting(value: object) -> str:
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)


def _pairs(title: str, pairs: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_text(name)}</th><td>{_text(value)}</td></tr>'
        for name, value in pairs
    )
    return f"<table><caption>{_text(title)}</caption><tbody>{rows}</tbody></table>"


def _text(text: str) -> str:
    return html.escape(shown(text, _LONGEST))
