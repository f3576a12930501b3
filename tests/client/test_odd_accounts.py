"""Accounts that answer in ways that nobody has documented: read to the end, or refused."""

import json

import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.sandbox.service.faults import Faults, answered

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()


async def test_rows_that_have_neither_id_nor_state_are_refused_and_never_complete() -> None:
    rows = json.dumps([{"zip": "10001"}, {"leadId": None, "firstName": None}]).encode()
    faults = Faults(
        answered(200, b"2", on="leadSearch"),
        answered(200, rows, on="leadSearch", first=2, times=None),
    )
    async with client_of(TimedSandbox(2, faults=faults)) as client:
        with pytest.raises(UnexpectedResponseError, match="None of the 2 rows"):
            await client.search(_ALL)
