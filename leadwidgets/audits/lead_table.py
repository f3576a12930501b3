"""The leads as a table of DuckDB: one type a column, and what can be said of each lead beside them.

What is said of a lead is a *mark*: true or false, never null. Figures count marks, and findings are
the leads that have one, so that the two cannot disagree.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.audits.settings import AuditSettings
from leadwidgets.audits.zones import contradicts, minutes_from_utc
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.fields import LEAD_FIELDS

_TEXT, _WHOLE, _FLAG, _TIME = "VARCHAR", "BIGINT", "BOOLEAN", "TIMESTAMP"
_TYPES: Mapping[str, str] = {
    "lead_state": _TEXT,
    "suppressed": _FLAG,
    "lead_phone": _TEXT,
    "list_id": _WHOLE,
    "list_desc": _TEXT,
    "campaign_id": _WHOLE,
    "campaign_name": _TEXT,
    "system_disposition": _TEXT,
    "agent_disposition": _TEXT,
    "last_pass_dts": _TIME,
    "lead_passes": _WHOLE,
    "max_passes": _WHOLE,
    "next_dial_time": _TIME,
    "pending_agent_name": _TEXT,
    "lead_timezone": _TEXT,
    "physical_state": _TEXT,
    "zip": _TEXT,
    "extern_id": _TEXT,
    "loaded_dts": _TIME,
    "state_dts": _TIME,
    "speed_to_lead_first_pass": _WHOLE,
    "speed_to_lead_agent_conn": _WHOLE,
}
_ARROW_TYPES: Mapping[str | None, pa.DataType] = {
    _TEXT: pa.string(),
    _WHOLE: pa.int64(),
    _FLAG: pa.bool_(),
    _TIME: pa.timestamp("us"),
    None: pa.string(),
}
_FITS: Mapping[str, Callable[[Any], bool]] = {
    _WHOLE: pd.api.types.is_numeric_dtype,
    _FLAG: pd.api.types.is_bool_dtype,
    _TIME: pd.api.types.is_datetime64_any_dtype,
}
_WORDS = {_WHOLE: "whole numbers", _FLAG: "true or false", _TIME: "moments"}
_COLUMN_OF = {field.api: field.column for field in LEAD_FIELDS.values()}

_PASS_FIELDS = ("lead_passes", "last_pass_dts")
_DIALABLE_FIELDS = ("lead_state", "suppressed", "lead_passes", "max_passes")

MARKS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "dialed": (
            "coalesce(lead_passes > 0, false) OR last_pass_dts IS NOT NULL",
            _PASS_FIELDS,
        ),
        "reset": ("coalesce(lead_passes = 0, false) AND last_pass_dts IS NOT NULL", _PASS_FIELDS),
        "maximum_unknown": ("coalesce(max_passes, 0) <= 0", ("max_passes",)),
        "out_of_passes": (
            "coalesce(max_passes > 0 AND lead_passes >= max_passes, false)",
            ("lead_passes", "max_passes"),
        ),
        "ready": ("coalesce(lead_state = 'READY', false)", ("lead_state",)),
        "exhausted": (
            "(ready AND out_of_passes) OR coalesce(lead_state = 'MAX-DIAL-LIMIT', false)",
            ("lead_state", "lead_passes", "max_passes"),
        ),
        "callback": (
            "coalesce(lead_state IN ('CALLBACK', 'AGENT-CALLBACK', 'PENDING-CALLBACK'), false)",
            ("lead_state",),
        ),
        "dialable": ("ready AND NOT suppressed AND NOT out_of_passes", _DIALABLE_FIELDS),
        "dialable_now": (
            (
                "dialable AND coalesce(next_dial_time <= $now, true)"
                " AND coalesce(local_minutes >= $calling_from * 60"
                " AND local_minutes < $calling_until * 60, false)"
            ),
            (*_DIALABLE_FIELDS, "next_dial_time", "lead_timezone"),
        ),
        "dialed_next": (
            "dialable AND coalesce(next_dial_time <= $now + INTERVAL 24 HOURS, true)",
            (*_DIALABLE_FIELDS, "next_dial_time"),
        ),
        "stuck": (
            (
                "coalesce(lead_state = 'PENDING-ERR' OR (lead_state = 'PENDING'"
                " AND state_dts < $now - to_minutes($stuck_minutes)), false)"
            ),
            ("lead_state", "state_dts"),
        ),
        "overdue": (
            (
                "callback AND"
                " coalesce(next_dial_time < $now - to_minutes($callback_grace_minutes), false)"
            ),
            ("lead_state", "next_dial_time"),
        ),
        "left_waiting": (
            "dialable AND coalesce(next_dial_time < $now - to_hours($recycle_hours), false)",
            (*_DIALABLE_FIELDS, "next_dial_time"),
        ),
        "with_outcome": (
            "dialed AND (system_disposition IS NOT NULL OR agent_disposition IS NOT NULL)",
            (*_PASS_FIELDS, "system_disposition", "agent_disposition"),
        ),
        "contact": (
            (
                "with_outcome AND CASE WHEN len($contact_dispositions) > 0"
                " THEN coalesce(list_contains($contact_dispositions, agent_disposition), false)"
                " ELSE coalesce(system_disposition = 'ANSWER', false) END"
            ),
            (*_PASS_FIELDS, "system_disposition", "agent_disposition"),
        ),
        "machine": (
            "dialed AND coalesce(system_disposition = 'MACHINE', false)",
            (*_PASS_FIELDS, "system_disposition"),
        ),
        "abandoned": (
            "dialed AND coalesce(system_disposition = 'ABANDON', false)",
            (*_PASS_FIELDS, "system_disposition"),
        ),
        "bad_number": (
            (
                "dialed AND (coalesce(system_disposition IN ('INTERCEPT', 'DISCONNECT'), false)"
                " OR coalesce(lead_state IN ('INTERCEPT', 'DISCONNECTED'), false))"
            ),
            (*_PASS_FIELDS, "system_disposition", "lead_state"),
        ),
        "leaking": (
            "dialable AND asked_not_to_be_called",
            (*_DIALABLE_FIELDS, "lead_phone", "agent_disposition"),
        ),
        "without_timezone": ("coalesce(trim(lead_timezone), '') = ''", ("lead_timezone",)),
        "wrong_timezone": (
            "contradicts_state",
            ("lead_timezone", "physical_state"),
        ),
        "orphaned": ("list_id IS NULL", ("list_id",)),
        "fresh": (
            "list_id IS NOT NULL AND NOT bool_or(dialed) OVER (PARTITION BY campaign_id, list_id)",
            ("list_id", *_PASS_FIELDS),
        ),
        "in_suppressed_list": (
            (
                "suppressed AND avg(suppressed::INT) OVER (PARTITION BY campaign_id, list_id)"
                " >= $suppressed_share"
            ),
            ("suppressed", "list_id"),
        ),
        "bad_number_dialable": (
            "dialable AND bad_number",
            (*_DIALABLE_FIELDS, "last_pass_dts", "system_disposition"),
        ),
    }
)
"""What is said of a lead: name → condition, and the columns that it takes."""

PART = """CASE
  WHEN suppressed THEN 'suppressed'
  WHEN lead_state IN ('COMPLETE', 'DO-NOT-CALL', 'DISCONNECTED', 'INTERCEPT', 'TRANSITIONED',
    'CALLBACK-CANCELLED') THEN 'finished'
  WHEN exhausted THEN 'exhausted'
  WHEN lead_state IN ('PAUSED', 'CANCELLED') THEN 'parked'
  WHEN callback THEN 'callback'
  WHEN lead_state IN ('ACTIVE', 'PENDING', 'PENDING-ERR', 'PENDING-HCI') THEN 'in progress'
  WHEN ready AND NOT dialed THEN 'untouched'
  WHEN ready AND NOT maximum_unknown AND lead_passes < max_passes THEN 'workable'
  ELSE 'unknown' END"""
"""The part of the inventory that a lead is in: the first condition that holds."""

PARTS = (
    "suppressed",
    "finished",
    "exhausted",
    "parked",
    "callback",
    "in progress",
    "untouched",
    "workable",
    "unknown",
)

_BASE = """CREATE TEMP TABLE base AS
SELECT {columns}, clocks.local_minutes, coalesce(clocks.contradicts, false) AS contradicts_state
FROM (SELECT {typed} FROM given) AS leads LEFT JOIN clocks ON
  clocks.zone = coalesce(leads.lead_timezone, '') AND
  clocks.state = coalesce(leads.physical_state, '') AND
  clocks.zip = left(coalesce(leads.zip, ''), 3)"""

_PHONES = r"""CREATE TEMP TABLE phones AS
SELECT DISTINCT row, if(len(digits) = 11 AND digits[1] = '1', digits[2:], digits) AS phone
FROM (
  SELECT row, regexp_replace(unnest(string_split(lead_phone, '|')), '[\s().\-/+]', '', 'g')
    AS digits
  FROM base WHERE lead_phone IS NOT NULL
) WHERE regexp_full_match(digits, '[0-9]{7,15}')"""

_SHARED = """CREATE TEMP TABLE shared AS
SELECT row, bool_or(refused) AS asked_not_to_be_called, bool_or(here > 1) AS twice_in_list,
  bool_or(in_campaign > 1) AS twice_in_campaign, bool_or(elsewhere) AS in_other_campaign,
  bool_or(place > 1) AS surplus
FROM (
  SELECT row,
    bool_or(coalesce(lead_state = 'DO-NOT-CALL', false)
      OR coalesce(list_contains($refusals, lower(trim(agent_disposition))), false))
      OVER (PARTITION BY phone) AS refused,
    if(list_id IS NULL, 0, count(*) OVER (PARTITION BY phone, campaign_id, list_id)) AS here,
    count(*) OVER (PARTITION BY phone, campaign_id) AS in_campaign,
    coalesce(campaign_id IS NOT NULL AND min(campaign_id) OVER (PARTITION BY phone)
      <> max(campaign_id) OVER (PARTITION BY phone), false) AS elsewhere,
    row_number() OVER (PARTITION BY phone, campaign_id
      ORDER BY lead_passes DESC NULLS LAST, loaded_dts NULLS LAST, row) AS place
  FROM phones JOIN base USING (row)
) GROUP BY row"""

PHONE_MARKS = (
    "asked_not_to_be_called",
    "twice_in_list",
    "twice_in_campaign",
    "in_other_campaign",
    "surplus",
)

_LEADS = """CREATE TEMP TABLE leads AS
SELECT base.*, {shared},
  extern_id IS NOT NULL AND trim(extern_id) <> ''
    AND count(*) OVER (PARTITION BY campaign_id, extern_id) > 1 AS extern_id_twice,
  {marks}, {part} AS part
FROM base LEFT JOIN shared USING (row)"""


class LeadTable:
    """Leads in DuckDB, as the table ``leads`` with a row number ``row``.

    Parameters
    ----------
    frame
        Columns named as in `SearchResult.leads` or as in the API; those that are missing are null.
    settings, now
        What the marks go by.
    others
        Columns that figures of the user's own take.

    Raises
    ------
    InvalidArgumentError
        A column holds something else than it should.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        settings: AuditSettings,
        now: datetime,
        others: Collection[str] = (),
    ) -> None:
        self.frame = frame
        self._settings = settings
        self._now = now
        named = {_column(frame, name): name for name in (*_TYPES, *others)}
        self.columns = frozenset(named[column] for column in named if column in frame.columns)
        self._connection = duckdb.connect(config={"enable_external_access": "false"})
        self._load({column: name for column, name in named.items() if column in frame.columns})

    @property
    def size(self) -> int:
        """How many leads there are."""
        return len(self.frame)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Give the rows that a statement finds."""
        return self._connection.execute(sql).fetchall()

    def positions(self, condition: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Give the places of the leads that a condition holds for, in rising order."""
        sql = f"SELECT row FROM leads WHERE {condition} ORDER BY row"  # noqa: S608 - ours
        return np.array([row for (row,) in self._connection.execute(sql).fetchall()], np.int64)

    def close(self) -> None:
        """Let the memory go."""
        self._connection.close()

    def _load(self, named: Mapping[str, str]) -> None:
        arrow = _arrow(self.frame[[*named]].rename(columns=dict(named)))
        run = self._connection.execute
        run("SET threads = 2")
        self._connection.register("given", arrow)
        others = sorted(self.columns - set(_TYPES))
        typed = ", ".join(
            ["row", *(self._typed(name) for name in _TYPES), *(f'"{name}"' for name in others)]
        )
        self._add_clocks()
        columns = ", ".join(f'leads."{name}"' for name in ("row", *_TYPES, *others))
        run(_BASE.format(columns=columns, typed=typed))
        run(_PHONES)
        refusals = [text.strip().lower() for text in self._settings.do_not_call_dispositions]
        run(_SHARED, {"refusals": refusals})
        shared = ", ".join(f"coalesce({name}, false) AS {name}" for name in PHONE_MARKS)
        marks = ", ".join(f"({condition}) AS {name}" for name, (condition, _) in MARKS.items())
        sql = _LEADS.format(shared=shared, marks=marks, part=PART)
        run(sql, self._parameters(sql))

    def _parameters(self, sql: str) -> dict[str, object]:
        settings = self._settings
        known = {
            "now": self._now.astimezone(UTC).replace(tzinfo=None),
            "calling_from": settings.calling_from,
            "calling_until": settings.calling_until,
            "stuck_minutes": settings.stuck_minutes,
            "callback_grace_minutes": settings.callback_grace_minutes,
            "recycle_hours": settings.recycle_hours,
            "suppressed_share": settings.suppressed_share,
            "contact_dispositions": list(settings.contact_dispositions),
        }
        return {name: value for name, value in known.items() if f"${name}" in sql}

    def _typed(self, name: str) -> str:
        kind = _TYPES[name]
        if name not in self.columns:
            return f"{'false' if kind == _FLAG else f'NULL::{kind}'} AS {name}"
        if kind == _TIME:
            return f"make_timestamp(epoch_us({name})) AS {name}"
        if name == "suppressed":
            return "coalesce(suppressed::BOOLEAN, false) AS suppressed"
        if name == "lead_state":
            return "replace(lead_state::VARCHAR, '_', '-') AS lead_state"
        return f"{name}::{kind} AS {name}"

    def _add_clocks(self) -> None:
        """Work out, for each zone and place that occurs, what its clock says now."""
        wanted = [
            f"coalesce({name}::VARCHAR, '')" if name in self.columns else "''"
            for name in ("lead_timezone", "physical_state", "zip")
        ]
        sql = f"SELECT DISTINCT {wanted[0]}, {wanted[1]}, left({wanted[2]}, 3) FROM given"  # noqa: S608
        rows = []
        utc = self._now.astimezone(UTC)
        for zone, state, zip_code in self._connection.execute(sql).fetchall():
            offset = minutes_from_utc(zone, state, utc)
            local = None if offset is None else (utc.hour * 60 + utc.minute + offset) % (24 * 60)
            rows.append((zone, state, zip_code, local, contradicts(zone, state, zip_code)))
        names = ("zone", "state", "zip", "local_minutes", "contradicts")
        types = (pa.string(), pa.string(), pa.string(), pa.int64(), pa.bool_())
        table = pa.table(
            {
                name: pa.array([row[place] for row in rows], kind)
                for place, (name, kind) in enumerate(zip(names, types, strict=True))
            }
        )
        self._connection.register("clocks", table)


def _column(frame: pd.DataFrame, name: str) -> str:
    """Find a column by this package's name, else by the API's."""
    if name in frame.columns:
        return name
    if name == "system_disposition":
        places = ("last_pass_dispo", "lastPassDispo")
        return next((place for place in places if place in frame.columns), name)
    apis = (api for api, column in _COLUMN_OF.items() if column == name)
    return next((api for api in apis if api in frame.columns), name)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """Give the columns in Arrow, once each holds what it should, and the row numbers.

    Raises
    ------
    InvalidArgumentError
        One does not.
    """
    columns = {name: _arrow_column(frame[name], _TYPES.get(name)) for name in frame.columns}
    return pa.table(columns | {"row": pa.array(np.arange(len(frame)))})


def _arrow_column(column: pd.Series, kind: str | None) -> pa.Array | pa.ChunkedArray:
    name = str(column.name)
    if column.isna().all():
        return pa.nulls(len(column), _ARROW_TYPES[kind])
    fits = kind is None or kind not in _FITS or _FITS[kind](column.dtype)
    if not fits:
        raise _unfit(name, _WORDS[str(kind)])
    try:
        return pa.Array.from_pandas(column)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        raise _unfit(name, "values of one type") from None


def _unfit(name: str, wanted: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"The column {name} of the leads does not hold {wanted}",
        next_step="Give leads as a search has them, or read the file with Sandbox.from_leads.",
    )
