"""The embedded account: a RingCX-like service over invented leads, in this process or over HTTP.

A `Sandbox` is an `Account` like any other. What answers is a Starlette app; the leads are in
DuckDB. It knows nothing of the client.
"""

from leadwidgets.sandbox.account import Sandbox
from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.faults import Faults

__all__ = ["Dialect", "Faults", "Sandbox"]
