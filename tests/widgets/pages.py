"""What a page, or who claims to be one, may send: asks, what is like them, and any JSON."""

import string
from collections.abc import Mapping

from hypothesis import strategies as st

PHONE = "4155550142"
SECRET = "Xanthippe"

ASKS: Mapping[str, Mapping[str, object]] = {
    "form": {},
    "criteria": {},
    "address": {"query": "lead_states=READY"},
    "options": {"field": "list_ids"},
    "counts": {"field": "lead_states", "values": ["READY"]},
    "typed": {"field": "lead_phone_numbers", "text": "415-555-0142"},
    "set": {"field": "lead_states", "value": ["READY"]},
    "search": {},
    "cancel": {},
    "reset": {},
    "undo": {},
    "redo": {},
    "revert": {"notice": 1},
    "dismiss": {"notice": 1},
    "searches": {},
    "repeat": {"search": 1},
    "open": {"name": "June"},
    "save": {"name": "June"},
    "delete": {"name": "June"},
    "text": {"form": "python"},
    "paste": {"text": "lw.SearchCriteria(lead_states=['READY'])"},
    "words": {"version": 1},
    "rows": {
        "version": 1,
        "filter": 0,
        "offset": 0,
        "limit": 10,
        "sort": [],
        "columns": ["lead_id"],
    },
    "layout": {"layout": {"shown": ["city"], "pinned": [], "widths": {"city": 90}}},
    "filter": {"version": 1, "column": "city", "filter": {"contains": "ren"}},
    "filtered": {},
    "values": {"version": 1, "column": "city"},
    "place": {"version": 1, "filter": 0, "sort": [], "lead": 41000000},
    "export": {
        "version": 1,
        "filter": 0,
        "sort": [],
        "columns": ["city"],
        "offset": 0,
        "limit": None,
        "format": "csv",
        "masked": True,
    },
    "piece": {"number": 1, "piece": 0},
    "figures": {},
    "arrange": {"charts": [{"by": "campaign", "order": "size"}]},
    "bars": {"result": 1, "by": "lead_state", "bars": [0]},
    "clear": {},
    "narrow": {},
    "take": {},
    "counting": {"wanted": False},
    "engine": {},
}

_TEXTS = st.text() | st.sampled_from([PHONE, "415-555-0142", SECRET, f"{SECRET} {PHONE}"])
_NAMES = _TEXTS | st.sampled_from(
    [
        "kind",
        "field",
        "query",
        "value",
        "version",
        "offset",
        "limit",
        "sort",
        "by",
        "notice",
        "operator",
    ]
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(int(PHONE)) | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def _like_asks(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(sorted(ASKS)))
    ask_id = draw(st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=64))
    asked = {"kind": kind, "id": ask_id, **ASKS[kind]}
    asked |= draw(st.dictionaries(st.sampled_from(sorted(asked)) | _NAMES, VALUES, max_size=2))
    missing = draw(st.none() | st.sampled_from(sorted(asked)))
    return {name: value for name, value in asked.items() if name != missing}


LIKE_ASKS = _like_asks()
"""Asks of each kind with up to two entries altered or added, or one missing, or none of these."""
