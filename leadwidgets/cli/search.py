"""`leadwidgets search`: leads, or their number, from a shell or a scheduled script.

Standard output holds nothing but the number that ``--count`` asks for; the bar and the receipt go
to standard error. The exit codes tell a script what to do next, see `_EXIT_CODES`.
"""

import os
import signal
import sys
from argparse import (
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _ArgumentGroup,
    _SubParsersAction,
)
from importlib.util import find_spec
from pathlib import Path

from leadwidgets.account import Account
from leadwidgets.cli import outputs
from leadwidgets.cli.campaign_names import campaign_ids
from leadwidgets.client import count, search, unlisted_codes
from leadwidgets.criteria import SearchCriteria
from leadwidgets.default_account import Embedded, resolve
from leadwidgets.errors import (
    ExcelLimitError,
    InvalidCriteriaError,
    LeadSearchError,
    MissingExtraError,
    PermissionDeniedError,
    SearchCancelled,
    SignInError,
    SnapshotError,
    UnexpectedResponseError,
)
from leadwidgets.fields import SEARCH_FIELDS, SearchField, SearchKind
from leadwidgets.result import check_workbook, replaced_when_whole
from leadwidgets.vocabulary import SUPPRESSED

COMPLETE, FILE, WRONG, INCOMPLETE, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

_FIELDS = [field for field in SEARCH_FIELDS.values() if field.option]
_EXIT_CODES = """\
exit codes:
  0    all that was asked for is in the file, or the number was printed
  1    a file could not be read or written
  2    wrong criteria or options
  3    the file was written and does not hold every matching lead; the receipt says why
  4    sign-in or permission refused: trying again is of no use
  5    RingCX not reached, too busy or failing: trying again later may help
  130  interrupted; no file was written

Without an account in the environment, the embedded one is searched: its leads are invented.
"""


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the command and its options."""
    parser = commands.add_parser(
        "search",
        help="write the matching leads to a file, or count them",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    where = parser.add_argument_group("which leads (each may name several values)")
    where.add_argument("--criteria", type=Path, metavar="FILE", help="JSON of SearchCriteria")
    for field in _FIELDS:
        _add_option(where, field)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--count", action="store_true", help="print their number")
    endings = " or ".join(outputs.WRITERS)
    what.add_argument("-o", "--output", type=outputs.output, metavar="FILE", help=endings)
    parser.add_argument("--max-leads", type=int, metavar="N", help="stop at that many")
    parser.add_argument("--mask-pii", action="store_true", help="mask what tells who the leads are")
    parser.add_argument("--dotenv", type=Path, metavar="FILE", help="read the account from it")
    parser.add_argument("-q", "--quiet", action="store_true", help="no bar, no receipt")
    parser.set_defaults(run=run, refuse=parser.error)


def _add_option(group: _ArgumentGroup, field: SearchField) -> None:
    if field.kind is SearchKind.SUPPRESSED:
        group.add_argument(field.option, choices=list(SUPPRESSED), help=field.help)
        return
    kind, metavar = (int, "ID") if field.kind is SearchKind.IDS else (str, "VALUE")
    if field.name == "campaign_ids":
        kind, metavar = str, "CAMPAIGN"
    group.add_argument(
        field.option,
        dest=field.name,
        nargs="+",
        action="extend",
        type=kind,
        metavar=metavar,
        help=f"{field.help} An id or a name each." if metavar == "CAMPAIGN" else field.help,
    )


def run(chosen: Namespace) -> int:
    """Search or count, and give the exit code."""
    if chosen.count and (chosen.max_leads is not None or chosen.mask_pii):
        chosen.refuse("--max-leads and --mask-pii go with --output, not with --count")
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(chosen)
    except (SearchCancelled, KeyboardInterrupt):
        _say("Interrupted; nothing was written.")
        return INTERRUPTED
    except LeadSearchError as error:
        _say(f"leadwidgets search: {error}")
        return _exit_code(error)
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(chosen: Namespace) -> int:
    account = resolve(Account.from_env(dotenv=chosen.dotenv) if chosen.dotenv else None)
    criteria = _criteria(chosen, account)
    if account.embedded:
        _say(_about_embedded())
    for code in unlisted_codes(criteria, account):
        _say(f"Warning: {code}.")
    if chosen.count:
        print(count(criteria, account))
        return COMPLETE
    if chosen.output.suffix.lower() == ".xlsx":
        check_workbook(chosen.max_leads, lambda: _counted(criteria, account))
    with replaced_when_whole(chosen.output) as part:
        result = search(
            criteria, account, max_leads=chosen.max_leads, progress=_shows_bar(quiet=chosen.quiet)
        )
        outputs.write(result, part, chosen.output.suffix, mask_pii=chosen.mask_pii)
    if not chosen.quiet:
        _say("\n".join(result.receipt.lines()))
    enough = chosen.max_leads is not None and len(result.leads) >= chosen.max_leads
    return COMPLETE if result.receipt.complete or enough else INCOMPLETE


def _counted(criteria: SearchCriteria, account: Account) -> int:
    """Count, or give 0 for an account that does not count: then only the search can tell."""
    try:
        return count(criteria, account)
    except UnexpectedResponseError:
        return 0


def _about_embedded() -> str:
    named = Embedded.from_env(os.environ)
    if named == Embedded():
        return "No account is named in the environment: these leads are invented."
    return f"These are the embedded account's leads, named by {' and '.join(named.to_env())}."


def _criteria(chosen: Namespace, account: Account) -> SearchCriteria:
    """Give the file's criteria, changed by the options."""
    criteria = SearchCriteria()
    if chosen.criteria is not None:
        criteria = SearchCriteria.from_json(_text_of(chosen.criteria))
    given = {field.name: getattr(chosen, field.name) for field in _FIELDS}
    if given["campaign_ids"] is not None:
        given["campaign_ids"] = campaign_ids(given["campaign_ids"], account)
    return criteria.replace(**{name: value for name, value in given.items() if value is not None})


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # Windows' editors put a mark in front
    except UnicodeDecodeError:
        raise InvalidCriteriaError(
            f"The criteria in {path} are not UTF-8 text", next_step="Save them as UTF-8."
        ) from None


def _shows_bar(*, quiet: bool) -> bool:
    if quiet or not sys.stderr.isatty():
        return False
    if find_spec("tqdm") is None:
        _say(f"For a progress bar: {sys.executable} -m pip install 'leadwidgets[progress]'")
        return False
    return True


def _exit_code(error: LeadSearchError) -> int:
    match error:
        case InvalidCriteriaError():
            return WRONG
        case SnapshotError() | ExcelLimitError() | MissingExtraError():
            return FILE
        case SignInError() | PermissionDeniedError():
            return REFUSED
        case _:
            return FAILED


def _say(text: str) -> None:
    print(text, file=sys.stderr)
