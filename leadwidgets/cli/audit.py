"""`leadwidgets audit`: what needs attention among saved leads, as a report for the browser."""

import sys
from argparse import (
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from pathlib import Path

from leadwidgets.audits import AuditSettings, audit
from leadwidgets.cli import leads
from leadwidgets.client import search
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError, ResultFileError
from leadwidgets.result import SearchResult, read_result

AS_ASKED, FOUND, NOT_DONE = 0, 1, 2

_EXIT_CODES = """\
exit codes:
  0    the leads were read, and nothing was found that --fail-on names
  1    something was found that --fail-on names; the report is written all the same
  2    wrong options, or a file cannot be read or written

Findings go to standard output; no value that tells who a lead is.
"""
_FAILING = {"serious": {"serious"}, "warning": {"serious", "warning"}}


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser(
        "audit",
        help="tell what needs attention among saved leads",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "leads",
        type=leads.a_file,
        metavar="FILE",
        help="what `leadwidgets search -o leads.parquet` wrote, which is looked at as of its "
        "search; or leads that another program saved, which are looked at as of now",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=_page,
        metavar="FILE",
        help="write the whole report to this .html file; an older one is replaced",
    )
    parser.add_argument(
        "--fail-on",
        choices=_FAILING,
        help="end with 1 if there is a finding of this level, or of a graver one",
    )
    parser.add_argument(
        "--settings",
        type=leads.a_file,
        metavar="FILE",
        help="thresholds, calling hours and dispositions, as AuditSettings.to_json() writes them",
    )
    leads.add_reading_to(parser)
    parser.set_defaults(run=run, file=None)


def run(chosen: Namespace) -> int:
    """Print the findings, write the report, and give the exit code."""
    try:
        report = audit(_result(chosen), by="lead_list", settings=_settings(chosen.settings))
        if chosen.output is not None:
            report.to_html(chosen.output)
    except (LeadSearchError, OSError, UnicodeDecodeError) as error:
        print(f"leadwidgets audit: {error}", file=sys.stderr)
        return NOT_DONE
    print(report)
    if chosen.output is not None:
        print(f"Report: {chosen.output}")
    failing = _FAILING.get(chosen.fail_on, set())
    return FOUND if any(one.level in failing for one in report.findings) else AS_ASKED


def _result(chosen: Namespace) -> SearchResult:
    """Read a result as it is, and any other file as the embedded account does."""
    try:
        return read_result(chosen.leads)
    except ResultFileError:
        return search(SearchCriteria(), leads.embedded(chosen).open())


def _settings(path: Path | None) -> AuditSettings:
    return AuditSettings() if path is None else AuditSettings.from_json(path.read_text("utf-8"))


def _page(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in {".html", ".htm"}:
        raise ArgumentTypeError(f"{text} does not end in .html")
    if not path.parent.is_dir():
        raise ArgumentTypeError(f"there is no folder {path.parent}")
    return path
