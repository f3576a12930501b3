"""The searches: by criteria (rows or a count), and by a list of phone numbers."""

import csv
import io
import json
from collections.abc import Mapping
from email import message_from_bytes
from email.message import Message
from functools import partial
from typing import cast

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from leadwidgets.sandbox.dialect import Dialect, RowShape
from leadwidgets.sandbox.service import criteria_kinds
from leadwidgets.sandbox.service.limits import Budget
from leadwidgets.sandbox.service.refusals import JSON, Refusal, bad_request
from leadwidgets.sandbox.service.requests import (
    account_of,
    content_type,
    flag_in,
    integer_in,
    is_json,
    json_body,
    service_of,
    unsupported_media_type,
)
from leadwidgets.sandbox.service.service import AccountData
from leadwidgets.sandbox.service.where import every, has_phone, where
from leadwidgets.sandbox.store import Where

ROW_KEYS: Mapping[RowShape, str] = {
    "search_results": "searchResults",
    "leads": "leads",
    "leads_and_total": "leads",
    "data": "data",
    "records": "records",
    "uploaded_leads": "uploadedLeads",
}
"""Where an answer that is an object has its rows."""

WITH_TOTAL = ("search_results", "leads_and_total")
IDS = ("leadId", "listId", "campaignId", "dialGroupId")
_EXACT = ("leadPhoneNum", "leadPhoneNumbers")
_MULTIPART = "multipart/form-data"
_PHONE_LISTS = {"json": JSON, "multipart": _MULTIPART, "either": f"{JSON} or {_MULTIPART}"}


async def lead_search(request: Request) -> Response:
    """Answer a page of the leads that fit, or with ``count=true`` their number."""
    account, service = account_of(request), service_of(request)
    counting = flag_in(request.query_params, "count")
    window = _window(request)
    body = await json_body(request)
    service.spend(account.plan.account_id, _budget(body, counting=counting))
    condition = where(body, service.dialect)
    if counting and service.dialect.count_shape != "rows":
        total = await to_thread.run_sync(lambda: account.store.count(condition))
        return _json(_shaped_count(total, service.dialect))
    return await _rows(account, condition, window, service.dialect)


async def lead_search_by_phone_list(request: Request) -> Response:
    """Answer a page of the leads that have one of the listed phone numbers."""
    account, service = account_of(request), service_of(request)
    window = _window(request)
    said = content_type(request)
    accepted = service.dialect.phone_list
    if is_json(said) and accepted != "multipart":
        condition = await _phones_in_json(request, service.dialect)
    elif said == _MULTIPART and accepted != "json":
        condition = await _phones_in_file(request)
    else:
        raise unsupported_media_type(_PHONE_LISTS[accepted])
    service.spend(account.plan.account_id, Budget.EXACT_NUMBER)
    return await _rows(account, condition, window, service.dialect)


def _budget(body: object, *, counting: bool) -> Budget:
    if counting:
        return Budget.COUNT
    if isinstance(body, dict) and any(body.get(name) for name in _EXACT):
        return Budget.EXACT_NUMBER
    return Budget.ROWS


def _window(request: Request) -> tuple[int, int]:
    """Give how many leads are asked for, and how many come before them."""
    dialect = service_of(request).dialect
    base = dialect.page_base
    page = integer_in(request.query_params, "page", least=0, missing=base)
    rows = integer_in(request.query_params, "maxRows", least=1, missing=dialect.default_page)
    rows = min(rows, dialect.largest_page)
    return rows, max(page - base, 0) * rows


async def _rows(
    account: AccountData, condition: Where, window: tuple[int, int], dialect: Dialect
) -> Response:
    return _json(await to_thread.run_sync(partial(_page, account, condition, window, dialect)))


def _page(
    account: AccountData, condition: Where, window: tuple[int, int], dialect: Dialect
) -> bytes:
    rows, skip = window
    array = _spelled(account.store.page(condition, rows=rows, skip=skip), dialect)
    if dialect.row_shape == "array":
        return array
    total = account.store.count(condition) if dialect.row_shape in WITH_TOTAL else None
    before = b"" if total is None else b'"totalCount":%d,' % total
    return b'{%b"%b":%b}' % (before, ROW_KEYS[dialect.row_shape].encode(), array)


def _spelled(array: bytes, dialect: Dialect) -> bytes:
    """Give rows with their ids as text, or with the lead inside them, where the account does so."""
    if dialect.id_kind == "number" and dialect.lead_place == "row":
        return array
    rows = json.loads(array)
    if dialect.id_kind == "text":
        rows = [
            row | {name: str(row[name]) for name in IDS if row[name] is not None} for row in rows
        ]
    if dialect.lead_place == "inside":
        rows = [{"campaignLead": row | (row.pop("campaignLead") or {})} for row in rows]
    return json.dumps(rows).encode()


def _shaped_count(total: int, dialect: Dialect) -> bytes:
    shapes = {
        "integer": total,
        "total_count": {"totalCount": total},
        "search_results": {"totalCount": total, "searchResults": []},
        "total": {"total": total},
        "text": str(total),
        "list": [total],
    }
    return json.dumps(shapes[dialect.count_shape]).encode()


async def _phones_in_json(request: Request, dialect: Dialect) -> Where:
    body = await json_body(request)
    if not isinstance(body, dict):
        raise bad_request("body", "an object with a phoneList", body)
    phones = has_phone(criteria_kinds.texts("phoneList", body.get("phoneList")))
    return every([phones, where({"campaignIds": body.get("campaignIds")}, dialect)])


async def _phones_in_file(request: Request) -> Where:
    """Read a file of one number a line; of a CSV line the first column counts."""
    content = _file_in(request.headers["content-type"], await request.body())
    if content is None:
        message = "file: expected multipart/form-data with a file of phone numbers"
        raise Refusal(400, "bad.request.exception", message, "file")
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    try:
        return has_phone([line[0] for line in lines if line])
    except csv.Error:
        raise Refusal(400, "bad.request.exception", "file: not readable as CSV", "file") from None


def _file_in(media_type: str, body: bytes) -> bytes | None:
    """Give the one part of a form that is a file and named so."""
    # A form is written as mail is, with the media type in its head.
    head = b"Content-Type: " + media_type.encode("latin-1") + b"\n\n"
    try:
        form = message_from_bytes(head + body)
    except RecursionError:  # forms within forms
        return None
    files = [part for part in form.walk() if _is_file(part)]
    if form.defects or len(files) != 1:
        return None
    return cast("bytes", files[0].get_payload(decode=True))


def _is_file(part: Message) -> bool:
    named = part.get_param("name", header="content-disposition") == "file"
    return named and part.get_filename() is not None and not part.is_multipart()


def _json(content: bytes) -> Response:
    return Response(content, media_type=JSON)
