"""The wire between the kernel and the panel; twin of ``js/messages.ts``.

Down come the synced traits ``state`` and ``parts``, and replies. Up go asks ``{kind, id, …}``, each
answered once by ``{kind: "reply", id, ok, …}``. Rows, figures, options and the values of the
criteria are asked for, never synced: synced state is saved into notebooks.

Whatever comes up is untrusted: `read_ask` and the readers of an `Ask` accept what the page may
send, and nothing else.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leadwidgets.criteria import FIELDS, Kind, SearchCriteria
from leadwidgets.errors import LeadSearchError
from leadwidgets.result import Receipt
from leadwidgets.widgets.choices import Choice
from leadwidgets.widgets.options import Options
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.window import Column, columns_of

PARTS = ("form", "charts", "table")

CHARTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Lead state", (("lead_state", "Lead state"),)),
    (
        "Disposition",
        (("system_disposition", "System"), ("agent_disposition", "Agent")),
    ),
    ("Timezone", (("lead_timezone", "Timezone"),)),
)
CHARTED = frozenset(name for _, choices in CHARTS for name, _ in choices)

_LONGEST_ID = 64
_WIRE_KINDS = {Kind.IDS: "numbers", Kind.LEAD_STATES: "texts", Kind.CODES: "texts"}


class BadAskError(Exception):
    """What came up is not an ask of this wire."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask of the page.

    Attributes
    ----------
    kind
        What is asked for.
    id
        Chosen by the page; the reply carries it.
    body
        The rest of the message, unread.
    """

    kind: str
    id: str
    body: Mapping[str, object]

    def text(self, name: str) -> str:
        """Read a text of the body."""
        value = self.body.get(name)
        if not isinstance(value, str):
            raise BadAskError(f"{name} must be text")
        return value

    def whole_number(self, name: str) -> int:
        """Read a whole number, zero or more, of the body."""
        value = self.body.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise BadAskError(f"{name} must be a whole number, zero or more")
        return value

    def mapping(self, name: str) -> Mapping[str, object] | None:
        """Read an object of the body, or null."""
        value = self.body.get(name)
        if value is not None and not isinstance(value, dict):
            raise BadAskError(f"{name} must be an object or null")
        return value


def read_ask(content: object) -> Ask:
    """Read what came up.

    Raises
    ------
    BadAskError
        If it is not an object with a kind and an id.
    """
    if not isinstance(content, dict):
        raise BadAskError("an ask must be an object")
    kind, ask_id = content.get("kind"), content.get("id")
    if not isinstance(kind, str) or not isinstance(ask_id, str) or len(ask_id) > _LONGEST_ID:
        raise BadAskError("an ask needs a kind and an id")
    return Ask(kind, ask_id, content)


def reply(ask: Ask, body: Mapping[str, Any]) -> dict[str, Any]:
    """Answer an ask."""
    return {**body, "kind": "reply", "id": ask.id, "ok": True}


def refusal(ask: Ask, message: str, next_step: str | None = None) -> dict[str, Any]:
    """Tell why an ask is not answered."""
    error = {"message": message, "next": next_step}
    return {"kind": "reply", "id": ask.id, "ok": False, "error": error}


def refusal_of(ask: Ask, error: LeadSearchError) -> dict[str, Any]:
    """Tell an error of ours, apart from its next step."""
    return refusal(ask, error.explanation, error.next_step)


def panel_state(session: PanelSession) -> dict[str, Any]:
    """Give the synced state: small, and without anything of a lead or of the criteria's values."""
    account, run, result = session.account, session.search_run, session.result
    return {
        "account": {"name": account.name or account.account_id, "embedded": account.embedded},
        "criteria": session.criteria_version,
        "fields": {name: _field_state(choice) for name, choice in session.choices.fields.items()},
        "count": {
            "status": session.live_count.status,
            "leads": session.live_count.leads,
            "message": session.live_count.message,
            "waitingSeconds": math.ceil(session.live_count.waiting_seconds),
        },
        "search": {
            "status": run.status,
            "matched": run.progress.matched if run.progress else None,
            "pages": run.progress.pages if run.progress else 0,
            "leads": run.progress.leads if run.progress else 0,
            "waitingSeconds": run.progress.waiting_seconds if run.progress else 0,
        },
        "receipt": receipt_view(result.receipt) if result else None,
        "problem": _problem(session),
        "notices": [{"id": notice.number, "text": notice.text} for notice in session.notices],
        "table": {
            "version": run.version,
            "rows": len(result.leads) if result else 0,
            "columns": [_column(one) for one in columns_of(result.leads)] if result else [],
        },
        "charts": {"version": run.version, "charts": _charts() if result else []},
    }


def _field_state(choice: Choice) -> dict[str, Any]:
    return {
        "status": choice.status,
        "options": choice.version,
        "total": len(choice.options.values),
        "message": choice.message,
        "waitingSeconds": math.ceil(choice.waiting_seconds),
    }


def _problem(session: PanelSession) -> dict[str, Any] | None:
    problem = session.problem
    if problem is None:
        return None
    return {"title": problem.title, "detail": problem.detail, "next": problem.next_step}


def _column(column: Column) -> dict[str, str]:
    return {"name": column.name, "label": column.label, "kind": column.kind}


def _charts() -> list[dict[str, Any]]:
    return [
        {"label": label, "by": [{"name": name, "label": text} for name, text in choices]}
        for label, choices in CHARTS
    ]


def receipt_view(receipt: Receipt) -> dict[str, Any]:
    """Give a receipt as a line, and its facts as name and text."""
    return {
        "complete": receipt.complete,
        "headline": receipt.arrived,
        "facts": [[name, text] for name, text in receipt.facts()],
    }


def form_view() -> dict[str, Any]:
    """Describe the fields of the form; it never changes."""
    return {
        "primary": [
            {"name": name, "label": field.label, "help": field.help}
            for name, field in FIELDS.items()
            if field.primary
        ],
        "extended": [
            {
                "name": name,
                "label": field.label,
                "kind": _WIRE_KINDS.get(field.kind, field.kind.value),
                "help": field.help,
            }
            for name, field in FIELDS.items()
            if not field.primary
        ],
    }


def criteria_view(criteria: SearchCriteria, version: int) -> dict[str, Any]:
    """Give every field of the criteria, as JSON holds it."""
    return {"version": version, "criteria": criteria.to_dict()}


def options_view(field: str, version: int, options: Options) -> dict[str, Any]:
    """Give what a field offers."""
    return {
        "version": version,
        "field": field,
        "values": list(options.values),
        "labels": list(options.labels),
        "hints": None if options.hints is None else list(options.hints),
        "groups": [{"label": label, "start": start} for label, start in options.groups],
    }
