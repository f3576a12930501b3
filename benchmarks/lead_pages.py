"""Pages of invented leads, as RingCX sends them: 52 fields, 1,000 leads and 1.3 MB a page."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS

PAGE_SIZE = 1000

_FIRST = ("Jon", "Zoë", "Anaïs", "Bjørn", "Mary", "Luz", "Ahmed", "Renée", "Sam", "Ngọc")
_LAST = ("Okafor", "Nuñez", "Smith", "Łukasz", "O'Neill", "Kim", "Müller", "García", "Li", "Ivanov")
_STATES = ("AL", "AZ", "CA", "CO", "FL", "GA", "HI", "IL", "NY", "ON", "QC", "TX", "WA", "WY")
_CITIES = tuple(f"{a}{b}" for a in ("North", "South", "East", "Green") for b in ("port", "field"))
_AGENT = ("Sold", "Not interested", "Call back", "Wrong number", "Left message")


def write_pages(folder: Path, leads: int, seed: int = 7) -> list[Path]:
    """Write pages to files, and give their paths in order."""
    paths = []
    for number, page in enumerate(pages(leads, seed)):
        path = folder / f"{number:06}.json"
        path.write_bytes(page)
        paths.append(path)
    return paths


def pages(leads: int, seed: int = 7) -> Iterator[bytes]:
    """Make pages one by one."""
    dice = random.Random(seed)
    for start in range(0, leads, PAGE_SIZE):
        rows = [_lead(dice, number) for number in range(start, min(start + PAGE_SIZE, leads))]
        yield json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _lead(dice: random.Random, number: int) -> dict[str, object]:
    passes = dice.randrange(8)
    system = dice.choice(tuple(SYSTEM_DISPOSITIONS)) if passes else None
    agent = dice.choice(_AGENT) if system == "ANSWER" else None
    last, first = dice.choice(_LAST), dice.choice(_FIRST)
    list_number = number * 40 // 1_000_000
    return {
        "leadId": 100_000_000 + number,
        "externId": f"EXT-{number:010}",
        "leadState": dice.choice(tuple(LEAD_STATES)),
        "leadPhone": f"{dice.randrange(200, 999)}55501{dice.randrange(100):02}",
        "firstName": first,
        "midName": dice.choice("ABCDE") if dice.random() < 0.2 else None,
        "lastName": last,
        "title": dice.choice(("Ms", "Mr", "Dr")) if dice.random() < 0.5 else None,
        "suffix": "Jr" if dice.random() < 0.05 else None,
        "address1": f"{dice.randrange(1, 9999)} {dice.choice(_CITIES)} Road",
        "address2": f"Unit {dice.randrange(400)}" if dice.random() < 0.3 else "",
        "city": dice.choice(_CITIES),
        "state": dice.choice(_STATES),
        "zip": f"{dice.randrange(100_000):05}",
        "email": f"{first.lower()}.{number}@example.com" if dice.random() < 0.7 else None,
        "leadTimezone": dice.choice(tuple(LEAD_TIMEZONES)) if dice.random() < 0.8 else None,
        "listId": 4000 + list_number,
        "listDesc": f"List {list_number} of autumn",
        "campaignId": 136_785 + list_number // 10,
        "campaignName": f"Campaign {list_number // 10}",
        "dialGroupId": 77,
        "suppressed": dice.random() < 0.1,
        "leadPasses": passes,
        "maxPasses": 8,
        "lastPassDispo": system,
        "lastPassDisposition": f"{system} : {agent}" if agent else system,
        "agentDispostion": agent,
        "lastPassAgentName": f"Agent {dice.randrange(120)}" if agent else None,
        "lastPassDts": _time(dice) if passes else None,
        "lastPassDate": _time(dice) if passes else None,
        "nextDialTime": _time(dice) if dice.random() < 0.5 else None,
        "loadedDts": _time(dice),
        "stateDts": _time(dice),
        "uploadDate": "2026-09-01T06:00:00.000+0000",
        "uploadedBy": "loader",
        "pendingAgentName": f"Agent {dice.randrange(120)}" if dice.random() < 0.1 else None,
        "speedToLeadFirstPass": dice.randrange(90_000) if passes else None,
        "speedToLeadAgentConn": dice.randrange(90_000) if agent else None,
        "callerId": f"{dice.randrange(200, 999)}5550{dice.randrange(100, 200)}",
        "auxData1": f"segment {dice.randrange(1000)}",
        "auxData2": f"policy {dice.randrange(10**9):09}",
        "auxData3": dice.choice(("gold", "silver", "bronze", "")),
        "auxData4": None,
        "auxData5": f"{dice.random():.6f} of a score",
        "auxPhone": f"{dice.randrange(200, 999)}55501{dice.randrange(100):02}",
        "auxGreeting": f"Good day, {first} {last}, thank you for calling",
        "auxExternalUrl": f"https://crm.example.com/contacts/{number:010}",
        "extraData": None,
        "gateKeeper": None,
        "liveAnswerMessage": "welcome-live.wav",
        "machAnswerMessage": "welcome-machine.wav",
        "sortCol": f"{dice.randrange(10**6):06}",
    }


def _time(dice: random.Random) -> str:
    return (
        f"2026-{dice.randrange(1, 12):02}-{dice.randrange(1, 29):02}T{dice.randrange(24):02}:"
        f"{dice.randrange(60):02}:{dice.randrange(60):02}.{dice.randrange(1000):03}+0000"
    )
