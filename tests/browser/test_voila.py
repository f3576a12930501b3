"""The dashboard in Voilà, where axe-core sees contrast too."""

import asyncio
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from browser.conftest import CheckAccessibility
from browser.panels import (
    choose,
    matching,
    panel,
    screenshot,
    search,
    wait_for_charts,
    wait_until_ready,
)
from playwright.sync_api import Page, expect
from tornado.websocket import WebSocketClientConnection, websocket_connect

pytestmark = pytest.mark.browser

DASHBOARD = Path(__file__).parents[2] / "notebooks" / "dashboard.ipynb"
PATIENCE = 60.0  # seconds


def test_the_dashboard_searches_without_a_line_of_code(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    choose(form, "Lead status", "Ready")
    expected = matching(form)
    assert search(form) == expected
    charts = page.get_by_role("region", name="Breakdowns")
    wait_for_charts(charts)
    expect(page.locator(".jp-CodeCell .jp-InputArea")).to_have_count(0)
    axe(page, ".leadwidgets")
    form.get_by_role("combobox", name="Campaigns").click()
    expect(form.get_by_role("option").first).to_be_visible()
    axe(page, ".leadwidgets")
    screenshot(page, "voila")
    page.emulate_media(media="print")
    cards = charts.get_by_role("region", name="Breakdown:").all()
    lefts = {card.evaluate("card => card.getBoundingClientRect().left") for card in cards}
    assert (len(cards), len(lefts)) == (3, 1)  # beneath each other, for paper is narrow


def test_a_result_of_other_criteria_than_the_forms_is_marked_and_brought_back(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    found = search(form)
    wait_for_charts(page.get_by_role("region", name="Breakdowns"))
    page.get_by_label("Count before searching").uncheck()
    choose(form, "Lead status", "Ready")
    old = page.get_by_role("region", name="Breakdowns by the search before")
    expect(old).to_be_visible()
    expect(form.get_by_text("The search before: Complete")).to_be_visible()
    expect(form.get_by_text("The form has changed")).to_be_visible()
    axe(page, ".leadwidgets")
    screenshot(page, "form-changed")
    form.get_by_role("button", name="Back to that search").click()
    expect(old).to_have_count(0)
    expect(form.get_by_role("button", name="Remove Ready")).to_have_count(0)
    assert matching(form) == found


def test_a_search_that_would_leave_a_field_out_is_not_started(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    fold = form.get_by_role("button", name="More fields")
    fold.click()
    ids = form.get_by_label("Lead ids", exact=True)
    ids.fill("41000021x")
    form.get_by_label("Loaded from: time of day").fill("09:30")
    fold.click()
    expect(fold).to_contain_text("2 to correct")
    expect(form.get_by_text("Not counted, because of Lead ids and Loaded from.")).to_be_visible()
    form.get_by_role("button", name="Search", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("Not searched, because of Lead ids")
    expect(ids).to_be_focused()
    axe(page, ".leadwidgets")
    expect(form.get_by_label("Loaded from: time of day")).to_have_value("09:30")
    screenshot(page, "not-searched")
    form.get_by_role("button", name="Remove 41000021x").dispatch_event("click")
    form.get_by_label("Loaded from", exact=True).fill("2026-10-01")
    form.get_by_label("Loaded from: time of day").fill("")
    passes = form.get_by_role("combobox", name="Passes: how to compare")
    passes.select_option("at least")
    form.get_by_label("Passes", exact=True).fill("3")
    expected = matching(form)
    assert search(form) == expected
    expect(passes).to_have_value("AT_LEAST")
    expect(form.get_by_label("Loaded from: time of day")).to_have_value("00:00")


def _kernel_of_a_visit(page: Page, address: str) -> str:
    answer = page.request.get(address, timeout=1000 * PATIENCE)
    found = re.search(r'"kernelId": *"([0-9a-f-]+)"', answer.text())
    assert found is not None
    return found[1]


class _OldClient:
    """Speaks the older of Jupyter's websocket protocols: it asks for no sub-protocol."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self._socket = socket

    async def send(self, kind: str, **content: object) -> None:
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": "old", "username": ""}
        message = {"header": {**header, "version": "5.3"}, "parent_header": {}, "metadata": {}}
        await self._socket.write_message(
            json.dumps({**message, "content": content, "channel": "shell", "buffers": []})
        )

    async def wait_for(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            while True:
                text = await self._socket.read_message()
                assert isinstance(text, str), (
                    "the old protocol's bytes are what Voilà stumbles over"
                )
                message: dict[str, Any] = json.loads(text)
                if wanted(message):
                    return message


async def _engine_for_an_old_client(address: str, kernel: str) -> dict[str, Any]:
    url = f"{address.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id=old"
    with closing(await websocket_connect(url, connect_timeout=PATIENCE)) as socket:
        client = _OldClient(socket)
        await client.send("comm_info_request", target_name="jupyter.widget")
        known = await client.wait_for(lambda one: one["msg_type"] == "comm_info_reply")
        ask = {"method": "custom", "content": {"kind": "engine", "id": "old-1"}}
        for comm in known["content"]["comms"]:
            await client.send("comm_msg", comm_id=comm, data=ask)
        answer = await client.wait_for(
            lambda one: one["content"].get("data", {}).get("content", {}).get("id") == "old-1"
        )
    reply: dict[str, Any] = answer["content"]["data"]["content"]["reply"]
    return reply


def test_a_client_of_the_older_protocol_leaves_the_dashboard_to_the_others(
    page: Page, voila: Callable[[Path], str]
) -> None:
    address = voila(DASHBOARD)
    asked = _engine_for_an_old_client(address, _kernel_of_a_visit(page, address))
    with ThreadPoolExecutor(1) as beside_the_browser:
        reply = beside_the_browser.submit(asyncio.run, asked).result()
    assert reply["script"].startswith("H4sI")  # gzip, in base64
    page.goto(address)
    form = panel(page)
    wait_until_ready(form)
    assert search(form) > 0
    wait_for_charts(page.get_by_role("region", name="Breakdowns"))


def test_an_address_that_is_not_understood_is_refused_by_name_and_stays_until_the_form_changes(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    wrong = f"{voila(DASHBOARD)}/?lead_sate=READY&campaign_ids=136785"
    page.goto(wrong)
    form = panel(page)
    wait_until_ready(form)
    alert = form.get_by_role("alert")
    expect(alert).to_contain_text("A search has no field 'lead_sate'")
    expect(alert).to_contain_text("Did you mean lead_states?")
    expect(form.get_by_role("button", name="Remove Ready")).to_have_count(0)
    assert page.url == wrong
    expect(form).to_have_attribute("data-palette", "host")
    axe(page, ".leadwidgets")
    screenshot(page, "address-refused")
    choose(form, "Lead status", "Ready")
    page.wait_for_url(re.compile(r"/\?campaign_ids=136785&lead_states=READY$"))
    expect(alert).to_have_count(0)
