"""What answers requests: sign-in, value lists, searches, and the documented limits and errors."""

from leadwidgets.sandbox.service.access_log import REQUEST_LOG
from leadwidgets.sandbox.service.app import make_app
from leadwidgets.sandbox.service.faults import (
    Fault,
    Faults,
    FaultyApp,
    answered,
    html,
    late,
    leads_appear,
    leads_change,
    leads_vanish,
    others_are_busy,
    reset,
    rotation_lost,
    token_expires,
    truncated,
)
from leadwidgets.sandbox.service.limits import Limits
from leadwidgets.sandbox.service.openapi import DESCRIPTION_PATH
from leadwidgets.sandbox.service.service import AccountData, OwnValues, Service
from leadwidgets.sandbox.service.tokens import SignIn, User

__all__ = [
    "DESCRIPTION_PATH",
    "REQUEST_LOG",
    "AccountData",
    "Fault",
    "Faults",
    "FaultyApp",
    "Limits",
    "OwnValues",
    "Service",
    "SignIn",
    "User",
    "answered",
    "html",
    "late",
    "leads_appear",
    "leads_change",
    "leads_vanish",
    "make_app",
    "others_are_busy",
    "reset",
    "rotation_lost",
    "token_expires",
    "truncated",
]
