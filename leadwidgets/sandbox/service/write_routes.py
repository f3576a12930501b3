"""The documented requests that write leads: each is refused, since the account is read-only.

A program that would write can so be tested up to that moment: whether it signs in, and names an
account that it may see.
"""

from typing import NoReturn

from starlette.requests import Request

from leadwidgets.sandbox.service.refusals import Refusal
from leadwidgets.sandbox.service.requests import account_of


async def act_on_leads(request: Request) -> NoReturn:
    """Answer no lead action: the account is read-only."""
    _refuse(request, "no lead action is taken")


async def replace_lead(request: Request) -> NoReturn:
    """Answer no replacement of a lead: the account is read-only."""
    _refuse(request, "no lead is changed")


async def change_lead(request: Request) -> NoReturn:
    """Answer no change of a lead: the account is read-only."""
    _refuse(request, "no lead is changed")


async def load_leads(request: Request) -> NoReturn:
    """Answer no leads that come as JSON: the account is read-only."""
    _refuse(request, "no lead is loaded")


async def preview_file(request: Request) -> NoReturn:
    """Answer no file of leads that comes for a preview: the account is read-only."""
    _refuse(request, "no lead is loaded")


async def load_file(request: Request) -> NoReturn:
    """Answer no file of leads that was previewed: the account is read-only."""
    _refuse(request, "no lead is loaded")


def _refuse(request: Request, what: str) -> NoReturn:
    account_of(request)
    raise Refusal(403, "access.denied.exception", f"This account is read-only: {what}")
