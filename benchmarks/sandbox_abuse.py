"""A day of abuse: malformed and hostile requests, and what the embedded account makes of them.

    python -m benchmarks sandbox_abuse [--requests 100000] [--clients 4] [--seed 1]

Over HTTP on loopback come, at random: what is not JSON, JSON of wrong types, other content types,
injection strings in every criterion, bodies beyond the limit, strange parameters and paths, tokens
that are forged, and good tokens for the account of somebody else. Counted are the statuses; any
5xx, any answer with a lead of another account and any lost lead is an error. Resident memory, of
account and clients together, is read after each quarter.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
from sandbox.foreign import Foreign, account_of

from leadwidgets.account import Account
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.service.requests import LARGEST_BODY
from leadwidgets.sandbox.service.where import CRITERIA

LEADS = 5_000
_INJECTIONS = (
    "' OR 1=1 --",
    "'; DROP TABLE leads; --",
    '" OR ""="',
    "1) UNION SELECT * FROM phones --",
    "%",
    "\\",
    "a\x00b",
    "{where}",
    "$1 ?",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "🙂" * 200,
)
_NOT_JSON = (b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"a": NaN}', b'{"leadIds": [1', b"null x")
_OTHER_CONTENT = (
    "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp",
    "multipart/form-data", "multipart/form-data; boundary=x",
    "application/json; charset=utf-16", "application/a+json",
)  # fmt: skip
_WRONG: tuple[object, ...] = (
    None, True, 7, -1, 2**70, 1.5, "", "x", [], {}, [[]], [None], {"a": {}}, ["x"] * 500,
    {"operator": "EQUALS"}, {"operator": [], "value": {}}, [{"name": None}],
)  # fmt: skip
_HUGE_EVERY = 500


class Abuse:
    """Draws requests: method, path, headers and body."""

    def __init__(self, seed: int, mine: Foreign, strangers: str) -> None:
        self._random = random.Random(seed)
        self._mine = mine.account.account_id
        self._strangers = strangers
        self._token = mine.token or ""
        self._kinds: tuple[Callable[[], dict[str, Any]], ...] = (
            self._not_json,
            self._wrong_types,
            self._other_content,
            self._injection,
            self._strange_parameters,
            self._strange_path,
            self._forged,
            self._somebody_elses,
        )

    def request(self, number: int) -> dict[str, Any]:
        """Give the arguments of a request."""
        if number % _HUGE_EVERY == 0:
            return self._search(content=b" " * (LARGEST_BODY + 1))
        return self._random.choice(self._kinds)()

    def _search(self, account: str | None = None, **request: Any) -> dict[str, Any]:  # noqa: ANN401
        way = self._random.choice(("leadSearch", "leadSearchByPhoneList"))
        prefix = self._random.choice(("/voice/api/v1", "/api/v1"))
        url = f"{prefix}/admin/accounts/{account or self._mine}/campaignLeads/{way}"
        headers = {"authorization": f"Bearer {self._token}", "content-type": "application/json"}
        return {"method": "POST", "url": url, "headers": headers} | request

    def _not_json(self) -> dict[str, Any]:
        return self._search(content=self._random.choice(_NOT_JSON))

    def _wrong_types(self) -> dict[str, Any]:
        names = self._random.sample([*CRITERIA, "campaignId", "phoneList"], 3)
        body = {name: self._random.choice(_WRONG) for name in names}
        return self._search(content=json.dumps(body).encode())

    def _other_content(self) -> dict[str, Any]:
        request = self._search(content=b'{"phoneList": []}')
        request["headers"] |= {"content-type": self._random.choice(_OTHER_CONTENT)}
        return request

    def _injection(self) -> dict[str, Any]:
        name, text = self._random.choice([*CRITERIA]), self._random.choice(_INJECTIONS)
        value = self._random.choice((text, [text], {"operator": text, "value": text}))
        return self._search(content=json.dumps({name: value, text: value}).encode())

    def _strange_parameters(self) -> dict[str, Any]:
        values = ("-1", "x", "", "1e9", str(2**40), "true", *_INJECTIONS)
        names = ("page", "maxRows", "count")
        return self._search(
            params={name: self._random.choice(values) for name in names}, content=b"{}"
        )

    def _strange_path(self) -> dict[str, Any]:
        part = self._random.choice(_INJECTIONS).replace("\x00", "%00").replace("?", "%3F")
        headers = {"authorization": f"Bearer {self._token}"}
        path = f"/accounts/{self._mine}/dialGroups/{part}/campaigns/{part}/lists"
        method = self._random.choice(("GET", "POST", "DELETE", "PATCH"))
        return {"method": method, "url": f"/voice/api/v1/admin{path}", "headers": headers}

    def _forged(self) -> dict[str, Any]:
        token = self._random.choice(("x y", "forged", self._token[:-1], self._token * 50))
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        return self._search(headers=headers, content=b"{}")

    def _somebody_elses(self) -> dict[str, Any]:
        return self._search(account=self._strangers, content=b"{}")


def main() -> int:
    """Abuse; give 1 if anything but a refusal came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sandbox = Sandbox(LEADS, limits=False, clock=lambda: 1_795_000_000.0)
    stranger = Foreign(account_of(sandbox.users[1], sandbox))
    # Invented phones and lead ids are the same in both accounts; campaigns are not.
    theirs = {f'"campaignId":{row["campaignId"]},' for row in stranger.rows({}, maxRows=1_000)}
    mine = Foreign(sandbox)
    mine.count({})
    with sandbox.serve() as served:
        abuse = Abuse(chosen.seed, mine, sandbox.users[1].account_ids[0])
        started = time.perf_counter()
        statuses, leaks, memory = asyncio.run(_send_all(served, abuse, chosen, theirs))
        seconds = time.perf_counter() - started
    lost = LEADS - mine.count({})
    shown = ", ".join(f"{status}: {times:,}" for status, times in sorted(statuses.items()))
    print(f"{chosen.requests:,} requests in {seconds:.0f} s; {shown}")
    print(f"answers with another account's leads: {leaks}; leads lost: {lost}")
    print(f"resident memory after each quarter: {', '.join(f'{each:,.0f}' for each in memory)} MB")
    failed = sum(
        times for status, times in statuses.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return 1 if failed or leaks or lost else 0


async def _send_all(
    served: Account, abuse: Abuse, chosen: argparse.Namespace, theirs: set[str]
) -> tuple[Counter[int], int, list[float]]:
    statuses: Counter[int] = Counter()
    leaks = 0
    memory: list[float] = []
    numbers = iter(range(chosen.requests))

    async def client(http: httpx.AsyncClient) -> None:
        nonlocal leaks
        for number in numbers:
            answer = await http.request(**abuse.request(number))
            statuses[answer.status_code] += 1
            leaks += any(text in answer.text for text in theirs) if answer.is_success else 0
            if (number + 1) % (chosen.requests // 4) == 0:
                memory.append(_resident())

    async with httpx.AsyncClient(base_url=served.base_url, timeout=60) as http:
        await asyncio.gather(*(client(http) for _ in range(chosen.clients)))
    return statuses, leaks, memory


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    sys.exit(main())
